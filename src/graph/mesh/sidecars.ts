import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { type LabelPair, readLabels } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getEntries, getString, type Place } from '../../tree/tree.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Which Pods have a proxy of Istio beside them, and what they take for a connection (semantics 7.23). */
export interface Sidecars {
  /** What gives Pods a sidecar: a label of theirs or of their namespace; undefined where nothing on disk does. */
  sidecarOf(template: PodTemplate): Place | undefined;
  /** The Namespace of Pods that have no sidecar, where it is on disk and asks for none. */
  plainNamespaceOf(template: PodTemplate): Resource | undefined;
  /** The PeerAuthentication by which these Pods take connections with mutual TLS only. */
  strictFor(template: PodTemplate): Resource | undefined;
}

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

export function sidecarsOf(
  index: Pick<UnitIndex, 'ofKind'>,
  namespaces: Pick<Namespaces, 'of'>,
  { named }: Pick<Surroundings, 'named'>,
): Sidecars {
  const namespaceOf = (template: PodTemplate): readonly Resource[] => {
    const name = namespaces.of(template.workload.resource);
    return name === null ? [] : named('', 'Namespace', name);
  };
  const sidecarOf = remember((template: PodTemplate): Place | undefined => {
    const asked = written(template, INJECT);
    if (asked !== undefined) return asked.text === 'true' ? asked.at : undefined;
    const [namespace] = namespaceOf(template);
    return namespace && injectionIn(namespace);
  });
  const demands = once(() => {
    const policies = index
      .ofKind('security.istio.io', 'PeerAuthentication')
      .filter((policy) => !policy.partial && getString(policy.tree, 'spec', 'mtls', 'mode') !== undefined)
      .map((policy) => ({ policy, pairs: selectorOf(policy) }));
    const alike = groupBy(policies, ({ policy, pairs }) => JSON.stringify([namespaces.of(policy), pairs]));
    const all = [...alike.values()].flatMap(([first, ...others]): readonly Demand[] =>
      first === undefined ? [] : [{ ...first, isStrict: [first, ...others].every(({ policy }) => isStrict(policy)) }],
    );
    return groupBy(all, ({ policy, pairs: [pair = ''] }) => JSON.stringify([namespaces.of(policy), pair]));
  });
  return {
    sidecarOf,
    plainNamespaceOf(template) {
      const [namespace, ...others] = namespaceOf(template);
      if (namespace === undefined || others.length > 0 || namespace.patched || template.injected) return undefined;
      const isInMesh = getEntries(namespace.tree, 'metadata', 'labels').some(({ key }) => key.includes('istio'));
      return isInMesh || written(template, INJECT) !== undefined || written(template, REVISION) !== undefined
        ? undefined
        : namespace;
    },
    strictFor: remember((template: PodTemplate) => {
      if (demands().size === 0) return undefined;
      const carried = new Set([...template.labels.values()].map(pairText));
      const fitting = ['istio-system', namespaces.of(template.workload.resource)]
        .flatMap((home) => ['', ...carried].flatMap((pair) => demands().get(JSON.stringify([home, pair])) ?? []))
        .filter(({ pairs }) => pairs.every((pair) => carried.has(pair)));
      // The narrowest one decides, and stands last; it may make an exception of these Pods.
      return fitting.every(({ isStrict }) => isStrict) ? fitting.at(-1)?.policy : undefined;
    }),
  };
}

/** What the policies of one namespace with the same selector ask for. */
interface Demand {
  readonly policy: Resource;
  readonly pairs: readonly string[];
  readonly isStrict: boolean;
}

function isStrict(policy: Resource): boolean {
  return (
    getString(policy.tree, 'spec', 'mtls', 'mode') === 'STRICT' && policy.get('spec', 'portLevelMtls') === undefined
  );
}

/** The pairs of a selector; without one the policy is for the whole namespace. */
function selectorOf({ tree }: Resource): readonly string[] {
  return [...readLabels(tree, ['spec', 'selector', 'matchLabels']).values()].map(pairText).sort();
}

const pairText = ({ key, value }: Pick<LabelPair, 'key' | 'value'>): string => `${key}=${value}`;

function written(template: PodTemplate, key: string): { readonly text: string; readonly at: Place } | undefined {
  for (const field of ['labels', 'annotations']) {
    const text = getString(template.workload.resource.get(...template.path), 'metadata', field, key);
    if (text !== undefined) return { text, at: template.at('metadata', field, key) };
  }
  return undefined;
}

function injectionIn(namespace: Resource): Place | undefined {
  const labels = ['metadata', 'labels'];
  if (getString(namespace.tree, ...labels, 'istio-injection') === 'enabled')
    return namespace.at(...labels, 'istio-injection');
  return getString(namespace.tree, ...labels, REVISION) === undefined ? undefined : namespace.at(...labels, REVISION);
}
