import { remember } from '../../data/once.js';
import { endsByDesign, portsAreKnown } from '../../k8s/listening/running.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Ports } from './ports.js';
import type { Selections } from '../selection/selection.js';

/** A Service that is called like one workload and selects the Pods of another. */
export interface Crossing {
  /** The Pods of the workload that has the Service's name: nobody reaches them. */
  readonly own: PodTemplate;
  readonly selected: PodTemplate;
  /** The Service that is called like the selected workload, and selects it too. */
  readonly rightful: Service;
}

export interface Crossings {
  /** Undefined for an alias on purpose: no workload has its name, or somebody else serves that workload. */
  crossing(service: Service): Crossing | undefined;
}

export function crossingsOf(
  index: UnitIndex,
  namespaces: Namespaces,
  selections: Pick<Selections, 'of' | 'servicesOf'>,
  ports: Pick<Ports, 'resolve'>,
): Crossings {
  const mayServe = (service: Service, own: PodTemplate): boolean =>
    portsAreKnown(own) &&
    !endsByDesign(own) &&
    selections.servicesOf(own).length === 0 &&
    isBeside(service, own) &&
    service.ports.some((port) => own.runningPorts.some(({ number }) => number === ports.resolve(port, own).number));
  const isBeside = (service: Service, { workload }: PodTemplate): boolean =>
    namespaces.same(service.resource, workload.resource) === 'yes' &&
    (index.isOneApply || scopeOf(service.resource, workload.resource) !== 'unit');

  return {
    crossing: remember((service: Service): Crossing | undefined => {
      const [versions, ...others] = selections.of(service).workloads;
      const [selected] = versions ?? [];
      if (selected === undefined || others.length > 0) return undefined;
      const { name } = selected.workload;
      if (isVersionOf(name, service.name)) return undefined;
      const rightful = selections.servicesOf(selected).find((other) => other.name === name);
      const own = [...index.templatesNamed(service.name)].find((template) => mayServe(service, template));
      return rightful === undefined || own === undefined ? undefined : { own, selected, rightful };
    }),
  };
}

/** `web-v2` and `web-green` serve for `web` on purpose. */
function isVersionOf(name: string, other: string): boolean {
  return name.startsWith(other) || other.startsWith(name);
}
