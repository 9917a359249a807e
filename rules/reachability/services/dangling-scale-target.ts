import type { Graph } from '../../../src/graph/graph.js';
import type { WorkloadLookup } from '../../../src/graph/references/workload-lookup.js';
import { isBuiltInGroup } from '../../../src/k8s/object/groups.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import {
  scaleTarget,
  servesScale,
  targetKinds,
  type ScaleTarget,
  AUTOSCALER_KINDS,
} from '../../../src/k8s/workloads/scale-target.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import type { Workload } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import type { Path } from '../../../src/tree/tree.js';

/**
 * An autoscaler scales an object of its own namespace through the scale subresource, which few kinds have (semantics
 * 7.8).
 */
export default defineRule({
  id: 'dangling-scale-target',
  severity: 'error',
  summary: 'An autoscaler whose target is not there, or cannot be scaled',
  kinds: AUTOSCALER_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    const { unit, cluster, names, elsewhere, namespaces } = graph;
    const target = scaleTarget(resource);
    if (target === undefined || unit.isRefused(resource)) return;
    const { group, kind, name } = target;
    if (isPlaceholder(kind) || isPlaceholder(target.apiVersion)) return;
    if (!servesScale(target, targetKinds(target), cluster.minor)) {
      if (!resource.partial || resource.get(...target.path, 'apiVersion') !== undefined)
        yield unscalable(resource, target);
      return;
    }
    // Which names a kustomization will give is known when it is evaluated.
    const lookup = resource.partial ? undefined : names.workload({ group, kind, name, from: resource });
    // Where another unit has it, it is only applied apart.
    if (lookup?.kind !== 'missing' || lookup.elsewhere !== undefined) return;
    if (elsewhere.named(group, kind, name, namespaces.of(resource)).length === 0)
      yield missing(resource, target, lookup, graph);
  },
});

type Missing = Extract<WorkloadLookup, { kind: 'missing' }>;
const verb = ({ scales }: ScaleTarget): string => (scales === 'replicas' ? 'scales' : 'sizes the Pods of');
const wordsOf = ({ kind, name }: ScaleTarget): string => `${code(kind)} ${code(name)}`;

function unscalable(resource: Resource, target: ScaleTarget): Finding {
  const kinds = targetKinds(target);
  const home = kinds.get(target.kind);
  if (home !== undefined) return ofAnotherGroup(resource, target, home);
  const near = [...kinds.keys()].find((known) => known.toLowerCase() === target.kind.toLowerCase());
  return near === undefined ? withoutScale(resource, target) : inAnotherCase(resource, target, near);
}

function ofAnotherGroup(resource: Resource, target: ScaleTarget, home: string): Finding {
  const { path, kind, apiVersion } = target;
  const asked = apiVersion === '' ? 'the core group' : code(apiVersion);
  return {
    message: `${describe(resource)} looks for ${wordsOf(target)} in ${asked}, where there is none`,
    at: {
      place: resource.at(...path, 'apiVersion'),
      text: `${code(kind)} belongs to ${home === '' ? 'the core group' : code(home)}`,
    },
    notes: [noScale(target)],
    fix: writing(resource, [...path, 'apiVersion'], home === '' ? 'v1' : `${home}/v1`),
  };
}

function inAnotherCase(resource: Resource, target: ScaleTarget, known: string): Finding {
  const path = [...target.path, 'kind'];
  return {
    message: `${describe(resource)} ${verb(target)} ${wordsOf(target)}, but the kind is called ${code(known)}`,
    at: { place: resource.at(...path), text: 'kinds are case-sensitive' },
    notes: [noScale(target)],
    fix: writing(resource, path, known),
  };
}

function withoutScale(resource: Resource, target: ScaleTarget): Finding {
  const scales = target.scales === 'replicas';
  const why = scales ? 'cannot be scaled' : 'makes no Pods';
  return {
    message: `${describe(resource)} ${verb(target)} ${wordsOf(target)}, and that kind ${why}`,
    at: {
      place: resource.at(...target.path, 'kind'),
      text: scales ? 'this kind has no scale subresource' : 'only what makes Pods has Pods to be sized',
    },
    notes: [noScale(target)],
    help: 'name a Deployment, a StatefulSet or a ReplicaSet',
  };
}

function noScale({ group }: ScaleTarget): string {
  return group === 'extensions'
    ? 'the group `extensions` is gone since Kubernetes 1.16: the autoscaler gets no scale, and changes nothing'
    : 'an autoscaler that gets no scale and no Pods of its target changes nothing';
}

/** Writes another word where there is one. */
function writing(resource: Resource, path: Path, word: string, title = `write ${code(word)}`): FixRecipe | undefined {
  if (resource.get(...path) === undefined) return undefined;
  return {
    title,
    applicability: 'unsafe',
    changes: [{ replace: resource.at(...path), with: word }],
  };
}

function missing(
  resource: Resource,
  target: ScaleTarget,
  { otherKind, otherNamespace, similar, closed }: Missing,
  { names, closure }: Graph,
): Finding {
  const near = (workload: Workload | undefined): workload is Workload =>
    workload !== undefined && workload.resource.file.folder === resource.file.folder;
  if (near(otherKind)) return wrongKind(resource, target, otherKind);
  if (near(otherNamespace)) return farAway(resource, target, otherNamespace);
  if (
    similar !== undefined &&
    (near(similar) || inOneNamespace(resource, similar)) &&
    !differInNumber(target.name, similar.name)
  )
    return misspelled(resource, target, similar, closed);
  const left = names.unscaledNamesake(resource);
  const severity = left && closure.onLeft(resource, { name: target.name, pairs: [] });
  if (left !== undefined && severity !== undefined && severity !== 'info')
    return { ...renamed(resource, target, left), severity };
  return {
    message: `${describe(resource)} ${verb(target)} ${wordsOf(target)}, which is not among the linted files`,
    at: { place: resource.at(...target.path, 'name'), text: `no ${code(target.kind)} has this name` },
    notes: ['until the target exists in the same namespace, the autoscaler does nothing'],
    help: isBuiltInGroup(target.group) ? undefined : 'nothing is wrong if the object is made elsewhere',
    severity: 'info',
  };
}

/** Both write the same namespace: then they are one application, however far their files are apart. */
function inOneNamespace(resource: Resource, found: Workload): boolean {
  return resource.namespace !== undefined && resource.namespace === found.resource.namespace;
}

/** `worker-1` and `worker-2` are two workloads, not one and a slip. */
function differInNumber(a: string, b: string): boolean {
  return a.replace(/\d+/g, '') === b.replace(/\d+/g, '');
}

function wrongKind(resource: Resource, target: ScaleTarget, found: Workload): Finding {
  const scalable = servesScale({ group: found.resource.group, kind: found.kind }, targetKinds(target), 99);
  return {
    message:
      `${describe(resource)} ${verb(target)} ${wordsOf(target)}, ` +
      `but ${code(target.name)} is a ${code(found.kind)}`,
    at: { place: resource.at(...target.path, 'kind'), text: `there is no ${code(target.kind)} of that name` },
    related: [
      { place: found.resource.at('kind'), text: `${describe(found.resource)} is the only workload of that name` },
    ],
    notes: [
      scalable
        ? 'an autoscaler that does not find its target changes nothing'
        : `a ${code(found.kind)} has no number of replicas that an autoscaler could change`,
    ],
    fix:
      scalable && found.resource.group === target.group
        ? writing(resource, [...target.path, 'kind'], found.kind, `name the ${code(found.kind)}`)
        : undefined,
  };
}

function farAway(resource: Resource, target: ScaleTarget, found: Workload): Finding {
  return {
    message: `${describe(resource)} ${verb(target)} ${wordsOf(target)}, which lives in another namespace`,
    at: { place: resource.at('metadata', 'namespace'), text: 'an autoscaler finds objects of its own namespace only' },
    related: [{ place: found.resource.at('metadata', 'namespace'), text: `${describe(found.resource)} lives here` }],
    help: 'put both into one namespace',
  };
}

function renamed(resource: Resource, target: ScaleTarget, left: Workload): Finding {
  return {
    ...misspelled(resource, target, left, true),
    related: [
      {
        place: left.resource.at('metadata', 'name'),
        text: `nobody scales ${describe(left.resource)}, which has the name of the autoscaler`,
      },
    ],
  };
}

function misspelled(resource: Resource, target: ScaleTarget, found: Workload, closed: boolean): Finding {
  return {
    message: `${describe(resource)} ${verb(target)} ${wordsOf(target)}, which is not among the linted files`,
    at: { place: resource.at(...target.path, 'name'), text: `no ${code(target.kind)} has this name` },
    related: [{ place: found.resource.at('metadata', 'name'), text: `${describe(found.resource)} has a similar name` }],
    notes: ['an autoscaler that does not find its target changes nothing'],
    fix: writing(resource, [...target.path, 'name'], found.name, `name ${describe(found.resource)}`),
    severity: closed ? 'error' : 'warning',
  };
}
