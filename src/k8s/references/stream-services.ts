import { partsOf } from '../../tree/part-of-scalar.js';
import { getEntries } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { ReadReference } from './reference.js';

/** `shop/mysql:3306`, or the name of a port; `PROXY` may follow twice. */
const TARGET = /^([a-z0-9][-a-z0-9]*)\/([a-z0-9][-a-z0-9]*):([a-z0-9][-a-z0-9]*)(?::(?:PROXY)?){0,2}$/;

/**
 * The Services that ingress-nginx opens a port of its own for: ConfigMaps `tcp-services` and `udp-services`, whatever
 * stands before that or between, with a port of the controller for key (semantics 7.13).
 */
export function readStreamServices(map: Resource): readonly ReadReference[] {
  const [, protocol] = /(?:^|-)(tcp|udp)(?:-services?)?$/.exec(map.name ?? '') ?? [];
  if (protocol === undefined) return [];
  return [...getEntries(map.tree, 'data')].flatMap(({ key, value }): readonly ReadReference[] => {
    if (!/^\d{1,5}$/.test(key) || value.type !== 'scalar' || typeof value.value !== 'string') return [];
    const [, namespace = '', name = '', port = ''] = TARGET.exec(value.value) ?? [];
    if (name === '') return [];
    const part = partsOf(value);
    const [named, numbered] = [namespace.length + 1, namespace.length + name.length + 2];
    const at = part(numbered, numbered + port.length);
    return [
      {
        from: map,
        referrer: 'stream',
        role: 'backend',
        name,
        nameAt: part(named, named + name.length),
        namespace,
        namespaceAt: part(0, namespace.length),
        port: /^\d+$/.test(port) ? { kind: 'number', number: Number(port), at } : { kind: 'name', name: port, at },
        embedded: true,
        protocols: [protocol.toUpperCase()],
      },
    ];
  });
}
