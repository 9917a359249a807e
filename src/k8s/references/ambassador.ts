import { partsOf } from '../../tree/part-of-scalar.js';
import { get, getString } from '../../tree/tree.js';
import { ZONE } from '../syntax/names.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference } from './reference.js';

/** `web`, `https://web:8443`, `web.shop.svc.cluster.local:80`; `web.shop` may be a host of the internet. */
const LABEL = '([a-z0-9][-a-z0-9]*)';
const SERVICE = new RegExp(`^((?:https?://)?)${LABEL}(?:\\.${LABEL}\\.svc(?:\\.${ZONE})?)?(?::(\\d{1,5}))?$`);

/**
 * The Service that a Mapping of Emissary sends requests to; a resolver of Consul knows other names (semantics
 * 7.13).
 */
export function readMapping(mapping: Resource): readonly ReadReference[] {
  const scalar = get(mapping.tree, 'spec', 'service');
  if (scalar?.type !== 'scalar' || getString(mapping.tree, 'spec', 'resolver') !== undefined) return [];
  const text = String(scalar.value);
  const [, scheme = '', name = '', namespace, port] = SERVICE.exec(text) ?? [];
  if (name === '' || name === 'localhost') return [];
  const part = partsOf(scalar);
  const nameAt = part(scheme.length, scheme.length + name.length);
  return [
    {
      from: mapping,
      referrer: 'router',
      role: 'backend',
      name,
      nameAt,
      namespace,
      namespaceAt: namespace === undefined ? undefined : nameAt,
      port:
        port === undefined
          ? { kind: 'unwritten', number: undefined }
          : { kind: 'number', number: Number(port), at: part(text.length - port.length, text.length) },
      embedded: true,
      protocols: ['TCP'],
    },
  ];
}
