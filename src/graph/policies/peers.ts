import { once } from '../../data/once.js';
import {
  addedToNamespace,
  allOf,
  readLabels,
  satisfies,
  type AddedLabels,
  type Labels,
  type Match,
  type Requirement,
} from '../../k8s/labels/labels.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { NetworkPolicy, PolicyPeer } from '../../k8s/policies/network-policy.js';
import type { Labelled } from '../labelled/labelled.js';
import type { Pods, PodsElsewhere } from '../labelled/pods.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Cohort, Cohorts } from './cohorts.js';

/** What the items of `from` and `to` mean. */
export interface Peers {
  /**
   * Whether a peer means the Pods of a template; `unknown` for addresses, and for labels of a namespace that nobody
   * knows.
   */
  admits(policy: NetworkPolicy, peer: PolicyPeer, template: PodTemplate): Match;
  /** The Pods that a peer means, or may, as far as policies tell them apart. */
  meant(policy: NetworkPolicy, peer: PolicyPeer): readonly Cohort[];
  /** The Pod templates that a peer means, or may. */
  admitted(policy: NetworkPolicy, peer: PolicyPeer): readonly PodTemplate[];
  /**
   * Where a peer means no Pod of the policy's own namespace, which alone it can: Pods of other namespaces that have its
   * labels.
   */
  foreign(policy: NetworkPolicy, peer: PolicyPeer): readonly PodTemplate[];
  /** Whether a namespace carries the labels that a selector asks for; null for one that nothing on disk decides. */
  isNamespaceIn(selector: readonly Requirement[], namespace: string | null): Match;
}

/** Pods by their labels: of the unit, whatever their namespace, and of other units. */
export interface FoundPods extends Pods, Pick<Labelled, 'podsAnywhere' | 'findsAny'> {
  readonly elsewhere: PodsElsewhere;
}

/**
 * Whom the items of `from` and `to` mean: selectors of Pods and of namespaces, which must both match within one item.
 */
export function peersOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { selectsAny, podsAnywhere, elsewhere }: FoundPods,
  cohorts: Pick<Cohorts, 'all' | 'meeting' | 'templatesOf'>,
): Peers {
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

  const onHostNetwork = once(() => cohorts.all().filter(({ first }) => isOnHostNetwork(first)));
  const meant: Peers['meant'] = (policy, peer) => {
    const { podSelector = [], namespaceSelector, ipBlock } = peer;
    const isOwn = namespaceSelector === undefined && ipBlock === undefined;
    // Of Pods on the network of their node nothing is known, wherever they are.
    const candidates = isOwn
      ? new Set([...cohorts.meeting(podSelector, namespaces.of(policy.resource)), ...onHostNetwork()])
      : cohorts.meeting(podSelector, null);
    return [...candidates].filter(
      ({ first }) => matches(podSelector, first) !== 'no' && admits(policy, peer, first) !== 'no',
    );
  };
  const admitted: Peers['admitted'] = (policy, peer) => cohorts.templatesOf(meant(policy, peer));
  const foreign: Peers['foreign'] = ({ resource }, { podSelector = [], namespaceSelector, ipBlock }) => {
    const isOwn = podSelector.length > 0 && namespaceSelector === undefined && ipBlock === undefined;
    if (!isOwn || selectsAny(podSelector, resource) || elsewhere.pods(podSelector, resource).length > 0) return [];
    return podsAnywhere(podSelector, null).filter((template) => matches(podSelector, template) === 'yes');
  };

  return { admits, meant, admitted, foreign, isNamespaceIn };
}

/** Such Pods have the address of their node, which no policy is for. */
export function isOnHostNetwork({ onHostNetwork }: PodTemplate): boolean {
  return onHostNetwork;
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
  /** The Namespace object is on disk, once, so that it has no other labels. */
  readonly complete: boolean;
}

function labelsOfNamespace(index: UnitIndex, namespace: string | null): NamespaceLabels {
  const [object, ...others] = namespace === null ? [] : index.objectsNamed('', 'Namespace', namespace);
  return {
    labels: readLabels(object?.tree, ['metadata', 'labels']),
    added: addedToNamespace(namespace),
    complete: object !== undefined && !object.partial && others.length === 0,
  };
}
