import type { Graph } from '../../../src/graph/graph.js';
import type { NearMiss } from '../../../src/graph/selection/near-miss.js';
import { pairsIn, readLabelSelector, type Requirement } from '../../../src/k8s/labels/labels.js';
import { pairWords, podsWords } from '../../../src/message/labels.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { labelSelectorState } from '../../../src/k8s/labels/label-selector.js';
import type { Difference } from '../../../src/k8s/workloads/label-difference.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Change, type Finding } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';

/**
 * A PodDisruptionBudget protects the Pods of its own namespace that its selector matches; a missing selector matches
 * none (semantics 7.9).
 */
export default defineRule({
  id: 'unmatched-disruption-budget',
  severity: 'warning',
  summary: 'A PodDisruptionBudget whose selector no Pod template matches',
  kinds: ['policy/PodDisruptionBudget'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    if (graph.unit.isRefused(resource)) return;
    const state = labelSelectorState(resource);
    if (state === 'absent' && !resource.partial) yield withoutSelector(resource);
    if (state === 'empty' && resource.apiVersion === 'policy/v1beta1') yield emptySelector(resource);
    const selector = readLabelSelector(resource.tree, ['spec', 'selector']);
    if (state !== 'written' || selector.length === 0 || graph.labelled.selectsAny(selector, resource)) return;
    if (graph.elsewhere.isUnreadLabel(pairsIn(selector))) return;
    const near = graph.labelled.nearest(
      selector,
      resource,
      (resource.name ?? '').replace(/-(pdb|budget|disruption-budget)$/, ''),
    );
    if (near !== undefined && isCertain(resource, selector, near, graph))
      yield near.differences.length === 0 ? otherNamespace(resource, near.template) : nearMissed(resource, near);
    else if (!resource.partial && graph.elsewhere.pods(selector, resource).length === 0) yield selectsNothing(resource);
  },
});

/** A slip that the files prove, and that no kustomization may still repair. */
function isCertain(
  resource: Resource,
  selector: readonly Requirement[],
  near: NearMiss,
  { closure, unit, elsewhere }: Graph,
): boolean {
  const { differences, otherNamespace, scope, namesake, template } = near;
  if (otherNamespace) {
    const isTied = scope !== 'unit' || (namesake && elsewhere.pods(selector, resource).length === 0);
    return differences.length === 0 && isTied && !unit.isRefused(template.workload.resource);
  }
  if (elsewhere.pods(selector, resource).length > 0) return false;
  const pairs = pairsIn(selector);
  return closure.onLabels(resource, { name: resource.name ?? '', pairs }, near) !== 'info';
}

const UNPROTECTED = 'a budget without Pods protects nothing: a node drain may stop every replica at once';

function nearMissed(resource: Resource, { differences, matched, template }: NearMiss): Finding {
  const [first] = differences;
  const wanted = differences.map((difference) => pairWords(difference.wanted));
  const owner = describe(template.workload.resource);
  const found = first === undefined || first.kind === 'absent' ? undefined : first.found;
  const controller = first?.kind === 'absent' ? first.onController : undefined;
  const end =
    found !== undefined
      ? {
          place: first?.kind === 'key' ? found.keyAt : found.valueAt,
          text:
            first?.kind === 'overwritten'
              ? `the controller of ${owner} overwrites it`
              : `${owner} gives its Pods ${pairWords(found)}`,
        }
      : { place: template.at('metadata', 'labels'), text: `no such label on ${podsWords(template)}` };
  const change = first && changeTo(first);
  return {
    message:
      `${describe(resource)} selects ` +
      (wanted.length === 1
        ? `${wanted.join('')}, which misses ${owner}`
        : `${count(wanted.length, 'label')} that are not on ${podsWords(template)}`),
    at: {
      place: first?.wanted.valueAt ?? resource.keyAt('spec', 'selector'),
      text: 'no Pod template carries this label',
    },
    related: [
      ...(controller === undefined
        ? []
        : [{ place: controller.valueAt, text: `${owner} itself has it, which does not count` }]),
      end,
    ],
    notes: [
      ...(matched.length === 0
        ? []
        : [`${count(matched.length, 'other label')} of the selector ${matched.length === 1 ? 'matches' : 'match'}`]),
      UNPROTECTED,
    ],
    fix:
      differences.length === 1 && change !== undefined
        ? { title: `use the label that ${owner} gives its Pods`, applicability: 'unsafe', changes: [change] }
        : undefined,
  };
}

/** The half of the pair that differs, as the Pods have it. */
function changeTo(difference: Difference): Change | undefined {
  const { kind, wanted } = difference;
  if (kind === 'key') return { replace: wanted.keyAt, with: difference.found.key };
  return kind === 'value' ? { replace: wanted.valueAt, with: difference.found.value } : undefined;
}

function otherNamespace(resource: Resource, template: PodTemplate): Finding {
  const owner = template.workload.resource;
  return {
    message: `${describe(resource)} selects Pods that live in another namespace`,
    at: { place: resource.at('metadata', 'namespace'), text: 'a budget covers Pods of its own namespace only' },
    related: [{ place: owner.at('metadata', 'namespace'), text: `${describe(owner)}, whose Pods match, lives here` }],
    notes: [UNPROTECTED],
    help: 'put both into one namespace',
  };
}

function selectsNothing(resource: Resource): Finding {
  return {
    message: `${describe(resource)} selects no Pods among the linted files`,
    at: { place: resource.keyAt('spec', 'selector'), text: 'no Pod template carries all of these labels' },
    notes: [UNPROTECTED],
    help: 'nothing is wrong if the Pods come from elsewhere: a chart, an operator, another repository',
    severity: 'info',
  };
}

function withoutSelector(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has no selector, so it covers no Pod`,
    at: { place: resource.keyAt('spec'), text: 'no `selector` here' },
    notes: ['an absent selector matches nothing; an empty one, `{}`, matches every Pod of the namespace'],
  };
}

function emptySelector(resource: Resource): Finding {
  return {
    message: `${describe(resource)} has an empty selector, which covers no Pod in ${code(resource.apiVersion)}`,
    at: {
      place: resource.keyAt('spec', 'selector'),
      text: 'matches nothing in this version, and every Pod in `policy/v1`',
    },
    help: 'write `policy/v1`, or the labels of the Pods',
  };
}
