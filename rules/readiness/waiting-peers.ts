import { once } from '../../src/data/once.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { MountedFile } from '../../src/k8s/listening/mounted-files.js';
import { peersProbe, type PeersProbe } from '../../src/k8s/images/peers.js';
import type { Service } from '../../src/k8s/services/service.js';
import { dnsLabelProblem } from '../../src/k8s/syntax/names.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { partsOf } from '../../src/tree/part-of-scalar.js';
import { getList, isString, scalarsIn, type Place } from '../../src/tree/tree.js';

/**
 * A name has the addresses of ready Pods only, and some Pods are ready only when they have found each other (semantics
 * 6.11).
 */
export default defineRule({
  id: 'waiting-peers',
  severity: 'warning',
  summary: 'A Service by which Pods find each other that holds back their addresses until they have',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { selection, unit, ports }) {
    // Behind one address no peer finds another.
    if (!service.headless || service.publishNotReadyAddresses || service.selector === undefined) return;
    const { templates, uncertain } = selection.of(service);
    const [template, ...others] = templates;
    if (template === undefined || others.length > 0 || uncertain || template.workload.replicas < 2) return;
    if (service.resource.partial || service.resource.patched || unit.isRefused(service.resource)) return;
    if (dnsLabelProblem(service.name) !== undefined) return; // no host, and perhaps no pattern
    const host = hostNamed(service.name);
    for (const container of template.containers) {
      if (container.role !== 'regular') continue;
      const files = once(() => ports.configured(template, container).files);
      const probe = peersProbe(container, () => [...wordsOf(container), ...files().map(({ text }) => text)]);
      const named = probe && (nameOfPeers(container, host) ?? nameInFiles(files(), host, service.name));
      if (probe !== undefined && named !== undefined) {
        yield waiting(service, template, { probe, named });
        return;
      }
    }
  },
});

/** The name of a Service as a host: alone, or after that of a Pod; no folder of a path, and no scheme. */
function hostNamed(name: string): RegExp {
  return new RegExp(`(?:^|[\\s=,;"'@[{(]|://|-\\d+\\.|[)}]\\.)${name}(?=$|[\\s.,;:/"'\\])}])(?!://)`);
}

/** Where the container is told of its peers by the name of the Service. */
function nameOfPeers(container: Container, host: RegExp): Place | undefined {
  const variable = container.variables.find(({ value }) => host.test(value));
  if (variable !== undefined) return variable.scalar.place;
  for (const field of ['command', 'args'])
    for (const [index, item] of getList(container.get(field)).entries())
      if (isString(item) && host.test(item.value)) return container.at(field, index);
  return undefined;
}

const wordsOf = (container: Container): readonly string[] =>
  ['command', 'args'].flatMap((field) => [...scalarsIn(container.get(field))]);

function nameInFiles(files: readonly MountedFile[], host: RegExp, name: string): Place | undefined {
  for (const { text, scalar, plain } of files) {
    const found = host.exec(text);
    if (found === null) continue;
    const end = found.index + found[0].length;
    return plain ? partsOf(scalar)(end - name.length, end) : scalar.place;
  }
  return undefined;
}

interface Waiting {
  readonly probe: PeersProbe;
  readonly named: Place;
}

function waiting(service: Service, { workload }: PodTemplate, { probe, named }: Waiting): Finding {
  const { resource } = service;
  return {
    message:
      `${describe(workload.resource)} finds its peers by ${serviceWords(service)}, ` + 'which has ready Pods only',
    at: { place: resource.keyAt('spec'), text: 'no `publishNotReadyAddresses` here' },
    related: [
      { place: named, text: 'by this name they look for each other' },
      { place: probe.at, text: `${probe.program} passes this only when it has found the others` },
    ],
    notes: ['none is ready before it finds another, and none is found before it is ready: a new cluster never forms'],
    help: 'write `publishNotReadyAddresses: true` for the Service',
  };
}
