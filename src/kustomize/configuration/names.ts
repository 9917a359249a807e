import type { FieldSpec } from '../fields/field-spec.js';

/** namePrefix and nameSuffix (semantics 9.6; builtinpluginconsts/nameprefix.go, namesuffix.go). */
export const NAMES: readonly FieldSpec[] = [{ path: 'metadata/name' }];

/** Kinds whose names kustomize never changes (PrefixTransformer, SuffixTransformer). */
export const KEPT_NAMES: readonly { readonly group?: string; readonly kind: string }[] = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
];

/**
 * namespace (semantics 9.6; builtinpluginconsts/namespace.go), beside metadata.namespace and the subjects of role
 * bindings.
 */
export const NAMESPACES: readonly FieldSpec[] = [
  { path: 'metadata/name', kind: 'Namespace', create: true },
  { path: 'spec/service/namespace', group: 'apiregistration.k8s.io', kind: 'APIService', create: true },
  {
    path: 'spec/conversion/webhook/clientConfig/service/namespace',
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
  },
];

/** replicas (builtinpluginconsts/replicas.go). */
export const REPLICAS: readonly FieldSpec[] = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(
  (kind) => ({
    path: 'spec/replicas',
    kind,
    create: true,
  }),
);

/** images (builtinpluginconsts/images.go); containers and initContainers are found at any depth besides. */
export const IMAGES: readonly FieldSpec[] = ['spec', 'spec/template/spec'].flatMap((pod) =>
  ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference'].map((field) => ({
    path: `${pod}/${field}`,
    create: true,
  })),
);
