import { remember, rememberEach } from '../../data/once.js';
import { compareTexts } from '../../text/compare.js';
import type { Graph } from '../../graph/graph.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { NetworkPolicy, PolicyRule } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { positionAt, writtenSpan } from '../../text/source-file.js';
import { getList, getString, type Place } from '../../tree/tree.js';
import type { NamedObject, PlacedObject, RulePlace } from './connections.js';

/** A rule, and the policy that it stands in. */
export interface PolicyRuleOf {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
}

/** How objects of one unit are named in an answer. */
export interface Places {
  readonly object: (resource: Resource) => PlacedObject;
  /** The workload that makes the Pods; for a Pod that a controller has made, as a dump of a cluster holds it, that. */
  readonly pods: (template: PodTemplate) => PlacedObject;
  readonly rule: (rule: PolicyRuleOf) => RulePlace;
}

export function placesOf(namespaces: Graph['namespaces']): Places {
  const object = remember((resource: Resource): PlacedObject => ({
    kind: resource.kind,
    namespace: namespaces.of(resource),
    name: resource.name ?? '',
    ...lineOf(resource.at('metadata', 'name')),
  }));
  const ruleOf = rememberEach(({ direction, path }: PolicyRule, policy: NetworkPolicy): RulePlace => ({
    policy: policy.name,
    namespace: namespaces.of(policy.resource),
    direction,
    rule: Number(path.at(-1)) + 1,
    ...lineOf(policy.resource.at(...path)),
  }));
  return {
    object,
    rule: ({ policy, rule }) => ruleOf(rule, policy),
    pods({ workload: { resource } }) {
      const owner = getList(resource.tree, 'metadata', 'ownerReferences')[0];
      const [kind, name] = [getString(owner, 'kind'), getString(owner, 'name')];
      return { ...object(resource), ...(kind === undefined || name === undefined ? {} : { kind, name }) };
    },
  };
}

function lineOf({ span }: Place): { readonly file: string; readonly line: number } {
  const { file, start } = writtenSpan(span);
  return { file: file.path, line: positionAt(file, start).line };
}

/** Each object once, by namespace, name and kind. */
export function inOrder<T extends NamedObject>(objects: readonly T[]): readonly T[] {
  const byName = new Map(objects.map((object) => [keyOfObject(object), object]));
  return [...byName].sort(([a], [b]) => compareTexts(a, b)).map(([, object]) => object);
}

/** Sorts by namespace, then by name. */
export function keyOfObject({ namespace, name, kind }: NamedObject): string {
  return [namespace ?? '', name, kind].join('\0');
}

export function withoutPlace({ kind, namespace, name }: NamedObject): NamedObject {
  return { kind, namespace, name };
}

export function rulesInOrder(rules: readonly RulePlace[]): readonly RulePlace[] {
  return [...rules].sort(
    (a, b) => compareTexts(a.namespace ?? '', b.namespace ?? '') || compareTexts(a.policy, b.policy) || a.rule - b.rule,
  );
}
