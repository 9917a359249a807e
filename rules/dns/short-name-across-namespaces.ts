import type { LikelyName } from '../../src/graph/names/likely-name.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { KEDA, type Resolver } from '../../src/k8s/dns/other-resolvers.js';
import type { TriggerVariable } from '../../src/k8s/dns/trigger-variables.js';
import { fieldWords, homeOf, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** The resolver of a Pod completes a single label with the Pod's own namespace only (semantics 8.2). */
export default defineRule({
  id: 'short-name-across-namespaces',
  severity: 'error',
  summary: 'A short name for a Service of another namespace',
  kinds: ['FoundName', 'MissingName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names, namespaces, selection }) {
    const resolved = names.host(reference);
    if (resolved.kind === 'found' && resolved.certain && resolved.wanted.namespace === undefined) {
      const [service] = resolved.services;
      const trigger = service && names.triggerOn(reference);
      const namespace = service && namespaces.of(service.resource);
      if (service !== undefined && trigger !== undefined && typeof namespace === 'string' && !KEDA.home.test(namespace))
        yield takenByTrigger(reference, trigger, { service, namespace });
    }
    if (resolved.kind !== 'missing' || resolved.wanted.namespace !== undefined || reference.from.partial) return;
    const { likely, home, open } = resolved;
    if (likely.kind === 'api-server') yield serverOfTheApi(reference, likely.home);
    if (likely.kind === 'other-namespace' && reference.resolver !== undefined)
      yield resolvedElsewhere(reference, reference.resolver, likely);
    // Both namespaces must be written; what else lives in that of the Pods is known only if nothing is left open.
    if (likely.kind !== 'other-namespace' || home === undefined || likely.service.resource.partial) return;
    if (selection.meantNamespace(likely.service) === home) return;
    yield acrossNamespaces(reference, likely.service, { home, namespace: likely.namespace, open });
  },
});

function resolvedElsewhere(reference: NameReference, { who }: Resolver, { service, namespace }: InNamespace): Finding {
  const { host, hostAt, from } = reference;
  const changes = swap(hostAt, host, `${service.name}.${namespace}`);
  return {
    message:
      `${describe(from)} names ${serviceWords(service)} of namespace ${code(namespace)} by a short name, ` +
      `which ${who} resolves`,
    at: { place: hostAt, text: `asked for in the namespace of ${who}, not in ${code(namespace)}` },
    related: [{ place: homeOf(service.resource), text: `${serviceWords(service)} is in this namespace` }],
    notes: [
      `${who} calls this address from its own Pods: their resolver completes a short name with their namespace`,
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'write the namespace behind the name', applicability: 'unsafe', changes },
    severity: 'warning',
  };
}

function takenByTrigger(reference: NameReference, { scaler, at }: TriggerVariable, likely: InNamespace): Finding {
  const finding = resolvedElsewhere(reference, KEDA, likely);
  return {
    ...finding,
    related: [
      { place: at, text: `a trigger of ${describe(scaler)} takes the address from this variable` },
      ...(finding.related ?? []),
    ],
  };
}

type InNamespace = Omit<Extract<LikelyName, { readonly kind: 'other-namespace' }>, 'kind'>;

function serverOfTheApi(reference: NameReference, home: string): Finding {
  const { host, hostAt, from } = reference;
  const changes = swap(hostAt, host, `${host}.default`);
  return {
    message:
      `${describe(from)} of namespace ${code(home)} calls ${code(host)}, ` +
      `a Service of namespace ${code('default')}`,
    at: { place: hostAt, text: `in these Pods the name means ${code(`${host}.${home}`)}, which is no Service` },
    related: from.namespace === undefined ? [] : [{ place: homeOf(from), text: `${describe(from)} is in this one` }],
    notes: [
      'the Service of the API server is in `default`: a resolver completes a short name with the namespace of the Pod',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'write the namespace behind the name', applicability: 'unsafe', changes },
  };
}

interface Where {
  readonly home: string;
  readonly namespace: string;
  readonly open: boolean;
}

function acrossNamespaces(reference: NameReference, service: Service, { home, namespace, open }: Where): Finding {
  const { host, hostAt, from, form, port } = reference;
  const changes = swap(hostAt, host, `${service.name}.${namespace}`);
  return {
    message:
      `${describe(reference.from)} of namespace ${code(home)} calls ${code(host)}, ` +
      `a Service of namespace ${code(namespace)}`,
    at: { place: hostAt, text: `in these Pods the name means ${code(`${host}.${home}`)}, which is no Service here` },
    related: [
      { place: homeOf(service.resource), text: `${serviceWords(service)} is in this namespace` },
      ...(from.namespace === undefined ? [] : [{ place: homeOf(from), text: `${describe(from)} is in this one` }]),
    ],
    notes: [
      'the resolver of a Pod completes a short name with the namespace of the Pod, and tries no other',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'write the namespace behind the name', applicability: 'unsafe', changes },
    // A variable without a port beside it may hold a name of another kind.
    severity: open || (form === 'value' && port.kind !== 'number') ? 'warning' : 'error',
  };
}
