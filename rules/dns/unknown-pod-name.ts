import type { PodNameMiss } from '../../src/graph/names/pod-misses.js';
import type { BarePod, PodBelow } from '../../src/graph/names/within-pods.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import type { PodNames } from '../../src/k8s/workloads/pod-naming.js';
import { callWords, fieldWords, relabel, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * Only Pods with a hostname and the Service as subdomain have names of their own below it, as a StatefulSet gives them
 * (semantics 5.8, 8.3).
 */
export default defineRule({
  id: 'unknown-pod-name',
  severity: 'error',
  summary: 'The DNS name of a Pod that the workload behind the Service cannot have',
  kinds: ['FoundName', 'MissingName'],
  marks: ['below'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, graph) {
    const resolved = graph.names.host(reference);
    if (resolved.kind === 'missing' && resolved.likely.kind === 'pod' && !reference.from.partial)
      yield barePod(reference, resolved.likely);
    if (resolved.kind === 'missing' && resolved.likely.kind === 'pod-below' && !reference.from.partial)
      yield belowAnother(reference, resolved.wanted, resolved.likely);
    const [pod, ...more] = resolved.kind === 'found' ? resolved.wanted.before : [];
    if (resolved.kind !== 'found' || pod === undefined || more.length > 0 || /^_|^\d+(-\d+){3}$/.test(pod)) return;
    const miss = graph.names.podMiss(resolved.services, pod);
    if (miss !== undefined) yield unknownPod(reference, pod, miss, resolved.certain);
  },
});

function barePod(reference: NameReference, { workload, service }: BarePod): Finding {
  const { host, hostAt } = reference;
  const changes = swap(hostAt, host, `${host}.${service}`);
  return {
    message: `${callWords(reference)} Pod ${code(host)} by its bare name, which is no DNS name`,
    at: { place: hostAt, text: `the name of this Pod is ${code(`${host}.${service}`)}` },
    related: [
      { place: workload.resource.at('spec', 'serviceName'), text: 'the Pods have their names below this Service' },
    ],
    notes: [
      'a Pod is found below the Service that its StatefulSet names, never by its own name alone',
      `the name stands ${fieldWords(reference)}`,
    ],
    fix: changes && { title: 'write the Service behind the Pod', applicability: 'unsafe', changes },
    severity: 'warning',
  };
}

/** A Pod has its name below the Service that its StatefulSet names, and below no other (semantics 5.8, 8.3). */
function belowAnother(
  reference: NameReference,
  { service, before }: { readonly service: string; readonly before: readonly string[] },
  { workload, service: right }: PodBelow,
): Finding {
  const { place, fix } = relabel(reference, before.length, right, 'use the Service that the StatefulSet names');
  return {
    message:
      `${callWords(reference)} Pod ${code(before.join('.'))} below Service ${code(service)}, ` +
      `and ${describe(workload.resource)} names ${code(right)}`,
    at: { place, text: `no Service ${code(service)} is among the linted files` },
    related: [
      { place: workload.resource.at('spec', 'serviceName'), text: 'the Pods have their names below this Service' },
    ],
    notes: ['a name of a Pod that does not exist does not resolve', `the name stands ${fieldWords(reference)}`],
    fix,
  };
}

function unknownPod(
  reference: NameReference,
  pod: string,
  { service, template, names, later }: PodNameMiss,
  certain: boolean,
): Finding {
  const { resource, kind } = template.workload;
  const owner = describe(resource);
  const numbered = names.kind === 'numbered' ? names : undefined;
  return {
    message:
      `${callWords(reference)} Pod ${code(pod)} of ${serviceWords(service)}, ` +
      `which ${owner} ${names.kind === 'none' ? 'gives no such name' : 'does not make'}`,
    at: {
      place: reference.piece(0, pod.length),
      text:
        numbered === undefined
          ? 'no Pod behind this Service has this name'
          : `the Pods behind this Service are ${rangeWords(numbered)}`,
    },
    related: [
      {
        place: resource.at('metadata', 'name'),
        text:
          names.kind === 'none'
            ? `a ${kind} gives its Pods no names in DNS`
            : `${owner} makes the Pods behind ${serviceWords(service)}`,
      },
    ],
    notes: [
      numbered === undefined
        ? 'a Pod has a name of its own only with `hostname` and the Service as `subdomain`; a StatefulSet sets both'
        : 'a name of a Pod that does not exist does not resolve',
      `the name stands ${fieldWords(reference)}`,
    ],
    help: numbered === undefined ? `call ${code(service.name)}, or make the Pods by a StatefulSet` : undefined,
    severity: later || !certain ? 'warning' : 'error',
  };
}

/** `db-0 to db-2`; the end of Pods that an autoscaler counts is not on disk. */
function rangeWords({ base, first, last }: Extract<PodNames, { readonly kind: 'numbered' }>): string {
  const start = code(`${base}-${first}`);
  return Number.isFinite(last) ? `${start} to ${code(`${base}-${last}`)}` : `${start} and on`;
}
