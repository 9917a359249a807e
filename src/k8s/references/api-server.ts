import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';
import type { ReadReference } from './reference.js';

/** The kinds that name a Service for the API server to call. */
export const CALLER_KINDS: readonly ObjectKind[] = [
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'apiregistration.k8s.io/APIService',
  'apiextensions.k8s.io/CustomResourceDefinition',
];

/** Where the API server itself calls a Service, and as what (semantics 7.6). */
export interface ApiServerCall {
  readonly path: Path;
  readonly role: string;
}

/** The `service` fields of webhooks, of an APIService, and of the conversion webhook of a CustomResourceDefinition. */
export function apiServerCalls(resource: Resource): readonly ApiServerCall[] {
  return callPlaces(resource).filter(({ path }) => resource.get(...path) !== undefined);
}

function callPlaces(resource: Resource): readonly ApiServerCall[] {
  if (isKind(resource, 'apiregistration.k8s.io', 'APIService'))
    return [{ path: ['spec', 'service'], role: 'API service' }];
  if (isKind(resource, 'apiextensions.k8s.io', 'CustomResourceDefinition'))
    return CONVERSIONS.map((path) => ({ path, role: 'conversion webhook' }));
  if (resource.group !== 'admissionregistration.k8s.io') return [];
  return getList(resource.tree, 'webhooks').map((_, index) => ({
    path: ['webhooks', index, 'clientConfig', 'service'],
    role: 'webhook',
  }));
}

/** The second one is that of apiextensions.k8s.io/v1beta1. */
const CONVERSIONS: readonly Path[] = [
  ['spec', 'conversion', 'webhook', 'clientConfig', 'service'],
  ['spec', 'conversion', 'webhookClientConfig', 'service'],
];

/** Name and namespace are required, the port is 443 where none is written. */
export function readApiServerReference(resource: Resource): readonly ReadReference[] {
  return apiServerCalls(resource).flatMap(({ path, role }): readonly ReadReference[] => {
    const name = getString(resource.tree, ...path, 'name') ?? '';
    const namespace = getString(resource.tree, ...path, 'namespace') ?? '';
    if (name === '' || namespace === '' || isPlaceholder(name) || isPlaceholder(namespace)) return [];
    const number = getNumber(resource.tree, ...path, 'port');
    return [
      {
        from: resource,
        referrer: 'api-server',
        role,
        name,
        nameAt: resource.at(...path, 'name'),
        namespace,
        namespaceAt: resource.at(...path, 'namespace'),
        port:
          number === undefined
            ? { kind: 'unwritten', number: DEFAULT_PORT }
            : { kind: 'number', number, at: resource.at(...path, 'port') },
        protocols: ['TCP'],
      },
    ];
  });
}

const DEFAULT_PORT = 443;
