import fc, { type Arbitrary } from 'fast-check';
import { patches } from './patches.js';
import { replacements } from './replacements.js';
import { few, labels, name, odd, some, word, type Data, type Written } from './objects.js';

const one = <T>(value: Arbitrary<T>, maxLength = 2): Arbitrary<readonly T[]> =>
  fc.array(value, { minLength: 1, maxLength });

/**
 * At most four fields of one kustomization, aimed at objects that are there: a build with everything in it fails on the
 * first of many reasons. `behaviors` are those that a generator may have.
 */
export function layer(objects: readonly Written[], behaviors: readonly string[]): Arbitrary<Data> {
  const named = (kinds: readonly string[]): readonly string[] =>
    objects.filter(({ kind }) => kinds.includes(kind)).map((object) => object.metadata.name);
  const scalable = named(['Deployment', 'StatefulSet']);
  const sources = objects.filter(({ kind }) => ['Service', 'ConfigMap', 'Gadget'].includes(kind));
  const fields: Readonly<Record<string, Arbitrary<unknown>>> = {
    namespace: fc.constantFrom('shop', 'edge'),
    namePrefix: fc.constantFrom('a-', 'b-'),
    nameSuffix: fc.constantFrom('-x', '-y'),
    commonLabels: labels,
    labels: one(labelling),
    commonAnnotations: labels,
    images: one(image),
    ...patches(objects),
    replacements: one(replacements(objects), 2),
    configMapGenerator: one(generated(behaviors), 1),
    secretGenerator: one(generated(behaviors), 1),
    generatorOptions: some({
      disableNameSuffixHash: fc.boolean(),
      labels,
      annotations: labels,
      immutable: fc.boolean(),
    }),
    configurations: fc.constantFrom(
      ['settings/labels.yaml'],
      ['settings/names.yaml'],
      ['settings/labels.yaml', 'settings/names.yaml'],
    ),
    transformers: one(plugin, 2),
    generators: one(makers, 1),
    buildMetadata: fc.constantFrom(
      ['managedByLabel'],
      ['originAnnotations'],
      ['transformerAnnotations', 'managedByLabel'],
    ),
    sortOptions: fc.constantFrom(
      { order: 'fifo' },
      { order: 'legacy' },
      { order: 'legacy', legacySortOptions: { orderFirst: ['Service', 'Gadget'], orderLast: ['ConfigMap'] } },
    ),
    ...(scalable.length > 0 && {
      replicas: one(fc.record({ name: fc.constantFrom(...scalable), count: fc.nat(5) }), 1),
    }),
    ...(sources.length > 0 && { vars: fc.tuple(fc.constantFrom(...sources).chain(variable)) }),
  };
  return fc.subarray(Object.entries(fields), { maxLength: 4 }).chain((chosen) => fc.record(Object.fromEntries(chosen)));
}

/** The files that `configurations` names. */
export const SETTINGS: Readonly<Record<string, Data>> = {
  'settings/labels.yaml': {
    commonLabels: [{ path: 'spec/deep/labels', kind: 'Gadget', create: true }],
    commonAnnotations: [{ path: 'spec/notes', kind: 'Gadget', create: true }],
    images: [{ path: 'spec/image', kind: 'Gadget' }],
    replicas: [{ path: 'spec/size', kind: 'Gadget', create: true }],
  },
  'settings/names.yaml': {
    nameReference: [{ kind: 'Service', version: 'v1', fieldSpecs: [{ path: 'spec/service', kind: 'Gadget' }] }],
    namePrefix: [{ path: 'spec/service', kind: 'Gadget' }],
    varReference: [
      { path: 'spec/deep/labels', kind: 'Gadget' },
      { path: 'data', kind: 'ConfigMap' },
    ],
    namespace: [{ path: 'spec/namespace', kind: 'Gadget', create: true }],
  },
};

const labelling = some(
  {
    pairs: labels,
    includeSelectors: fc.boolean(),
    includeTemplates: fc.boolean(),
    fields: few(
      fc.constantFrom(
        { path: 'spec/deep/labels', kind: 'Gadget', create: true },
        { path: 'spec/selector', version: 'v1', kind: 'Service' },
        { path: 'spec/template/metadata/labels', group: 'apps', create: true },
      ),
      2,
    ),
  },
  'pairs',
);

const image = some(
  {
    name: fc.constantFrom('nginx', 'example.com/app', 'example.com:5000/app', 'ngin.', '.*'),
    newName: fc.constant('mirror/app'),
    newTag: word,
    tagSuffix: fc.constant('-slim'),
    digest: fc.constant('sha256:def'),
  },
  'name',
);

function variable({ apiVersion, kind, metadata }: Written): Arbitrary<Data> {
  const objref = some(
    {
      kind: fc.constant(kind),
      name: fc.constant(metadata.name),
      apiVersion: fc.constant(apiVersion),
      namespace: fc.constantFrom('shop', 'default'),
    },
    'kind',
    'name',
    'apiVersion',
  );
  const fieldPath = fc.constantFrom(
    'metadata.name',
    'metadata.namespace',
    'spec.ports[0].port',
    'data.one',
    'spec.parts[0].size',
    'metadata.labels.app',
  );
  return some({ name: fc.constant('HOST'), objref, fieldref: fc.record({ fieldPath }) }, 'name', 'objref');
}

function generated(behaviors: readonly string[]): Arbitrary<Data> {
  const literal = fc.constantFrom(
    'one=a',
    'two=b',
    'three="c d"',
    "four='e'",
    'five=1',
    'six=',
    'seven=yes',
    'eight=two\nlines',
    'nine=2020-01-02',
  );
  return some(
    {
      name,
      namespace: fc.constantFrom('shop', 'edge'),
      behavior: fc.constantFrom(...behaviors),
      literals: fc.uniqueArray(literal, { minLength: 1, maxLength: 3 }),
      envs: fc.constant(['settings/lines.env']),
      files: fc.constantFrom(['settings/labels.yaml'], ['settings/lines.env', 'eleven=settings/names.yaml']),
      options: some({ disableNameSuffixHash: fc.boolean(), labels, annotations: labels, immutable: fc.boolean() }),
    },
    'name',
    'literals',
  );
}

const builtin = (kind: string, rest: Data): string =>
  JSON.stringify({ apiVersion: 'builtin', kind, metadata: { name: 'plugin' }, ...rest });
const AT_NAME = [{ path: 'metadata/name' }];

/** Transformers that are written as objects. */
const plugin = fc.constantFrom(
  builtin('PrefixTransformer', { prefix: 'pre-', fieldSpecs: AT_NAME }),
  builtin('SuffixTransformer', { suffix: '-post', fieldSpecs: [...AT_NAME, { path: 'spec/service', kind: 'Gadget' }] }),
  builtin('NamespaceTransformer', {
    metadata: { name: 'plugin', namespace: 'edge' },
    fieldSpecs: [{ path: 'metadata/namespace', create: true }],
  }),
  builtin('LabelTransformer', {
    labels: { app: 'plugin' },
    fieldSpecs: [
      { path: 'metadata/labels', create: true },
      { path: 'spec/selector', kind: 'Service', create: true },
    ],
  }),
  builtin('AnnotationsTransformer', {
    annotations: { app: 'plugin' },
    fieldSpecs: [{ path: 'metadata/annotations', create: true }],
  }),
  builtin('ImageTagTransformer', { imageTag: { name: 'nginx', newTag: '9' } }),
  builtin('PatchTransformer', {
    patch: '[{"op": "add", "path": "/metadata/labels", "value": {"by": "plugin"}}]',
    target: { kind: 'Service' },
  }),
);
const makers = fc.constantFrom(
  builtin('ConfigMapGenerator', { metadata: { name: 'made' }, literals: ['a=b'] }),
  builtin('SecretGenerator', { name: 'web', metadata: { name: 'made' }, literals: ['a=b'] }),
);

/** An object in a file of its own, every scalar of it written oddly. */
export const oddObject: Arbitrary<Data> = fc.record({
  apiVersion: fc.constant('example.com/v1'),
  kind: fc.constant('Odd'),
  metadata: fc.record({
    name: fc.constant('odd'),
    annotations: fc.dictionary(word, odd, { maxKeys: 2 }),
    labels: fc.dictionary(word, odd, { maxKeys: 2 }),
  }),
  spec: fc.record({
    a: odd,
    b: fc.array(odd, { minLength: 1, maxLength: 3 }),
    c: fc.dictionary(word, odd, { maxKeys: 2 }),
  }),
});
