import fc, { type Arbitrary } from 'fast-check';
import { layer, oddObject, SETTINGS } from './layers.js';
import { objects, type Data, type Written } from './objects.js';

/** The files of a small application with kustomizations, as plain data by path; the root of the build is the top. */
export type Application = Readonly<Record<string, unknown>>;

interface Parts {
  readonly below: readonly Written[];
  readonly shape: 'documents' | 'List' | 'nested List' | 'JSON';
  readonly own: readonly Written[] | undefined;
  readonly oddity: Data | undefined;
  readonly base: Data;
  readonly overlay: Data;
  readonly component: Data | undefined;
  readonly inner: Data | undefined;
  readonly second: Data | undefined;
  readonly top: Data;
}

const maybe = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 1 });

/** A base and a layer over it; sometimes with components, with objects of its own, with the base used twice. */
export const application: Arbitrary<Application> = objects(5).chain((below) =>
  fc
    .record<Parts>({
      below: fc.constant(below),
      shape: fc.constantFrom('documents', 'documents', 'documents', 'List', 'nested List', 'JSON'),
      own: maybe(objects(2)),
      oddity: maybe(oddObject),
      base: layer(below, ['create']),
      overlay: layer(below, ['create', 'create', 'merge', 'replace']),
      component: maybe(layer(below, ['create', 'merge'])),
      inner: maybe(layer(below, ['create', 'merge'])),
      second: maybe(layer(below, ['create'])),
      top: layer(below, ['create', 'merge']),
    })
    .map(filesOf),
);

const COMPONENT = { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component' };

function filesOf({ below, shape, own, oddity, base, overlay, component, inner, second, top }: Parts): Application {
  const isPair = second !== undefined;
  const resources = [
    ...(isPair ? ['left', 'right'] : ['base']),
    ...(own === undefined ? [] : ['own.yaml']),
    ...(oddity === undefined ? [] : ['odd.yaml']),
  ];
  const parts = ['base', 'left', 'right', 'part', 'part/inner', ''];
  return {
    ...Object.fromEntries(parts.flatMap((folder) => settingsFor(folder))),
    'base/objects.yaml': shaped(below, shape),
    'base/kustomization.yaml': { resources: ['objects.yaml'], ...base },
    ...(own !== undefined && { 'own.yaml': own }),
    ...(oddity !== undefined && { 'odd.yaml': oddity }),
    ...(component !== undefined && {
      'part/kustomization.yaml': { ...COMPONENT, ...component, ...(inner !== undefined && { components: ['inner'] }) },
    }),
    ...(component !== undefined &&
      inner !== undefined && { 'part/inner/kustomization.yaml': { ...COMPONENT, ...inner } }),
    // The sides have names of their own, or the build would be refused for objects that are there twice.
    ...(isPair && {
      'left/kustomization.yaml': { resources: ['../base'], ...overlay, namePrefix: 'left-' },
      'right/kustomization.yaml': { resources: ['../base'], ...second, namePrefix: 'right-' },
    }),
    'kustomization.yaml': {
      resources,
      ...(isPair ? top : overlay),
      ...(component !== undefined && { components: ['part'] }),
    },
  };
}

const LINES = 'ten=10\n# none\neleven\n  twelve= a b \n';

/** kustomize takes files from below a kustomization only. */
function settingsFor(folder: string): readonly (readonly [string, unknown])[] {
  const inside = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  return [...Object.entries(SETTINGS), ['settings/lines.env', LINES] as const].map(
    ([path, data]) => [inside(path), data] as const,
  );
}

function shaped(below: readonly Written[], shape: Parts['shape']): unknown {
  const list = (items: readonly unknown[]): Data => ({ apiVersion: 'v1', kind: 'List', items });
  if (shape === 'List') return list(below);
  if (shape === 'nested List') return list([list(below.slice(1)), ...below.slice(0, 1)]);
  return shape === 'JSON' && !JSON.stringify(below).includes('«')
    ? JSON.stringify(below.length === 1 ? below[0] : list(below), null, 2)
    : below;
}
