import { remember } from '../../data/once.js';
import { runningContainers } from '../../k8s/listening/running.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getString } from '../../tree/tree.js';
import type { Namespaces } from '../unit/namespaces.js';
import { scopeOf } from '../unit/scope.js';
import type { AreRouted } from './routed.js';
import type { Selections } from './selection.js';

export interface Members {
  /**
   * What a Service selects for sure; also what carries its labels in another file of the folder, and plainly belongs to
   * the application, or is written into the same namespace; and what an Ingress ties to it, wherever it stands. None
   * where what it selects is open.
   */
  members(service: Service): readonly PodTemplate[];
}

export function membersOf(
  selections: Pick<Selections, 'of' | 'matching'>,
  namespaces: Namespaces,
  areRouted: AreRouted,
): Members {
  return {
    members: remember((service: Service): readonly PodTemplate[] => {
      const { templates, uncertain, scope } = selections.of(service);
      if (uncertain || (scope !== 'file' && scope !== 'folder')) return [];
      const known = new Set(templates);
      const belongs = kinship(templates);
      const beside = selections
        .matching(service)
        .filter(
          (template) =>
            !known.has(template) &&
            namespaces.same(service.resource, template.workload.resource) === 'yes' &&
            (scopeOf(service.resource, template.workload.resource) === 'unit'
              ? areRouted(service, template)
              : belongs(template) || isWrittenBeside(service, template)),
        );
      return [...templates, ...beside];
    }),
  };
}

/** Two objects of one folder that write the same namespace meet in it, whatever they belong to. */
function isWrittenBeside({ resource }: Service, { workload }: PodTemplate): boolean {
  const { namespace } = resource;
  return namespace !== undefined && namespace !== 'default' && workload.resource.namespace === namespace;
}

/** The images of the containers that keep running, without their tags. */
export function imagesOf(template: PodTemplate): readonly string[] {
  return runningContainers(template).flatMap((container) => {
    const image = getString(container.get(), 'image');
    return image === undefined ? [] : [image.replace(/@.*$/, '').replace(/:[^/]*$/, '')];
  });
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
