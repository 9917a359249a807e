import { getNumber, getString } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference, WantedPort } from './reference.js';

const TARGET = ['spec', 'scaleTargetRef'];

/**
 * The Service to which the interceptor of KEDA's HTTP add-on hands requests on, by its port or its name (semantics
 * 8.6).
 */
export function readHttpScaledObject(resource: Resource): readonly ReadReference[] {
  const name = getString(resource.tree, ...TARGET, 'service') ?? '';
  if (name === '' || isPlaceholder(name)) return [];
  return [
    {
      from: resource,
      referrer: 'keda',
      role: 'destination',
      name,
      nameAt: resource.at(...TARGET, 'service'),
      namespace: undefined,
      namespaceAt: undefined,
      port: portOf(resource),
      protocols: ['TCP'],
    },
  ];
}

function portOf(resource: Resource): WantedPort {
  const number = getNumber(resource.tree, ...TARGET, 'port');
  if (number !== undefined) return { kind: 'number', number, at: resource.at(...TARGET, 'port') };
  const name = getString(resource.tree, ...TARGET, 'portName');
  return name === undefined || name === ''
    ? { kind: 'unwritten', number: undefined }
    : { kind: 'name', name, at: resource.at(...TARGET, 'portName') };
}
