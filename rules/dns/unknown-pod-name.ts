import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { hasPodNamed, type PodNames, podNamesOf } from '../../src/k8s/workloads/pod-naming.js';
import { callWords, fieldWords } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service } from '../../src/k8s/services/service.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** Only Pods with a hostname and the Service as subdomain have names of their own below it, as a StatefulSet gives them (semantics 5.8, 8.3). */
export default defineRule({
  id: 'unknown-pod-name',
  severity: 'error',
  summary: 'The DNS name of a Pod that the workload behind the Service cannot have',
  kinds: ['NameReference'],
  fixable: false,
  since: '0.1.0',

  *check(reference, graph) {
    const resolved = graph.names.host(reference);
    const [pod, ...more] = resolved.kind === 'found' ? resolved.wanted.before : [];
    if (resolved.kind !== 'found' || pod === undefined || more.length > 0 || /^_|^\d+(-\d+){3}$/.test(pod)) return;
    const { services } = resolved;
    const [service] = services;
    const templates = [...new Set(services.flatMap((each) => graph.selection.matching(each)))];
    const [first] = templates;
    if (
      service === undefined ||
      first === undefined ||
      services.some((each) => each.selector === undefined || graph.selection.of(each).uncertain)
    )
      return;
    const names = templates.map((template) => podNamesOf(template, service.name));
    const answers = names.map((each) => hasPodNamed(each, pod));
    if (answers.includes('yes')) return;
    const later = answers.includes('later');
    // An autoscaler decides how many Pods there are.
    if (later && templates.some(({ workload }) => graph.names.scalersOf(workload).length > 0)) return;
    const shown = Math.max(0, answers.indexOf('later'));
    yield unknownPod({
      reference,
      service,
      template: templates[shown] ?? first,
      names: names[shown] ?? { kind: 'none' },
      pod,
      later: later || !resolved.certain,
    });
  },
});

interface Unknown {
  readonly reference: NameReference;
  readonly service: Service;
  readonly template: PodTemplate;
  readonly names: PodNames;
  readonly pod: string;
  readonly later: boolean;
}

function unknownPod({ reference, service, template, names, pod, later }: Unknown): Finding {
  const { resource, kind } = template.workload;
  const owner = describe(resource);
  const numbered = names.kind === 'numbered' ? names : undefined;
  const range =
    numbered === undefined
      ? ''
      : Number.isFinite(numbered.last)
        ? `${code(`${numbered.base}-${numbered.first}`)} to ${code(`${numbered.base}-${numbered.last}`)}`
        : code(`${numbered.base}-${numbered.first}`);
  return {
    message: `${callWords(reference)} Pod ${code(pod)} of ${serviceWords(service)}, which ${owner} ${names.kind === 'none' ? 'gives no such name' : 'does not make'}`,
    at: {
      place: reference.piece(0, pod.length),
      text:
        numbered === undefined
          ? 'no Pod behind this Service has this name'
          : `the Pods behind this Service are ${range}${Number.isFinite(numbered.last) ? '' : ' and on'}`,
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
    severity: later ? 'warning' : 'error',
  };
}
