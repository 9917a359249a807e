import { groupBy } from '../../data/group.js';
import { remember } from '../../data/once.js';
import { runningContainers } from '../../k8s/listening/running.js';
import type { Container } from '../../k8s/pods/container.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getString } from '../../tree/tree.js';
import { identityOf } from '../../units/unit/unit.js';
import type { LabelsIndex } from '../unit/label-index.js';
import type { Namespaces } from '../unit/namespaces.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { selectorKey } from './left-over.js';
import type { RoutedWith } from './routed.js';
import type { Selections } from './selection.js';

export interface Members {
  /**
   * What a Service selects for sure; also what carries its labels in another file of the folder, and plainly belongs to
   * the application, or is written into the same namespace; and what an Ingress ties to it, wherever it stands. None
   * where what it selects is open. Another version of an object that it selects is no further member (semantics 14.3).
   */
  members(service: Service): readonly PodTemplate[];
}

/** A Service with more workloads than that in its folder is one for all of them, and asking each would be quadratic. */
const MOST_BESIDE = 200;

export function membersOf(
  { labels }: Pick<UnitIndex, 'labels'>,
  { of, matching }: Pick<Selections, 'of' | 'matching'>,
  namespaces: Namespaces,
  routedWith: RoutedWith,
): Members {
  const inFolder = besideIn(labels, namespaces);

  return {
    members: remember((service: Service): readonly PodTemplate[] => {
      const { templates, uncertain, scope } = of(service);
      if (uncertain || (scope !== 'file' && scope !== 'folder')) return [];
      const known = new Set(templates.map(identityOfPods));
      const others = inFolder(service).filter(([identity]) => !known.has(identity));
      const isRouted = routedWith(service);
      if (others.length === 0 && isRouted === undefined) return templates;
      const belongs = kinship(templates);
      const near = others
        .flatMap(([, versions]) => versions)
        .filter((template) => belongs(template) || isWrittenBeside(service, template));
      if (isRouted === undefined) return [...templates, ...near];
      const far = matching(service).filter(
        (template) =>
          scopeOf(service.resource, template.workload.resource) === 'unit' &&
          namespaces.same(service.resource, template.workload.resource) === 'yes' &&
          !known.has(identityOfPods(template)) &&
          isRouted(template),
      );
      return [...templates, ...near, ...far];
    }),
  };
}

/** Pods by the workload that makes them; what has no name is the only version of itself. */
type ByWorkload = readonly (readonly [identity: unknown, versions: readonly PodTemplate[]])[];

const identityOfPods = ({ workload }: PodTemplate): unknown => identityOf(workload.resource) ?? workload;

/** The Pods of a Service's folder and namespace that carry its labels; the same for all with its selector. */
function besideIn(labels: LabelsIndex, namespaces: Namespaces): (service: Service) => ByWorkload {
  const known = new Map<string, ByWorkload>();
  return (service) => {
    const { selector, resource } = service;
    if (selector === undefined) return [];
    const namespace = namespaces.of(resource);
    const asked = [resource.file.folder, namespace ?? '', selectorKey(service)].join('\0');
    const found = known.get(asked);
    if (found !== undefined) return found;
    const templates = labels
      .near(selector, namespace, resource, 'folder')
      .filter(({ workload }) => namespaces.same(resource, workload.resource) === 'yes');
    const groups = [...groupBy(templates, identityOfPods)].slice(0, MOST_BESIDE);
    known.set(asked, groups);
    return groups;
  };
}

/** Two objects of one folder that write the same namespace meet in it, whatever they belong to. */
function isWrittenBeside({ resource }: Service, { workload }: PodTemplate): boolean {
  const { namespace } = resource;
  return namespace !== undefined && namespace !== 'default' && workload.resource.namespace === namespace;
}

/** The images of the containers that keep running, without their tags. */
export function imagesOf(template: PodTemplate): readonly string[] {
  return runningContainers(template).flatMap((container) => container.view(untagged) ?? []);
}

function untagged(container: Container): string | undefined {
  return getString(container.get(), 'image')
    ?.replace(/@.*$/, '')
    .replace(/:[^/]*$/, '');
}

/** Whether a template belongs to the same application: an image in common, or a name that begins with one of theirs. */
function kinship(templates: readonly PodTemplate[]): (template: PodTemplate) => boolean {
  const names = new Set(templates.map(({ workload }) => workload.name));
  const images = new Set(templates.flatMap(imagesOf));
  return (template) => {
    const steps = template.workload.name.split('-');
    return (
      imagesOf(template).some((image) => images.has(image)) ||
      steps.some((_, at) => at > 0 && names.has(steps.slice(0, at).join('-')))
    );
  };
}
