import { getList, getString, type Path } from '../../tree/tree.js';
import { isHostPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

/** A host that an Ingress writes, and where. */
export interface IngressHost {
  readonly host: string;
  readonly path: Path;
}

/** The hosts of the rules; a rule without one is for every host. */
export function ruleHostsOf(ingress: Resource): readonly IngressHost[] {
  return getList(ingress.tree, 'spec', 'rules').flatMap((_, index) =>
    hostAt(ingress, ['spec', 'rules', index, 'host']),
  );
}

/** The hosts of `tls`, for which a certificate is shown. */
export function tlsHostsOf(ingress: Resource): readonly IngressHost[] {
  return getList(ingress.tree, 'spec', 'tls').flatMap((item, index) =>
    getList(item, 'hosts').flatMap((_, at) => hostAt(ingress, ['spec', 'tls', index, 'hosts', at])),
  );
}

function hostAt(ingress: Resource, path: Path): readonly IngressHost[] {
  const host = getString(ingress.tree, ...path) ?? '';
  return host === '' || isHostPlaceholder(host) ? [] : [{ host: host.toLowerCase(), path }];
}

/** Whether a host is the other one, or a wildcard for it: `*` stands for one label (semantics 7.1). */
export function covers(wide: string, narrow: string): boolean {
  return wide === narrow || (wide.startsWith('*.') && narrow.slice(narrow.indexOf('.')) === wide.slice(1));
}
