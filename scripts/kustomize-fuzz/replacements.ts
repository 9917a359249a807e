import fc, { type Arbitrary } from 'fast-check';
import { few, some, type Data, type Written } from './objects.js';

const replaced = fc.constantFrom(
  'metadata.name',
  'metadata.namespace',
  'metadata.labels.app',
  'metadata.labels',
  'metadata.annotations.[example.com/team]',
  'metadata.annotations.example\\.com/team',
  'data.one',
  'spec.replicas',
  'spec.selector',
  'spec.selector.app',
  'spec.template.metadata.labels.app',
  'spec.template.spec.containers.[name=web].image',
  'spec.template.spec.containers.[name=web].env.[name=one].value',
  'spec.template.spec.containers.*.image',
  'spec.template.spec.containers.0.image',
  'spec.template.spec.containers.5.image',
  'spec.template.spec.containers.*.env.*.value',
  'spec.template.spec.containers.[image=.*].args',
  'spec.ports.0.targetPort',
  'spec.ports.[name=one].port',
  'spec.ports.-.port',
  'spec.parts.[name=two].size',
);

const read = fc.constantFrom(
  'metadata.name',
  'metadata.namespace',
  'kind',
  'metadata',
  'metadata.labels',
  'data.one',
  'spec.ports.0.port',
  'spec.ports',
  'spec.replicas',
  'spec.template.spec.containers.[name=web].image',
  'spec.parts.[name=one].size',
  'spec.nothing',
);

/** One replacement between objects that are there. */
export function replacements(objects: readonly Written[]): Arbitrary<Data> {
  const select = fc.constantFrom(...objects).chain(({ apiVersion, kind, metadata }) =>
    some(
      {
        kind: fc.constant(kind),
        name: fc.constant(metadata.name),
        namespace: fc.constantFrom(metadata.namespace ?? 'default', 'shop'),
        version: fc.constant(apiVersion.split('/').at(-1) ?? ''),
      },
      'kind',
    ),
  );
  const selectors = some({
    labelSelector: fc.constantFrom('app=one', '!tier'),
    annotationSelector: fc.constant('app'),
  });
  const wide = fc.oneof(
    { arbitrary: select, weight: 3 },
    { arbitrary: fc.tuple(select, selectors).map(([one, other]) => ({ ...one, ...other })), weight: 1 },
  );
  const options = some({
    create: fc.boolean(),
    delimiter: fc.constantFrom('-', '/', ':'),
    index: fc.integer({ min: -1, max: 2 }),
  });
  const fromOptions = some(
    { delimiter: fc.constantFrom('-', '/', ':'), index: fc.integer({ min: -1, max: 2 }) },
    'delimiter',
  );
  const field = some({ fieldPath: read, options: fc.option(fromOptions, { nil: undefined, freq: 1 }) });
  const source = fc.tuple(select, field).map(([chosen, rest]) => ({ ...chosen, ...rest }));
  const to = some(
    {
      select: wide,
      reject: few(wide, 1),
      fieldPaths: fc.uniqueArray(replaced, { minLength: 1, maxLength: 2 }),
      options,
    },
    'select',
  );
  const targets = fc.array(to, { minLength: 1, maxLength: 2 });
  return fc.oneof(
    { arbitrary: fc.record({ source, targets }), weight: 6 },
    { arbitrary: fc.record({ sourceValue: fc.constantFrom('given', 'x8080', 'a-b'), targets }), weight: 1 },
  );
}
