import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Json = { [key: string]: unknown };

/**
 * kubeconform takes its schemas from the network, which this comparison does not use. Makes the same schemas from a
 * `swagger.json` of Kubernetes: one strict file for each kind (`service-v1.json`, `deployment-apps-v1.json`),
 * references resolved, as the repository behind kubeconform does.
 */
export function writeSchemas(swagger: string, folder: string): void {
  const definitions = (JSON.parse(readFileSync(swagger, 'utf8')) as { definitions: Record<string, Json> }).definitions;
  mkdirSync(folder, { recursive: true });
  for (const definition of Object.values(definitions)) {
    const kinds = definition['x-kubernetes-group-version-kind'] as
      readonly { group: string; kind: string; version: string }[] | undefined;
    if (kinds?.length !== 1 || definition['properties'] === undefined) continue;
    for (const { group, kind, version } of kinds) {
      const suffix = [group.split('.')[0], version].filter((part) => part !== '').join('-');
      const name = `${kind}-${suffix}.json`.toLowerCase();
      const schema = strict(definition, definitions, [], {
        kind,
        version: group === '' ? version : `${group}/${version}`,
      });
      writeFileSync(path.join(folder, name), JSON.stringify(schema));
    }
  }
}

const TEXTS = ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'io.k8s.apimachinery.pkg.api.resource.Quantity'];

function strict(
  schema: Json,
  definitions: Record<string, Json>,
  open: readonly string[],
  root?: { kind: string; version: string },
): Json {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const name = reference.slice('#/definitions/'.length);
    if (TEXTS.includes(name))
      return { oneOf: [{ type: 'string' }, { type: name.endsWith('IntOrString') ? 'integer' : 'number' }] };
    return open.includes(name) ? {} : strict(definitions[name] ?? {}, definitions, [...open, name]);
  }
  const made: Json = { ...schema };
  delete made['description'];
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = schema['properties'] as Record<string, Json> | undefined;
  if (properties !== undefined) {
    made['properties'] = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [
        key,
        nullable(strict(value, definitions, open), !required.includes(key)),
      ]),
    );
    if (root !== undefined)
      Object.assign(made['properties'] as Json, {
        kind: { type: 'string', enum: [root.kind] },
        apiVersion: { type: 'string', enum: [root.version] },
      });
    made['additionalProperties'] = false;
  }
  if (typeof schema['items'] === 'object')
    made['items'] = nullable(strict(schema['items'] as Json, definitions, open), true);
  if (typeof schema['additionalProperties'] === 'object')
    made['additionalProperties'] = nullable(strict(schema['additionalProperties'] as Json, definitions, open), true);
  return made;
}

/** The published schemas let every optional field be null. */
function nullable(schema: Json, optional: boolean): Json {
  if (!optional) return schema;
  if (Array.isArray(schema['oneOf'])) return { oneOf: [...(schema['oneOf'] as Json[]), { type: 'null' }] };
  return typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : schema;
}
