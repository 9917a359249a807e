import type { Resource } from '../../../src/k8s/object/resource.js';
import { ingressClassOf, isForIngressNginx } from '../../../src/k8s/routes/ingress.js';
import { isCall, type Referrer, type ServiceReference } from '../../../src/k8s/references/references.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { callerWords } from '../../../src/message/references.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/**
 * An ExternalName Service has no endpoints; whoever takes endpoints for its backends must treat it apart, and many
 * refuse to (semantics 7.1, 7.2).
 */
export default defineRule({
  id: 'external-name-backend',
  severity: 'warning',
  summary: 'An ExternalName Service as a backend',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, { names, unit }) {
    const note = NOTES[reference.referrer];
    if (note === undefined || !isCall(reference) || !isFirst(reference, reference.siblings)) return;
    const lookup = names.service(reference);
    if (
      lookup.kind !== 'found' ||
      lookup.services.some(({ resource, type }) => type !== 'ExternalName' || unit.isRefused(resource))
    )
      return;
    const [service] = lookup.services;
    if (service === undefined) return;
    if (isPortlessDefault(reference, service)) yield portless(reference, service);
    else yield externalName(reference, service, note);
  },
});

const TRAEFIK = 'Traefik drops such a route unless its option `allowExternalNameServices` is set';

/** Controllers that take the name for a backend, by a word of their classes (semantics 7.1). */
const PROXIES: readonly (readonly [classes: RegExp, note: string])[] = [
  [/(^|[-_.])traefik([-_.]|$)/, TRAEFIK],
  [/(^|[-_.])haproxy([-_.]|$)/, 'the controllers for HAProxy resolve the name, and proxy to it'],
  [/(^|[-_.])kong([-_.]|$)/, 'Kong resolves the name, and proxies to it'],
];

function proxyOf(ingress: Resource): string | undefined {
  if (isForIngressNginx(ingress))
    return 'ingress-nginx proxies to the name unless it runs with `--disable-svc-external-name`';
  const of = ingressClassOf(ingress) ?? '';
  return PROXIES.find(([classes]) => classes.test(of))?.[1];
}

/** Istio and the API server follow the name. */
const NOTES: Partial<Readonly<Record<Referrer, string>>> = {
  ingress:
    'such a Service is a DNS alias without endpoints: some Ingress controllers proxy to the name, others refuse it',
  traefik: TRAEFIK,
  gateway:
    'Gateway API advises implementations not to support ExternalName Services, ' +
    'so that the route may get `ResolvedRefs: False`',
};

/** For a default backend ingress-nginx takes the ports that the Service has, and no number stands anywhere else. */
function isPortlessDefault({ from, role }: ServiceReference, { ports, resource }: Service): boolean {
  return role === 'default backend' && ports.length === 0 && !resource.patched && !from.partial;
}

function portless(reference: ServiceReference, { name, resource }: Service): Finding {
  return {
    message: `${callerWords(reference)} Service ${code(name)}, an ExternalName Service without ports`,
    at: { place: reference.nameAt, text: 'ingress-nginx sends to the ports of this Service, and it has none' },
    related: [{ place: resource.keyAt('spec'), text: 'no `ports` here' }],
    notes: ['the controller finds no endpoints, and answers 503 from its own page'],
    help: 'write the port under `spec.ports` of the Service',
  };
}

function externalName(reference: ServiceReference, { name, resource }: Service, note: string): Finding {
  const { from, referrer, nameAt } = reference;
  const proxy = referrer === 'ingress' ? proxyOf(from) : undefined;
  return {
    message:
      `${callerWords(reference)} Service ${code(name)}, ` +
      `which is only a name for ${code(getString(resource.tree, 'spec', 'externalName') ?? 'another host')}`,
    at: { place: nameAt, text: 'an ExternalName Service' },
    related: [{ place: resource.at('spec', 'externalName'), text: 'it has no endpoints, only this name' }],
    notes: [proxy ?? note],
    // Who runs such routes has set the option.
    severity: proxy !== undefined || referrer === 'traefik' ? 'info' : 'warning',
  };
}
