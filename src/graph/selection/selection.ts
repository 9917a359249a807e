import { append, firstOf, groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import type { Labels } from '../../k8s/labels/labels.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { identityOf } from '../../units/unit/unit.js';
import { matchOf } from '../unit/label-index.js';
import { selectsStaticPods } from '../unit/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import { type Scope, scopeOf } from '../unit/scope.js';
import { nearestTo } from '../unit/nearest.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { fit, leftOverOf } from './left-over.js';
import { MOST_CANDIDATES, nearestMiss, type NearMiss } from './near-miss.js';

/** Versions of one object in several files (alternatives), of which one will be applied; usually a single one. */
export type Alternatives = readonly PodTemplate[];

/** The Pod templates that a Service selects in the nearest scope that has any. */
export interface Selection {
  readonly scope:
    | Scope
    | 'nowhere'
    | /** Nothing on disk matches, and the settings say that the Service lives elsewhere. */ 'outside';
  readonly templates: readonly PodTemplate[];
  /** The same templates, those of one identity together: a contradiction counts only if every alternative shows it. */
  readonly workloads: readonly Alternatives[];
  /** True if it depends on a namespace that nothing on disk decides, or on labels that exist only at run time. */
  readonly uncertain: boolean;
}

const NOTHING: Selection = { scope: 'nowhere', templates: [], workloads: [], uncertain: false };

const OUTSIDE: Selection = { ...NOTHING, scope: 'outside' };

export interface Selections {
  /** The Pod templates behind a Service; none for ExternalName and for a Service without selector. */
  of(service: Service): Selection;
  /** Every Pod template of the unit that the Service will or may select, however far away. */
  matching(service: Service): readonly PodTemplate[];
  /** The Services whose selection holds this template. */
  servicesOf(template: PodTemplate): readonly Service[];
  /** What a Service that selects nothing most probably meant. */
  nearMiss(service: Service): NearMiss | undefined;
}

/** Who selects whom in one unit, and what a Service that selects nothing probably meant. */
export function selectionsOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { isExternal, isUnreadLabel }: Pick<Surroundings, 'isExternal' | 'isUnreadLabel'>,
): Selections {
  const mayShare = (service: Service, template: PodTemplate): boolean =>
    namespaces.same(service.resource, template.workload.resource) !== 'no';

  const matching = remember((service: Service): readonly PodTemplate[] => {
    if (service.selector === undefined || service.type === 'ExternalName') return [];
    return index.labels
      .matching(service.selector, namespaces.of(service.resource))
      .filter((template) => mayShare(service, template));
  });

  const nearest = (
    service: Service,
    among: Iterable<PodTemplate>,
    isTaken: (template: PodTemplate) => boolean,
    leftOver?: PodTemplate,
  ): NearMiss | undefined =>
    service.selector &&
    nearestMiss(
      service,
      service.selector,
      [...among].map((template) => ({
        ...standing(service, template, index),
        otherNamespace: !mayShare(service, template),
        taken: isTaken(template),
        leftOver: template === leftOver,
      })),
    );

  const selection = remember((service: Service): Selection => {
    const selected = inNearestScope(
      service,
      beside(service, index, namespaces.of(service.resource), mayShare) ?? matching(service),
      namespaces,
      index,
    );
    if (selected.scope === 'nowhere' && isExternal(service.name, namespaces.of(service.resource))) return OUTSIDE;
    if (selected.scope !== 'unit') return selected;
    // A stranger's Pods far away do not excuse a slip that the Service's own file shows (semantics 14.3).
    const witness = nearest(service, index.templatesNamed(service.name), () => false);
    return witness?.telling === true && witness.scope === 'file' ? NOTHING : selected;
  });

  const reached = once(() => {
    const services = new Map<PodTemplate, Service[]>();
    for (const service of index.services)
      for (const template of selection(service).templates) append(services, template, service);
    return services;
  });

  const isReached = (template: PodTemplate): boolean => reached().has(template);
  const { leftFor } = leftOverOf(index, namespaces, {
    isReached,
    isIdle: (service) => service.selector !== undefined && selection(service).scope === 'nowhere',
  });
  const nearMiss = remember((service: Service): NearMiss | undefined => {
    if (service.selector === undefined || selection(service).scope !== 'nowhere') return undefined;
    // A workload of its very name shows that these Pods are made here.
    if (selectsStaticPods(service) && index.templatesNamed(service.name).length === 0) return undefined;
    if (isUnreadLabel(service.selector.values())) return undefined;
    const leftOver = leftFor(service);
    return nearest(service, candidatesFor(service, service.selector, leftOver, index), isReached, leftOver);
  });

  return { of: selection, matching, servicesOf: (template) => reached().get(template) ?? [], nearMiss };
}

/** The Pods that a Service may mean, the likeliest first. */
function candidatesFor(
  { name, resource }: Service,
  selector: Labels,
  leftOver: PodTemplate | undefined,
  index: UnitIndex,
): readonly PodTemplate[] {
  const among = [
    leftOver === undefined ? [] : [leftOver],
    index.templatesNamed(name),
    index.labels.sharing(selector, MOST_CANDIDATES),
    index.templatesInFolderOf(resource),
  ];
  return firstOf(among, MOST_CANDIDATES).slice(0, MOST_CANDIDATES);
}

/** All that match in the file of a Service, or else in its folder: there may be thousands of versions further away. */
function beside(
  service: Service,
  { isOneApply, labels }: UnitIndex,
  namespace: string | null,
  mayShare: (service: Service, template: PodTemplate) => boolean,
): readonly PodTemplate[] | undefined {
  const { selector, resource, type } = service;
  if (isOneApply || selector === undefined || type === 'ExternalName') return undefined;
  for (const scope of ['file', 'folder'] as const) {
    const near = labels.near(selector, namespace, resource, scope).filter((template) => mayShare(service, template));
    if (near.length > 0) return near;
  }
  return undefined;
}

/**
 * Where Pods stand, seen from a Service, and whether it sends to a port of theirs; in one apply nothing stands further
 * away than in one folder.
 */
function standing(service: Service, template: PodTemplate, { isOneApply }: Pick<UnitIndex, 'isOneApply'>) {
  const scope = scopeOf(service.resource, template.workload.resource);
  return {
    template,
    scope: isOneApply && scope === 'unit' ? ('folder' as const) : scope,
    fits: fit(service, template),
  };
}

function inNearestScope(
  service: Service,
  matching: readonly PodTemplate[],
  namespaces: Namespaces,
  index: Pick<UnitIndex, 'isOneApply'>,
): Selection {
  const nearest = nearestTo(service.resource, matching, index, {
    resourceOf: ({ workload }) => workload.resource,
    isCertain: ({ workload }) => namespaces.same(service.resource, workload.resource) === 'yes',
  });
  if (nearest === undefined) return NOTHING;
  const { scope, items: templates, certain } = nearest;
  const { selector } = service;
  const uncertain =
    !certain || (selector !== undefined && templates.some((template) => matchOf(selector, template) === 'unknown'));
  return { scope, templates, workloads: alternatives(templates), uncertain };
}

/** Groups templates that are versions of one object in several files (semantics 14.3). */
function alternatives(templates: readonly PodTemplate[]): readonly (readonly PodTemplate[])[] {
  return [
    ...groupBy(
      templates,
      (template) => `${identityOf(template.workload.resource) ?? ''}#${template.path.join('/')}`,
    ).values(),
  ];
}
