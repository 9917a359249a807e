import { shortNames, writeShape } from './names.js';
import type { Fields, Shape, Types } from './types.js';

/** A JSON schema, as far as these use it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * One closed object schema per type, under `definitions`. Nothing is required: Go's decoder demands no field. Null is
 * not allowed here although Go takes it as absent: the reader of the errors sets those aside, since unions with null
 * would make ajv embed the schemas in its code. Fields of one shape share a pattern, and every list, map and scalar is
 * a definition of its own, which halves that code.
 */
export function toJsonSchema(types: Types, id: string): JsonSchema {
  const names = shortNames(types);
  const definitions: Record<string, JsonSchema> = {};
  for (const [name, fields] of types) definitions[names(name)] = closedObject(fields);
  return { $id: id, definitions };

  function closedObject(fields: Fields): JsonSchema {
    const groups = new Map<string, string[]>();
    const schemas = new Map<string, JsonSchema>();
    for (const [field, shape] of fields) {
      const key = writeShape(shape, names);
      groups.set(key, [...(groups.get(key) ?? []), field]);
      schemas.set(key, schemaOf(shape));
    }
    const byPattern = [...groups].map(([key, group]) => [`^(?:${group.join('|')})$`, schemas.get(key)]);
    return { type: 'object', patternProperties: Object.fromEntries(byPattern), additionalProperties: false };
  }

  function schemaOf(shape: Shape): JsonSchema {
    switch (shape.kind) {
      case 'any':
        return {};
      case 'quantity':
        return shared(shape, { type: ['string', 'number'] });
      case 'int-or-string':
        return shared(shape, { type: ['integer', 'string'] });
      case 'list':
        return shared(shape, { type: 'array', items: schemaOf(shape.of) });
      case 'map':
        return shared(shape, { type: 'object', additionalProperties: schemaOf(shape.of) });
      case 'type':
        return { $ref: `#/definitions/${names(shape.name)}` };
      default:
        return shared(shape, { type: shape.kind });
    }
  }

  function shared(shape: Shape, schema: JsonSchema): JsonSchema {
    const key = writeShape(shape, names).replaceAll('[]', '-list').replaceAll('{', 'map-').replaceAll('}', '');
    definitions[key] = schema;
    return { $ref: `#/definitions/${key}` };
  }
}
