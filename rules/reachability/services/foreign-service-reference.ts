import { staysInNamespace, type ServiceReference } from '../../../src/k8s/references/references.js';
import type { RunningProxy } from '../../../src/graph/routes/ingress-classes.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { callerWords } from '../../../src/message/references.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * An Ingress has no field for another namespace, nor have most routes; Traefik has one that it must be told to honour
 * (semantics 7.1, 7.4, 7.13).
 */
export default defineRule({
  id: 'foreign-service-reference',
  severity: 'error',
  summary: 'A backend whose Service is in another namespace, where the Ingress or route cannot reach it',
  kinds: ['Reference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, { namespaces, names, selection, elsewhere, routes }) {
    const { from, referrer, namespace } = reference;
    if (!staysInNamespace(reference) || from.partial || !isFirst(reference, reference.siblings)) return;
    const own = namespaces.of(from);
    const lookup = names.service(reference);
    if (own === null) return;
    if (namespace === undefined && lookup.kind === 'missing' && lookup.elsewhere !== undefined) {
      const away = namespaces.of(lookup.elsewhere.resource);
      const isSlip = selection.meantNamespace(lookup.elsewhere) === own;
      // Another unit has it where it is looked for.
      if (elsewhere.named('', 'Service', reference.name, own).length > 0) return;
      if (away !== null && away !== own && !isSlip && !lookup.elsewhere.resource.partial)
        yield foreign(reference, lookup.elsewhere, own, away);
    } else if (
      referrer === 'traefik' &&
      namespace !== undefined &&
      namespace !== own &&
      lookup.kind === 'found' &&
      lookup.certain &&
      routes.crossingTraefik() === undefined
    )
      yield crossing(reference, lookup.services, { namespace, own, confined: routes.confinedTraefik() });
  },
});

function foreign(reference: ServiceReference, { resource }: Service, own: string, away: string): Finding {
  const { from, name, referrer } = reference;
  const traefik = referrer === 'traefik';
  const ingress = referrer === 'ingress';
  const calls = `${callerWords(reference)} Service ${code(name)}`;
  return {
    message: `${calls}, which is in namespace ${code(away)}, not in ${code(own)}`,
    at: { place: reference.nameAt, text: `no Service of this name is in ${code(own)}` },
    related: [
      ...(from.namespace === undefined
        ? []
        : [{ place: from.at('metadata', 'namespace'), text: `${describe(from)} lives here` }]),
      {
        place: resource.at('metadata', resource.namespace === undefined ? 'name' : 'namespace'),
        text: `${describe(resource)} lives here`,
      },
    ],
    notes: [
      traefik
        ? 'without `namespace` a route names Services of its own namespace'
        : `${ingress ? 'an Ingress' : 'such a route'} can name Services of its own namespace only`,
    ],
    help: traefik
      ? `move the route to ${code(away)}, or write \`namespace: ${away}\` and set \`allowCrossNamespace\` in Traefik`
      : `move the ${ingress ? 'Ingress' : 'route'} to ${code(away)}, ` +
        `or add an ExternalName Service to ${code(own)} where its controller allows that`,
  };
}

interface Crossing {
  readonly namespace: string;
  readonly own: string;
  /** The Traefik on disk, where none of them has the option. */
  readonly confined: RunningProxy | undefined;
}

function crossing(
  reference: ServiceReference,
  [service]: readonly Service[],
  { namespace, own, confined }: Crossing,
): Finding {
  return {
    message:
      `${callerWords(reference)} Service ${code(reference.name)} of namespace ${code(namespace)}, ` +
      `from ${code(own)}`,
    at: { place: reference.namespaceAt ?? reference.nameAt, text: 'another namespace than that of the route' },
    related: [
      ...(service === undefined ? [] : [{ place: service.resource.at('metadata', 'name'), text: 'the Service' }]),
      ...(confined === undefined
        ? []
        : [{ place: confined.container.at('name'), text: 'this Traefik runs without `allowCrossNamespace`' }]),
    ],
    notes: ['Traefik drops such a route unless its option `allowCrossNamespace` is set'],
    severity: confined === undefined ? 'info' : 'warning',
  };
}
