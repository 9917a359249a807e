import { append } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { NAMESPACE_NAME_LABEL } from '../../k8s/labels/label-keys.js';
import { readLabels, type LabelPair } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PolicyPeer } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { FoundPods } from './peers.js';

/** A label of a namespaceSelector that no Namespace carries, and what was meant by it. */
export type MissedNamespace = { readonly pair: LabelPair } &
  /** The name of a Namespace under another key than `kubernetes.io/metadata.name`; the object where it is on disk. */
  (
    | { readonly kind: 'name'; readonly namespace: Resource | undefined }
    /** Pods carry the label, and the Namespace that they live in, if it is on disk, does not. */
    | { readonly kind: 'pods'; readonly namespace: Resource | undefined; readonly template: PodTemplate }
    /** A Namespace has a label that differs by a slip. */
    | { readonly kind: 'slip'; readonly namespace: Resource; readonly found: LabelPair }
    /** `kubernetes.io/metadata.name` with a slip for the name of a Namespace. */
    | { readonly kind: 'name-slip'; readonly name: string; readonly namespace: Resource | undefined }
    /** The Pods that the same peer asks for all live in one Namespace, which is on disk and has no such key. */
    | { readonly kind: 'home'; readonly namespace: Resource; readonly template: PodTemplate }
  );

export interface MissedNamespaces {
  /** Why the namespaceSelector of a peer means no namespace; undefined where it does, or may. */
  missedNamespace(peer: PolicyPeer): MissedNamespace | undefined;
}

/** Namespaces that no manifest makes. */
const SYSTEM = ['kube-system', 'kube-public', 'default'];

/**
 * Keys under which people write the name of a namespace; before Kubernetes 1.21 they had to label it themselves
 * (semantics 7.10).
 */
const NAME_KEY = /^((kubernetes\.io\/|metadata\.)?name|namespace|ns)$/;

/** Whether a label is the name of a namespace that every cluster has, which no other namespace carries. */
export function isOfSystem({ key, value }: LabelPair): boolean {
  return NAME_KEY.test(key) && SYSTEM.includes(value);
}

/** Keys that say which application something is: people put them on Pods, and hardly on Namespaces. */
const APPLICATION_KEY = /^(app|k8s-app|app\.kubernetes\.io\/(name|component|instance))$/;

/** Labels of Namespaces that programs set, whatever the manifests say (semantics 7.10). */
function isGivenByTools(key: string): boolean {
  return /^(field\.cattle\.io|[\w.-]*openshift\.io|[\w.-]*kubernetes\.io|[\w.-]*k8s\.io|capsule\.clastix\.io|kiosk\.sh|kubesphere\.io)\//.test(
    key,
  );
}

/** With more of them a look-alike proves little, and comparing each with each would be quadratic. */
const MOST_CANDIDATES = 200;

/** Labels of the Namespaces on disk against what peers ask for (semantics 7.10). */
export function missedNamespacesOf(
  { resources }: Pick<UnitIndex, 'resources'>,
  namespaces: Pick<Namespaces, 'of'>,
  { podsAnywhere }: Pick<FoundPods, 'podsAnywhere'>,
  ofKind: Surroundings['ofKind'],
): MissedNamespaces {
  const known = once(() => readNamespaces(ofKind('', 'Namespace'), resources, namespaces));

  const nameSlip = (pair: LabelPair): MissedNamespace | undefined => {
    const { names, objects } = known();
    if (names.has(pair.value) || names.size > MOST_CANDIDATES) return undefined;
    const name = [...names].find((each) => isSlip(each, pair.value));
    return name === undefined ? undefined : { kind: 'name-slip', pair, name, namespace: objects.get(name) };
  };

  const absent = (pair: LabelPair, isAlone: boolean): MissedNamespace | undefined => {
    const { objects, byKey, byValue } = known();
    const namespace = objects.get(pair.value);
    // A Namespace that is called so and does not carry it is meant, whatever the key.
    if (namespace !== undefined || isOfSystem(pair)) return { kind: 'name', pair, namespace };
    const near =
      first(byKey.get(pair.key), ({ found }) => isSlip(found.value, pair.value)) ??
      first(byValue.get(pair.value), ({ found }) => isSlip(found.key, pair.key));
    if (near !== undefined) return { kind: 'slip', pair, ...near };
    const requirement = { key: pair.key, operator: 'In', values: [pair.value], at: pair.valueAt, pair };
    const template = first(podsAnywhere([requirement], null), ({ labels }) => labels.has(pair.key));
    if (template === undefined) return undefined;
    const homeName = namespaces.of(template.workload.resource) ?? 'default';
    const home = objects.get(homeName);
    // Whoever made another namespace may have labelled it so.
    const isTelling = isAlone && homeName === 'default' && APPLICATION_KEY.test(pair.key) && !byKey.has(pair.key);
    return home === undefined && !isTelling ? undefined : { kind: 'pods', pair, namespace: home, template };
  };

  /** Where the Pods of the peer live: a Namespace that somebody labelled, but not so. */
  const unlabelledHome = (
    pair: LabelPair,
    podSelector: PolicyPeer['podSelector'] = [],
  ): MissedNamespace | undefined => {
    const { objects, byKey } = known();
    if (byKey.has(pair.key) || isGivenByTools(pair.key)) return undefined;
    const meant = podSelector.length === 0 ? [] : podsAnywhere(podSelector, null);
    const homes = new Set(meant.map(({ workload }) => namespaces.of(workload.resource)));
    const [template] = meant;
    const [home] = homes;
    const namespace = homes.size === 1 && typeof home === 'string' ? objects.get(home) : undefined;
    if (template === undefined || namespace === undefined || namespace.mayGainLabel(pair.key)) return undefined;
    return { kind: 'home', pair, namespace, template };
  };

  const missedBy = (pair: LabelPair, { podSelector }: PolicyPeer): MissedNamespace | undefined => {
    if (pair.key === NAMESPACE_NAME_LABEL) return nameSlip(pair);
    if (known().isCarried(pair)) return undefined;
    return absent(pair, podSelector === undefined) ?? unlabelledHome(pair, podSelector);
  };

  return {
    missedNamespace: remember((peer: PolicyPeer) => {
      const { namespaceSelector = [] } = peer;
      for (const { pair } of namespaceSelector) {
        if (pair === undefined || known().mayGain(pair.key)) continue;
        const missed = missedBy(pair, peer);
        // Whoever completes the Namespace that is meant may label it.
        if (missed !== undefined && missed.namespace?.partial !== true) return missed;
      }
      return undefined;
    }),
  };
}

interface LabelledNamespace {
  readonly namespace: Resource;
  readonly found: LabelPair;
}

interface KnownNamespaces {
  readonly objects: ReadonlyMap<string, Resource>;
  /** The names of those on disk, of those that objects of the unit live in, and of those that every cluster has. */
  readonly names: ReadonlySet<string>;
  readonly byKey: ReadonlyMap<string, readonly LabelledNamespace[]>;
  readonly byValue: ReadonlyMap<string, readonly LabelledNamespace[]>;
  isCarried(pair: LabelPair): boolean;
  /** Whether a kustomization may still give one of them a label of that key. */
  readonly mayGain: (key: string) => boolean;
}

function readNamespaces(
  objects: readonly Resource[],
  resources: readonly Resource[],
  namespaces: Pick<Namespaces, 'of'>,
): KnownNamespaces {
  const byKey = new Map<string, LabelledNamespace[]>();
  const byValue = new Map<string, LabelledNamespace[]>();
  const carried = new Set<string>();
  for (const namespace of objects)
    for (const found of readLabels(namespace.tree, ['metadata', 'labels']).values()) {
      append(byKey, found.key, { namespace, found });
      append(byValue, found.value, { namespace, found });
      carried.add(`${found.key}=${found.value}`);
    }
  const byName = new Map(objects.map((object) => [object.name ?? '', object]));
  return {
    objects: byName,
    names: new Set([...SYSTEM, ...byName.keys(), ...resources.flatMap((each) => namespaces.of(each) ?? [])]),
    byKey,
    byValue,
    isCarried: ({ key, value }) => carried.has(`${key}=${value}`),
    mayGain: remember((key: string) => objects.some((each) => each.mayGainLabel(key))),
  };
}

function first<T>(items: readonly T[] | undefined, test: (item: T) => boolean): T | undefined {
  return items?.slice(0, MOST_CANDIDATES).find(test);
}
