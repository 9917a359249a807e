import fc, { type Arbitrary } from 'fast-check';
import { layer } from './layers.js';
import { objects, type Data, type Written } from './objects.js';

/** The files of a small application with kustomizations, as plain data by path; the root of the build is the top. */
export type Application = Readonly<Record<string, unknown>>;

interface Parts {
  readonly below: readonly Written[];
  readonly own: readonly Written[] | undefined;
  readonly base: Data;
  readonly overlay: Data;
  readonly component: Data | undefined;
  readonly second: Data | undefined;
  readonly top: Data;
}

const maybe = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 1 });

/** A base and a layer over it; sometimes with a component, with objects of its own, with the base used twice. */
export const application: Arbitrary<Application> = objects(5).chain((below) =>
  fc
    .record<Parts>({
      below: fc.constant(below),
      own: maybe(objects(2)),
      base: layer(below, ['create']),
      overlay: layer(below, ['create', 'create', 'merge', 'replace']),
      component: maybe(layer(below, ['create'])),
      second: maybe(layer(below, ['create'])),
      top: layer(below, ['create']),
    })
    .map(filesOf),
);

function filesOf({ below, own, base, overlay, component, second, top }: Parts): Application {
  const isPair = second !== undefined;
  const resources = [...(isPair ? ['left', 'right'] : ['base']), ...(own === undefined ? [] : ['own.yaml'])];
  return {
    'base/objects.yaml': below,
    'base/kustomization.yaml': { resources: ['objects.yaml'], ...base },
    ...(own !== undefined && { 'own.yaml': own }),
    ...(component !== undefined && {
      'part/kustomization.yaml': { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', ...component },
    }),
    // The sides have names of their own, or the build would be refused for objects that are there twice.
    ...(isPair && {
      'left/kustomization.yaml': { resources: ['../base'], ...overlay, namePrefix: 'left-' },
      'right/kustomization.yaml': { resources: ['../base'], ...second, namePrefix: 'right-' },
    }),
    'kustomization.yaml': { resources, ...(isPair ? top : overlay), ...(component !== undefined && { components: ['part'] }) },
  };
}
