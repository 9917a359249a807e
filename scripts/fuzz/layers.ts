import fc, { type Arbitrary } from 'fast-check';
import { stringify } from 'yaml';
import { bodies, container, few, labels, name, port, some, word, type Data, type Written } from './objects.js';

const one = <T>(value: Arbitrary<T>, maxLength = 2): Arbitrary<readonly T[]> => fc.array(value, { minLength: 1, maxLength });

/**
 * At most four fields of one kustomization, aimed at objects that are there: a build with everything in it fails on the
 * first of many reasons. `behaviors` are those that a generator may have.
 */
export function layer(objects: readonly Written[], behaviors: readonly string[]): Arbitrary<Data> {
  const named = (kinds: readonly string[]): readonly string[] =>
    objects.filter(({ kind }) => kinds.includes(kind)).map((object) => object.metadata.name);
  const scalable = named(['Deployment', 'StatefulSet']);
  const services = named(['Service']);
  const fields: Readonly<Record<string, Arbitrary<unknown>>> = {
    namespace: fc.constantFrom('shop', 'edge'),
    namePrefix: fc.constantFrom('a-', 'b-'),
    nameSuffix: fc.constantFrom('-x', '-y'),
    commonLabels: labels,
    labels: one(labelling),
    commonAnnotations: labels,
    images: one(image),
    patches: one(fc.oneof(merges(objects), jsonPatches(objects))),
    replacements: one(replacements(objects), 1),
    configMapGenerator: one(generated(behaviors), 1),
    secretGenerator: one(generated(behaviors), 1),
    generatorOptions: some({ disableNameSuffixHash: fc.boolean(), labels, annotations: labels, immutable: fc.boolean() }),
    ...(scalable.length > 0 && { replicas: one(fc.record({ name: fc.constantFrom(...scalable), count: fc.nat(5) }), 1) }),
    ...(services.length > 0 && { vars: fc.tuple(fc.constantFrom(...services).map(variable)) }),
  };
  return fc.subarray(Object.entries(fields), { maxLength: 4 }).chain((chosen) => fc.record(Object.fromEntries(chosen)));
}

const labelling = some(
  {
    pairs: labels,
    includeSelectors: fc.boolean(),
    includeTemplates: fc.boolean(),
    fields: few(fc.constant({ path: 'spec/deep/labels', kind: 'Gadget', create: true }), 1),
  },
  'pairs',
);

const image = some(
  {
    name: fc.constantFrom('nginx', 'example.com/app', 'example.com:5000/app'),
    newName: fc.constant('mirror/app'),
    newTag: word,
    digest: fc.constant('sha256:def'),
  },
  'name',
);

function variable(service: string): Data {
  return { name: 'HOST', objref: { kind: 'Service', name: service, apiVersion: 'v1' } };
}

function generated(behaviors: readonly string[]): Arbitrary<Data> {
  const literal = fc.constantFrom('one=a', 'two=b', 'three="c d"', "four='e'", 'five=1');
  return some(
    {
      name,
      namespace: fc.constantFrom('shop', 'edge'),
      behavior: fc.constantFrom(...behaviors),
      literals: fc.uniqueArray(literal, { minLength: 1, maxLength: 3 }),
      options: some({ disableNameSuffixHash: fc.boolean(), labels, annotations: labels, immutable: fc.boolean() }),
    },
    'name',
    'literals',
  );
}

/** Strategic merges that name one of the objects, whose shape they share, with directives and nulls here and there. */
function merges(objects: readonly Written[]): Arbitrary<Data> {
  return fc.constantFrom(...objects).chain(({ apiVersion, kind, metadata: { name: own, namespace } }) => {
    const parts = {
      more: some({ labels, annotations: labels }),
      body: bodies[kind]?.[1] ?? fc.constant({}),
      mark: fc.constantFrom<Data>({}, {}, {}, {}, {}, { $patch: 'delete' }, { $patch: 'replace' }),
      nulls: fc.constantFrom('no', 'no', 'no', 'spec', 'fields'),
      targeted: fc.boolean(),
    };
    return fc.record(parts).map(({ more, body, mark, nulls, targeted }) => {
      const metadata = { name: own, ...(namespace !== undefined && { namespace }), ...more };
      const patch = stringify({ apiVersion, kind, metadata, ...withNulls(body, nulls), ...mark });
      return targeted ? { patch, target: { kind } } : { patch };
    });
  });
}

function withNulls(body: Data, where: string): Data {
  const cleared = (data: Data): Data => Object.fromEntries(Object.keys(data).map((key) => [key, null]));
  if (where === 'no') return body;
  return where === 'spec' ? cleared(body) : Object.fromEntries(Object.entries(body).map(([key, value]) => [key, cleared(value as Data)]));
}

const anywhere = fc.record({ op: fc.constant('add'), path: fc.constantFrom('/metadata/labels', '/metadata/annotations'), value: labels });
const newSpec = fc.record({ ports: fc.constant([{ port: 1 }]), selector: labels });
const fieldOfService = fc.constantFrom('/spec/ports/0/port', '/spec/selector', '/spec/ports/0');
const placeOfContainer = fc.constantFrom('/spec/template/spec/containers/-', '/spec/template/spec/containers/0');
const fieldOfDeployment = fc.constantFrom('/spec/template/spec/containers/0/image', '/spec/replicas');

const operations: Readonly<Record<string, Arbitrary<unknown>>> = {
  Service: fc.oneof(
    fc.record({ op: fc.constant('add'), path: fc.constant('/spec'), value: newSpec }),
    fc.record({ op: fc.constant('add'), path: fc.constant('/metadata/labels'), value: fc.constant({ 'a/b': 'c', 'd~e': 'f' }) }),
    fc.record({ op: fc.constantFrom('replace', 'remove'), path: fieldOfService, value: port }),
  ),
  Deployment: fc.oneof(
    fc.record({ op: fc.constant('add'), path: placeOfContainer, value: container }),
    fc.record({
      op: fc.constantFrom('copy', 'move'),
      from: fc.constantFrom('/spec/template/spec', '/spec/replicas'),
      path: fc.constantFrom('/spec/copy', '/spec/minReadySeconds'),
    }),
    fc.record({ op: fc.constant('replace'), path: fieldOfDeployment, value: fc.oneof(word, port) }),
  ),
};

function jsonPatches(objects: readonly Written[]): Arbitrary<Data> {
  return fc.constantFrom(...objects).chain(({ kind, metadata }) => {
    const target = some(
      {
        name: fc.constantFrom(metadata.name, '.*', 'w.*'),
        labelSelector: fc.constantFrom('app=one', 'tier', '!app', 'app in (one,two)', 'app!=two'),
        annotationSelector: fc.constantFrom('app=one', 'tier!=two'),
      },
      'name',
    );
    const list = fc.array(fc.oneof(anywhere, operations[kind] ?? anywhere), { minLength: 1, maxLength: 2 });
    return fc.tuple(target, list, fc.boolean()).map(([chosen, done, inYaml]) => ({
      target: { kind, ...chosen },
      patch: inYaml ? stringify(done) : JSON.stringify(done),
    }));
  });
}

const replaced = fc.constantFrom(
  'metadata.name',
  'metadata.labels.app',
  'metadata.annotations.[example.com/team]',
  'spec.replicas',
  'spec.template.metadata.labels.app',
  'spec.template.spec.containers.[name=web].image',
  'spec.template.spec.containers.*.image',
  'spec.ports.0.targetPort',
  'spec.ports.[name=one].port',
);

function replacements(objects: readonly Written[]): Arbitrary<Data> {
  const select = fc
    .constantFrom(...objects)
    .chain(({ kind, metadata }) => some({ kind: fc.constant(kind), name: fc.constant(metadata.name) }, 'kind'));
  const options = some({ create: fc.boolean(), delimiter: fc.constantFrom('-', '/'), index: fc.integer({ min: -1, max: 2 }) }, 'create');
  const field = some({ fieldPath: fc.constantFrom('metadata.name', 'kind', 'metadata') });
  const source = fc.tuple(select, field).map(([chosen, rest]) => ({ ...chosen, ...rest }));
  const to = some({ select, reject: few(select, 1), fieldPaths: fc.tuple(replaced), options }, 'select', 'fieldPaths', 'options');
  return fc.record({ source, targets: fc.tuple(to) });
}
