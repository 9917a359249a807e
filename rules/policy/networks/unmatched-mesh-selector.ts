import type { Graph } from '../../../src/graph/graph.js';
import type { NearMiss } from '../../../src/graph/selection/near-miss.js';
import { pairsIn, type Requirement } from '../../../src/k8s/labels/labels.js';
import { MESH_POLICY_KINDS, MESH_ROOT_NAMESPACE, meshSelectorOf } from '../../../src/k8s/policies/mesh-policy.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { explainDifference, pairWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/** A policy of a mesh is for the Pods of its own namespace that carry the labels of its selector (semantics 7.3). */
export default defineRule({
  id: 'unmatched-mesh-selector',
  severity: 'warning',
  summary: 'A policy of a mesh, or an InferencePool, whose selector misses its Pods, or lacks where it must have one',
  kinds: MESH_POLICY_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    const { labelled, namespaces, elsewhere } = graph;
    const selector = meshSelectorOf(resource);
    if (selector.length === 0) {
      if (resource.get('spec', 'portLevelMtls') !== undefined && !resource.partial) yield withoutSelector(resource);
      return;
    }
    const namespace = namespaces.of(resource);
    const found =
      namespace === MESH_ROOT_NAMESPACE ? labelled.podsAnywhere(selector, null) : labelled.pods(selector, resource);
    if (found.length > 0 || elsewhere.pods(selector, resource).length > 0) return;
    const near = labelled.nearest(selector, resource, resource.name ?? '');
    if (near !== undefined && isSlip(resource, selector, near, graph)) yield missed(resource, near);
  },
});

function isSlip(resource: Resource, selector: readonly Requirement[], near: NearMiss, { closure }: Graph): boolean {
  if (near.otherNamespace || near.differences.length !== 1) return false;
  const pairs = pairsIn(selector);
  if (isNameOfWorkload(near)) return true;
  return closure.onLabels(resource, { name: resource.name ?? '', pairs }, near) !== 'info';
}

/** The name of the workload stands where a label of its Pods should, or beside another key than theirs. */
function isNameOfWorkload({ differences: [difference], template: { workload } }: NearMiss): boolean {
  if (difference?.kind !== 'value' && difference?.kind !== 'key') return false;
  if (difference.wanted.value !== workload.name) return false;
  return !workload.resource.partial && !workload.resource.mayGainLabel(difference.wanted.key);
}

const NO_EFFECT = 'what selects no Pod is in force nowhere: its Pods keep the settings of the namespace';
const EMPTY_POOL = 'a pool without Pods has nobody to send a request to';

function missed(resource: Resource, { differences: [difference], template }: NearMiss): Finding {
  if (difference === undefined) throw new Error('a near miss has a difference');
  const { clause, ends, note, help, fix } = explainDifference(difference, template);
  const { wanted, kind } = difference;
  return {
    message: `${describe(resource)} selects ${clause}`,
    at: { place: kind === 'key' ? wanted.keyAt : wanted.valueAt, text: `no Pod carries ${pairWords(wanted)}` },
    related: ends,
    notes: [note ?? (resource.kind === 'InferencePool' ? EMPTY_POOL : NO_EFFECT)],
    help,
    fix,
  };
}

function withoutSelector(resource: Resource): Finding {
  return {
    message: `${describe(resource)} sets modes for single ports, and selects no Pods that have them`,
    at: { place: resource.keyAt('spec', 'portLevelMtls'), text: 'only for the Pods of a `selector`' },
    notes: ['Istio refuses `portLevelMtls` in a policy for a whole namespace or mesh'],
    help: 'add a `selector` with the labels of the Pods',
    severity: 'error',
  };
}
