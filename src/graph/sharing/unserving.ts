import { remember } from '../../data/once.js';
import { endsByDesign, portsAreKnown, runningContainers, runningPorts } from '../../k8s/listening/running.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { isDummyPort, isScrapePort } from '../../k8s/services/serving.js';
import { areVersions } from '../../k8s/workloads/versions.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { scalarsIn } from '../../tree/tree.js';
import { identityOf } from '../../units/unit/unit.js';
import { imagesOf, type Members } from '../selection/members.js';
import type { Ports } from '../ports/ports.js';
import type { WidenedSelectors } from './widened.js';

/** Pods that a Service selects beside others, and that do not listen where it sends. */
export interface Unserving {
  readonly template: PodTemplate;
  readonly port: ServicePort;
  /** Where the Service sends that port. */
  readonly number: number;
  /** The Pods that do declare the number. */
  readonly serving: readonly PodTemplate[];
  /**
   * `ends`: they run to their end. `other-ports`: they declare others only. `no-ports`: another program, which declares
   * none.
   */
  readonly because: 'ends' | 'other-ports' | 'no-ports';
}

export interface UnservingPods {
  /** The Pods behind a Service that refuse its share of requests, each with the first port of which that is plain. */
  unserving(service: Service): readonly Unserving[];
}

/**
 * A Service sends the requests to a numbered port to every ready Pod that it selects, whether it listens or not; a
 * named target port leaves out the Pods that lack the name (semantics 5.3).
 */
export function unservingOf(
  { members }: Members,
  ports: Pick<Ports, 'resolve' | 'listensOn'>,
  { widened }: Pick<WidenedSelectors, 'widened'>,
): UnservingPods {
  const membersOf = (service: Service): readonly PodTemplate[] =>
    members(service).filter(
      (template) => portsAreKnown(template) && !template.workload.resource.partial && template.workload.replicas !== 0,
    );

  return {
    unserving: remember((service: Service): readonly Unserving[] => {
      // A Pod without the named port is no endpoint of it.
      if (service.ports.every(({ target }) => target.kind === 'name')) return [];
      const members = membersOf(service);
      // What a common label lets in is said of the label.
      if (members.length < 2 || widened(service) !== undefined) return [];
      const found = new Map<PodTemplate, Unserving>();
      for (const port of service.ports) {
        if (port.target.kind === 'name' || isDummyPort(port)) continue;
        const { number } = port.target;
        const serving = members.filter((template) => !endsByDesign(template) && declares(template, number));
        const [first] = serving;
        if (first === undefined || isScrapePort(service, port, number, first)) continue;
        // Versions of one object in several files, of which one is applied (semantics 14.3).
        const served = new Set(serving.map(({ workload }) => identityOf(workload.resource)));
        for (const template of members) {
          if (found.has(template) || declares(template, number)) continue;
          if (served.has(identityOf(template.workload.resource))) continue;
          const because = reasonOf(service, template, first, () => ports.listensOn(template, number));
          if (because !== undefined) found.set(template, { template, port, number, serving, because });
        }
      }
      return [...found.values()];
    }),
  };
}

const declares = (template: PodTemplate, number: number): boolean =>
  runningPorts(template).some((port) => port.number === number);

function reasonOf(
  service: Service,
  template: PodTemplate,
  serving: PodTemplate,
  mayListen: () => boolean,
): Unserving['because'] | undefined {
  if (endsByDesign(template) && template.workload.kind !== 'Pod') return 'ends';
  // Behind a headless Service the members of a cluster only find each other.
  if (service.headless || areVersions(template.workload, serving.workload) || mayListen()) return undefined;
  if (runningPorts(template).length > 0) return 'other-ports';
  return runsAnotherProgram(template, serving) ? 'no-ports' : undefined;
}

/** What tells a worker from another copy of the server that leaves its declaration out. */
function runsAnotherProgram(template: PodTemplate, serving: PodTemplate): boolean {
  const commands = new Set(runningContainers(serving).map(commandOf));
  return (
    !haveCommonImage(template, serving) ||
    runningContainers(template).every((container) => !commands.has(commandOf(container)))
  );
}

const commandOf = (container: Container): string =>
  ['command', 'args'].flatMap((field) => [...scalarsIn(container.get(field))]).join('\n');

function haveCommonImage(one: PodTemplate, other: PodTemplate): boolean {
  const images = new Set(imagesOf(one));
  return imagesOf(other).some((image) => images.has(image));
}
