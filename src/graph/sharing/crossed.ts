import { remember } from '../../data/once.js';
import { endsByDesign, portsAreKnown } from '../../k8s/listening/running.js';
import type { LabelPair } from '../../k8s/labels/labels.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Ports } from '../ports/ports.js';
import type { Members } from '../selection/members.js';
import type { Selections } from '../selection/selection.js';

/** A Service that is called like one workload and selects the Pods of another. */
export interface Crossing {
  /** The Pods of the workload that has the Service's name: nobody reaches them. */
  readonly own: PodTemplate;
  readonly selected: PodTemplate;
  /** The Service that is called like the selected workload, and selects it too. */
  readonly rightful: Service;
}

/** A Service whose selector also finds the Pods of another workload, which has a Service of its own. */
export interface Sharing {
  readonly own: PodTemplate;
  readonly other: PodTemplate;
  /** The Service that is called like the other workload. */
  readonly rightful: Service;
  /** A label of the own Pods that the others do not carry; undefined where nothing tells them apart. */
  readonly label: LabelPair | undefined;
}

export interface Crossings {
  /** Undefined for an alias on purpose: no workload has its name, or somebody else serves that workload. */
  crossing(service: Service): Crossing | undefined;
  /** Two Services of two workloads with one selector, so that each gets the requests of both. */
  sharing(service: Service): Sharing | undefined;
}

export function crossingsOf(
  index: UnitIndex,
  namespaces: Namespaces,
  selections: Pick<Selections, 'of' | 'servicesOf'> & Members,
  ports: Pick<Ports, 'resolve'>,
): Crossings {
  const mayServe = (service: Service, own: PodTemplate): boolean =>
    portsAreKnown(own) &&
    // Whoever has taken the workload out of service wants its name to lead to the other.
    own.workload.replicas !== 0 &&
    !endsByDesign(own) &&
    selections.servicesOf(own).length === 0 &&
    isBeside(service, own) &&
    service.ports.some((port) => own.runningPorts.some(({ number }) => number === ports.resolve(port, own).number));
  const isBeside = (service: Service, { workload }: PodTemplate): boolean =>
    namespaces.same(service.resource, workload.resource) === 'yes' &&
    (index.isOneApply || scopeOf(service.resource, workload.resource) !== 'unit');

  const declares = (template: PodTemplate, port: ServicePort): boolean => {
    const { number } = ports.resolve(port, template);
    return number !== undefined && template.runningPorts.some((each) => each.number === number);
  };

  return {
    sharing: remember((service: Service): Sharing | undefined => {
      const { templates: known, uncertain } = selections.of(service);
      const templates = [...new Set([...known, ...selections.members(service)])];
      const own = templates.find(({ workload }) => workload.name === service.name);
      if (uncertain || own === undefined || templates.length < 2) return undefined;
      for (const other of templates.slice(0, MOST_OTHERS)) {
        const { name } = other.workload;
        if (other === own || isVersionOf(name, service.name) || endsByDesign(other) || !isBeside(service, other))
          continue;
        const rightful = index
          .servicesNamed(name)
          .find((each) => isSameSelector(each, service) && namespaces.same(each.resource, service.resource) === 'yes');
        const label = tellingLabel(own, other, service);
        const serves = service.ports.some((port) => declares(own, port) && declares(other, port));
        // Equal labels of Pods that are selected for sure are another finding.
        const isTold = label !== undefined || !known.includes(other);
        if (rightful !== undefined && isTold && serves) return { own, other, rightful, label };
      }
      return undefined;
    }),
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

function isSameSelector({ selector: a }: Service, { selector: b }: Service): boolean {
  return (
    a !== undefined && b?.size === a.size && [...a.values()].every(({ key, value }) => b.get(key)?.value === value)
  );
}

/** A Service with more Pods than that is one for all of them, and comparing each with each would be quadratic. */
const MOST_OTHERS = 20;

/** Labels that tell one release of a program from another do not tell applications apart. */
const PASSING = /(^|[./-])(version|track|revision|chart|hash|commit|date|managed-by)$/;

function tellingLabel(own: PodTemplate, other: PodTemplate, { selector }: Service): LabelPair | undefined {
  const candidates = [...own.labels.values()].filter(
    ({ key, value }) => selector?.has(key) !== true && !PASSING.test(key) && other.labels.get(key)?.value !== value,
  );
  return candidates.find(({ key }) => other.labels.has(key)) ?? candidates[0];
}
