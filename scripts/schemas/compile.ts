import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';
import type { JsonSchema } from './json-schema.js';

const shared = `
function push(errors, error) { if (errors === null) return [error]; errors.push(error); return errors; }
function join(errors, more) { if (errors === null) return more; for (const error of more) errors.push(error); return errors; }
function at(path, key) { return path + "/" + key.replace(/~/g, "~0").replace(/\\//g, "~1"); }
`;

/**
 * What every one of ajv's several hundred checks repeats, and what it becomes. Nothing here reads the parent of a value
 * or the path of a schema. Joining errors in place of `concat` also keeps a file of many errors linear.
 */
const shorter: readonly (readonly [RegExp, string])[] = [
  [/,schemaPath:"[^"]*"/g, ''],
  [/,parentData:data\d*,parentDataProperty:[\w+"]+,rootData\}/g, '}'],
  [/, parentData, parentDataProperty, rootData=data\}/g, '}'],
  [/instancePath\+"\/" \+ (key\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'at(instancePath,$1)'],
  [/if\(vErrors === null\)\{vErrors = \[(err\d+)\];\}else \{vErrors\.push\(\1\);\}/g, 'vErrors = push(vErrors,$1);'],
  [
    /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\)/g,
    'vErrors = join(vErrors,$1.errors)',
  ],
];

/** What must be gone after `shorter`: a new ajv that writes its code in another way stops the build here. */
const gone = /schemaPath|parentData|rootData|\.concat\(|vErrors\.push|require\(|\bimport\b/;

/**
 * The code of an ES module that exports `validators`: a validating function by definition name, for each of `names`.
 * It imports nothing: ajv is gone once this has run.
 */
export async function compile(schema: JsonSchema, names: readonly string[]): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    allowUnionTypes: true,
    strictTypes: false,
    validateSchema: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addSchema(schema);
  const refs = Object.fromEntries(
    names.map((name, index) => [`root${index}`, `${String(schema.$id)}#/definitions/${name}`]),
  );
  let code = standalone.default(ajv, refs);
  for (const [long, short] of shorter) code = code.replace(long, short);
  const left = gone.exec(code);
  if (left !== null)
    throw new Error(`ajv's code changed: unexpected ${left[0]} near ${code.slice(left.index - 60, left.index + 60)}`);
  const entries: string[] = [];
  code = code.replace(/export const root(\d+) = (validate\d+);/g, (_, index: string, call: string) => {
    entries.push(`${JSON.stringify(names[Number(index)])}: ${call}`);
    return '';
  });
  const text = `${shared}${code}\nexport const validators = {${entries.join(',')}};`;
  const options = {
    loader: 'js',
    format: 'esm',
    target: 'es2022',
    minify: true,
    treeShaking: true,
    lineLimit: 140,
  } as const;
  return (await transform(text, options)).code;
}
