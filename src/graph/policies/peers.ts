import {
  allOf,
  readLabels,
  satisfies,
  type AddedLabels,
  type Labels,
  type Match,
  type Requirement,
} from '../../k8s/labels/labels.js';
import { usesHostNetwork } from '../../k8s/pods/container.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Graph } from '../graph.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Policies } from './policies.js';
import type { UnitIndex } from '../unit/unit-index.js';

type Peers = Pick<Policies, 'admits' | 'admitted' | 'foreign' | 'isNamespaceIn'>;

/** Whom the items of `from` and `to` mean: selectors of Pods and of namespaces, which must both match within one item. */
export function peersOf(
  index: UnitIndex,
  namespaces: Namespaces,
  pods: Pick<Graph, 'podsMatching' | 'podsLabelled' | 'podsElsewhere'>,
): Peers {
  const { podsMatching, podsLabelled, podsElsewhere } = pods;

  const isNamespaceIn: Peers['isNamespaceIn'] = (selector, namespace) => {
    const { labels, added, complete } = labelsOfNamespace(index, namespace);
    return allOf(
      selector.map((requirement) => {
        const known = complete || labels.has(requirement.key) || added.has(requirement.key);
        return known ? satisfies(requirement, labels, added) : 'unknown';
      }),
    );
  };

  const admits: Peers['admits'] = (policy, { ipBlock, podSelector, namespaceSelector }, template) => {
    const { resource } = template.workload;
    if (ipBlock !== undefined || isOnHostNetwork(template)) return 'unknown';
    const place =
      namespaceSelector === undefined
        ? namespaces.same(policy.resource, resource)
        : isNamespaceIn(namespaceSelector, namespaces.of(resource));
    return allOf([place, matches(podSelector ?? [], template)]);
  };

  const admitted: Peers['admitted'] = (policy, peer) =>
    podsLabelled(peer.podSelector ?? []).filter((template) => admits(policy, peer, template) !== 'no');
  const foreign: Peers['foreign'] = ({ resource }, { podSelector = [], namespaceSelector, ipBlock }) => {
    const isOwn = podSelector.length > 0 && namespaceSelector === undefined && ipBlock === undefined;
    if (!isOwn || podsMatching(podSelector, resource).length > 0 || podsElsewhere(podSelector, resource).length > 0)
      return [];
    return podsLabelled(podSelector).filter((template) => matches(podSelector, template) === 'yes');
  };

  return { admits, admitted, foreign, isNamespaceIn };
}

/** Such Pods have the address of their node, which no policy is for. */
export function isOnHostNetwork({ workload, path }: PodTemplate): boolean {
  return usesHostNetwork(workload.resource.get(...path, 'spec'));
}

/** `no` only if no kustomization may add the label that is missing. */
export function matches(selector: readonly Requirement[], { labels, added, workload }: PodTemplate): Match {
  return allOf(
    selector.map((requirement) => {
      const match = satisfies(requirement, labels, added);
      return match === 'no' && workload.resource.mayGainLabel(requirement.key) ? 'unknown' : match;
    }),
  );
}

interface NamespaceLabels {
  readonly labels: Labels;
  readonly added: AddedLabels;
  /** The Namespace object is on disk, so that it has no other labels. */
  readonly complete: boolean;
}

/** The API server labels every Namespace with its own name, whatever the manifest says (semantics 7.10). */
function labelsOfNamespace(index: UnitIndex, namespace: string | null): NamespaceLabels {
  const [object] = namespace === null ? [] : index.objectsNamed('', 'Namespace', namespace);
  return {
    labels: readLabels(object?.tree, ['metadata', 'labels']),
    added: new Map([
      [
        'kubernetes.io/metadata.name',
        (wanted: string): Match => (namespace === null ? 'unknown' : wanted === namespace ? 'yes' : 'no'),
      ],
    ]),
    complete: object !== undefined && !object.partial,
  };
}
