import fc, { type Arbitrary } from 'fast-check';
import { stringify } from 'yaml';
import { bodies, container, few, labels, odd, port, some, word, type Data, type Written } from './objects.js';

const one = <T>(value: Arbitrary<T>, maxLength = 2): Arbitrary<readonly T[]> =>
  fc.array(value, { minLength: 1, maxLength });
const text = (data: unknown): string => stringify(data, { aliasDuplicateObjects: false });

/** The fields of a kustomization that patch objects. */
export function patches(objects: readonly Written[]): Readonly<Record<string, Arbitrary<unknown>>> {
  return {
    patches: one(
      fc.oneof(
        merges(objects),
        merges(objects),
        targeted(objects),
        several(objects),
        renaming(objects),
        jsonPatches(objects),
      ),
    ),
    patchesStrategicMerge: one(merge(objects).map(text)),
    patchesJson6902: one(jsonPatches(objects, true), 1),
  };
}

const merges = (objects: readonly Written[]): Arbitrary<Data> =>
  merge(objects).map((patch) => ({ patch: text(patch) }));

/** One patch for whatever a target selects; its own name says nothing. */
const targeted = (objects: readonly Written[]): Arbitrary<Data> =>
  fc
    .tuple(merge(objects), fc.constantFrom(...objects).chain(target))
    .map(([patch, selected]) => ({ patch: text(patch), target: selected }));

/** Several documents in one text. */
const several = (objects: readonly Written[]): Arbitrary<Data> =>
  fc.array(merge(objects), { minLength: 2, maxLength: 3 }).map((all) => ({ patch: all.map(text).join('---\n') }));

/** A patch with another name or kind than its target. */
const renaming = (objects: readonly Written[]): Arbitrary<Data> =>
  fc
    .tuple(
      fc.constantFrom(...objects),
      some({ allowNameChange: fc.boolean(), allowKindChange: fc.boolean() }),
      fc.constantFrom('Gadget', undefined),
      labels,
    )
    .map(([{ apiVersion, kind, metadata }, options, other, own]) => ({
      patch: text({ apiVersion, kind: other ?? kind, metadata: { name: 'renamed', labels: own } }),
      target: { kind, name: metadata.name },
      options,
    }));

/** Strategic merges that name one of the objects, whose shape they share, with directives and nulls here and there. */
function merge(objects: readonly Written[]): Arbitrary<Data> {
  return fc.constantFrom(...objects).chain(({ apiVersion, kind, metadata: { name: own, namespace } }) => {
    const parts = {
      more: some({ labels, annotations: labels }),
      body: bodies[kind]?.[1] ?? fc.constant({}),
      mark: fc.constantFrom<Data>({}, {}, {}, {}, {}, { $patch: 'delete' }, { $patch: 'replace' }, { $patch: 'merge' }),
      inner: fc.constantFrom('no', 'no', 'no', 'maps', 'items', 'lists', 'order', 'primitives'),
      directive: fc.constantFrom('delete', 'replace', 'merge'),
      nulls: fc.constantFrom('no', 'no', 'no', 'spec', 'fields'),
      oddity: fc.option(odd, { freq: 1 }),
    };
    return fc.record(parts).map(({ more, body, mark, inner, directive, nulls, oddity }) => {
      const metadata = { name: own, ...(namespace !== undefined && { namespace }), ...more };
      const marked = directed(withNulls(body, nulls), inner, directive) as Data;
      return { apiVersion, kind, metadata, ...marked, ...mark, ...(oddity !== null && { odd: oddity }) };
    });
  });
}

function withNulls(body: Data, where: string): Data {
  const cleared = (data: Data): Data => Object.fromEntries(Object.keys(data).map((key) => [key, null]));
  if (where === 'no') return body;
  return where === 'spec'
    ? cleared(body)
    : Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, typeof value === 'object' ? cleared(value as Data) : null]),
      );
}

/** The first map or list below the top with a directive of strategic merges. */
function directed(data: unknown, where: string, directive: string): unknown {
  if (where === 'no' || typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) {
    if (where === 'lists') return [...(data as unknown[]), { $patch: directive }];
    return data.map((item: unknown, at) =>
      where === 'items' && at === 0 && isMap(item) ? { ...item, $patch: directive } : directed(item, where, directive),
    );
  }
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]: [string, unknown]): (readonly [string, unknown])[] => {
      if (where === 'maps' && isMap(value)) return [[key, { ...value, $patch: directive }]];
      if (where === 'order' && Array.isArray(value))
        return [
          [`$setElementOrder/${key}`, [{ name: 'one' }]],
          [key, value],
          ['$retainKeys', ['name']],
        ];
      if (where === 'primitives' && Array.isArray(value))
        return [
          [`$deleteFromPrimitiveList/${key}`, ['one']],
          [key, value],
        ];
      return [[key, directed(value, where, directive)]];
    }),
  );
}

const isMap = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

const path = fc.constantFrom('/metadata/labels', '/metadata/annotations');
const anywhere = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace'), path, value: labels }),
  fc.record({
    op: fc.constantFrom('add', 'replace', 'test', 'remove'),
    path: fc.constantFrom('/metadata/labels/app', '/metadata/annotations/example.com~1team', '/metadata/name'),
    value: fc.oneof(word, odd),
  }),
);
const newSpec = fc.record({ ports: fc.constant([{ port: 1 }]), selector: labels });
const fieldOfService = fc.constantFrom(
  '/spec/ports/0/port',
  '/spec/selector',
  '/spec/ports/0',
  '/spec/ports/-1',
  '/spec/selector/app',
);
const placeOfContainer = fc.constantFrom('/spec/template/spec/containers/-', '/spec/template/spec/containers/0');
const fieldOfDeployment = fc.constantFrom(
  '/spec/template/spec/containers/0/image',
  '/spec/replicas',
  '/spec/template/spec/containers/0/env/-',
);

const operations: Readonly<Record<string, Arbitrary<unknown>>> = {
  Service: fc.oneof(
    fc.record({ op: fc.constant('add'), path: fc.constant('/spec'), value: newSpec }),
    fc.record({
      op: fc.constant('add'),
      path: fc.constant('/metadata/labels'),
      value: fc.constant({ 'a/b': 'c', 'd~e': 'f' }),
    }),
    fc.record({ op: fc.constantFrom('replace', 'remove', 'test', 'add'), path: fieldOfService, value: port }),
  ),
  Deployment: fc.oneof(
    fc.record({ op: fc.constant('add'), path: placeOfContainer, value: container }),
    fc.record({
      op: fc.constantFrom('copy', 'move'),
      from: fc.constantFrom('/spec/template/spec', '/spec/replicas'),
      path: fc.constantFrom('/spec/copy', '/spec/minReadySeconds'),
    }),
    fc.record({ op: fc.constantFrom('replace', 'add'), path: fieldOfDeployment, value: fc.oneof(word, port) }),
  ),
};

/** What selects an object, and perhaps others. */
function target({ apiVersion, kind, metadata }: Written): Arbitrary<Data> {
  const slash = apiVersion.indexOf('/');
  return some(
    {
      kind: fc.constantFrom(kind, '.*', `${kind}|Service`),
      group: fc.constant(slash === -1 ? '' : apiVersion.slice(0, slash)),
      version: fc.constantFrom(apiVersion.slice(slash + 1), 'v.*'),
      name: fc.constantFrom(metadata.name, '.*', 'w.*', 'w', 'web|api'),
      namespace: fc.constantFrom(metadata.namespace ?? 'default', 'shop', ''),
      labelSelector: fc.constantFrom(
        'app=one',
        'tier',
        '!app',
        'app in (one,two)',
        'app!=two',
        'app=one,tier!=two',
        'app notin (one)',
        'tier==two',
      ),
      annotationSelector: fc.constantFrom('app=one', 'tier!=two', 'example.com/team in (one, two)'),
    },
    'kind',
  );
}

function jsonPatches(objects: readonly Written[], named = false): Arbitrary<Data> {
  return fc.constantFrom(...objects).chain((object) => {
    const selected = named
      ? target(object).map((chosen) => ({ name: object.metadata.name, ...chosen, kind: object.kind }))
      : target(object).map((chosen) => ({ ...chosen, kind: object.kind }));
    const list = few(fc.oneof(anywhere, operations[object.kind] ?? anywhere), 3);
    return fc
      .tuple(selected, list, fc.boolean())
      .map(([chosen, done, inYaml]) => ({ target: chosen, patch: inYaml ? text(done) : JSON.stringify(done) }));
  });
}
