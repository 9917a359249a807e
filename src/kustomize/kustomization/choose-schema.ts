import type { SourceFile } from '../../text/source-file.js';
import { get, getString, placeOf, toData } from '../../tree/tree.js';
import { SETTINGS } from '../../yaml/values/dialect.js';
import { parseFile } from '../../yaml/parse.js';
import type { Kustomization } from './kustomization.js';
import { readDefinitions, type Definitions } from '../schema/open-api.js';
import { fileOf } from './sources.js';
import type { Schema } from '../schema/schema-in-use.js';
import { shapeOf as builtInShape } from '../schema/merge-keys.js';
import type { Trace } from '../build/trace.js';

const VERSION = 'v1.21.2';

/**
 * Takes over the `openapi` of a kustomization, unless a layer above or before has chosen one (kyaml openapi.SetSchema).
 */
export function chooseSchema({ tree, folder }: Kustomization, trace: Trace): void {
  const [path, version] = [get(tree, 'openapi', 'path'), get(tree, 'openapi', 'version')];
  const file = path === undefined ? undefined : fileOf(getString(path) ?? '', path, folder, trace);
  if (trace.inUse.isChosen) return;
  if (file !== undefined && version !== undefined)
    trace.problems.push({ place: placeOf(version), message: 'a schema has either a `path` or a `version`' });
  else if (file !== undefined) {
    const definitions = definitionsIn(file);
    if (definitions === undefined)
      trace.problems.push({
        place: { span: { file, start: 0, end: Math.min(1, file.text.length) } },
        message: `\`${file.path}\` is no OpenAPI document`,
      });
    else trace.inUse.schema = trace.inUse.isNeeded ? definitions.beside : definitions.alone;
    trace.inUse.isChosen = true;
  } else if (version !== undefined && getString(version) !== '') {
    if (getString(version) !== VERSION)
      trace.problems.push({
        place: placeOf(version),
        message: `kustomize has the OpenAPI version ${VERSION} only`,
      });
    trace.inUse.isChosen = true;
  }
}

interface Chosen {
  /** Kinds that are built in are unknown then. */
  readonly alone: Schema;
  readonly beside: Schema;
}

const memory = new WeakMap<SourceFile, Chosen>();

function definitionsIn(file: SourceFile): Chosen | undefined {
  const known = memory.get(file);
  if (known !== undefined) return known;
  const alone = schemaOf(file);
  if (alone === undefined) return undefined;
  const beside: Schema = {
    ...alone,
    shapeOf: (apiVersion, kind) => alone.shapeOf(apiVersion, kind) ?? builtInShape(apiVersion, kind),
  };
  memory.set(file, { alone, beside });
  return { alone, beside };
}

function schemaOf(file: SourceFile): Definitions | undefined {
  if (!file.text.startsWith('{')) {
    const [document] = parseFile(file, SETTINGS).documents;
    return document?.tree === undefined || document.problems.length > 0
      ? undefined
      : readDefinitions(toData(document.tree));
  }
  try {
    return readDefinitions(JSON.parse(file.text));
  } catch {
    return undefined;
  }
}
