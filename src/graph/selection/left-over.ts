import { once, remember } from '../../data/once.js';
import { endsByDesign, portsAreKnown, runningContainers, runningPorts } from '../../k8s/listening/running.js';
import { saidPorts } from '../../k8s/listening/said-ports.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import { lastPairs } from '../unit/last-pairs.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Whether Pods declare a port to which a Service sends; unknown where they declare none, or not all of them. */
export type Fit = 'yes' | 'no' | 'unknown';

/**
 * What a slip in a selector leaves behind: Pods that no Service reaches beside a Service that reaches none (semantics
 * 0.3).
 */
export interface LeftOver {
  /**
   * The only Pods without a Service that are applied with this one, share its namespace for sure, and declare a port to
   * which it sends; undefined where there are several, or where another Service that reaches nobody may be meant for
   * them.
   */
  leftFor(service: Service): PodTemplate | undefined;
}

export function leftOverOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { isReached, isIdle }: { isReached(template: PodTemplate): boolean; isIdle(service: Service): boolean },
): LeftOver {
  const pair = once(() => {
    const templates = [...index.templates].filter(
      // Pods without labels are meant for nobody.
      (template) =>
        template.labels.size > 0 && !isReached(template) && !endsByDesign(template) && portsAreKnown(template),
    );
    const services = index.services.filter(isIdle);
    const isLastPair = templates.length === 1 && new Set(services.map(selectorKey)).size === 1;
    /**
     * Within these, what is left over belongs together: the unit, or where nobody says that it is one, a folder or a
     * namespace that is written.
     */
    const circlesOf = (resource: Resource): readonly string[] => {
      const namespace = JSON.stringify(namespaces.of(resource));
      if (index.isOneApply || isLastPair) return [namespace];
      const folder = `${namespace} ${resource.file.folder}`;
      return resource.namespace === undefined ? [folder] : [folder, namespace];
    };
    const keysOf = (resource: Resource, ports: Iterable<string>): readonly string[] =>
      circlesOf(resource).flatMap((circle) => [...ports].map((port) => `${circle} ${port}`));
    return lastPairs<Service, PodTemplate>({
      askers: services,
      things: templates,
      keysOfAsker: (service) => keysOf(service.resource, wantedPorts(service)),
      keysOfThing: (template) => keysOf(template.workload.resource, declaredPorts(template)),
      wishOf: selectorKey,
      ownerOf: ({ workload }) => workload,
    });
  });
  return { leftFor: remember((service: Service) => pair()(service)) };
}

/** Whether the Pods declare a port to which the Service sends. */
export function fit(service: Service, template: PodTemplate): Fit {
  const declared = declaredPorts(template);
  if (declared.size === 0 || !portsAreKnown(template)) return 'unknown';
  if ([...wantedPorts(service)].some((port) => declared.has(port))) return 'yes';
  return runningPorts(template).length === 0 ? 'unknown' : 'no';
}

/** Numbers and names alike: a name has a letter. Where none are declared, those that other texts of the Pods say. */
function declaredPorts(template: PodTemplate): ReadonlySet<string> {
  const declared = runningPorts(template);
  if (declared.length === 0) return new Set(runningContainers(template).flatMap(saidPorts).map(String));
  return new Set(
    declared.flatMap(({ number, name }) => (name === undefined ? [String(number)] : [String(number), name])),
  );
}

function wantedPorts({ ports }: Service): ReadonlySet<string> {
  return new Set(ports.map(({ target }) => (target.kind === 'name' ? target.name : String(target.number))));
}

/** One text for all Services with the same selector. */
export function selectorKey({ selector }: Service): string {
  return JSON.stringify([...(selector?.values() ?? [])].map(({ key, value }) => [key, value]).sort());
}
