import { type LabelPair, pairsIn, readLabels } from '../../../src/k8s/labels/labels.js';
import type { Elsewhere } from '../../../src/graph/elsewhere.js';
import type { Closure } from '../../../src/graph/closure/closure.js';
import type { GainedLabel } from '../../../src/graph/policies/gained-labels.js';
import type { NearMiss } from '../../../src/graph/selection/near-miss.js';
import { explainDifference } from '../../../src/message/labels.js';
import type { NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { isRevisionLabel, isRunTimeLabel } from '../../../src/k8s/labels/label-keys.js';
import { matchedNotes, pairWords, podsWords } from '../../../src/message/labels.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';

/**
 * A policy is for the Pods of its own namespace that its podSelector matches; where there is none it does nothing
 * (semantics 7.10).
 */
export default defineRule({
  id: 'unmatched-policy-selector',
  severity: 'error',
  summary: 'Pod selector of a NetworkPolicy that no Pod template matches',
  kinds: ['NetworkPolicy'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(policy, { unit, labelled, elsewhere, policies, closure }) {
    const { resource, podSelector } = policy;
    if (podSelector.length === 0 || unit.isRefused(resource)) return;
    if (labelled.selectsAny(podSelector, resource) || elsewhere.pods(podSelector, resource).length > 0) return;
    if (elsewhere.isUnreadLabel(pairsIn(podSelector))) return;
    const near = policies.nearMiss(policy);
    const gained = policies.gained(policy);
    if (gained !== undefined) yield gainedByAll(policy, gained);
    else if (near !== undefined && policies.isSlip(policy, near)) yield nearMissed(policy, near);
    else if (near !== undefined && policies.isLeft(policy, near) && isMeant(policy, near, closure))
      yield { ...nearMissed(policy, near), severity: 'warning' };
    // A kustomization may still add labels, and Pods that come and go have labels that nobody writes.
    else if (!resource.partial && !podSelector.some(({ key }) => isRevisionLabel(key) || isRunTimeLabel(key))) {
      const isOfChart = pairsIn(podSelector).some(({ value }) => elsewhere.isOfUnreadChart(value));
      const named = isOfChart ? undefined : policies.namedPods(policy);
      const renamed = named === undefined && !isOfChart ? otherKeyElsewhere(policy, elsewhere) : undefined;
      if (named !== undefined) yield missesNamed(policy, named);
      else yield renamed === undefined ? selectsNothing(policy) : missesKey(policy, renamed);
    }
  },
});

/** Nothing else may bring the Pods that the policy asks for, so the only ones beside it are probably meant. */
function isMeant({ resource, podSelector, name }: NetworkPolicy, near: NearMiss, closure: Closure): boolean {
  const pairs = pairsIn(podSelector);
  return !resource.partial && closure.onLabels(resource, { name, pairs }, { ...near, leftOver: true }) !== 'info';
}

const NO_EFFECT = 'a policy that selects no Pod isolates nothing: its Pods stay as open as they were';

function nearMissed(policy: NetworkPolicy, { differences, matched, template, scope }: NearMiss): Finding {
  const [difference] = differences;
  if (difference === undefined) return otherNamespace(policy, template);
  const { clause, ends, note, help, fix } = explainDifference(difference, template);
  const { wanted, kind } = difference;
  return {
    message: `${describe(policy.resource)} selects ${clause}`,
    at: {
      place: kind === 'key' ? wanted.keyAt : wanted.valueAt,
      text: `${matched.length === 0 ? 'no Pod template carries' : 'not on these Pods:'} ${pairWords(wanted)}`,
    },
    related: ends,
    notes: [...matchedNotes(matched), note ?? NO_EFFECT],
    help,
    fix,
    severity: scope === 'unit' ? 'warning' : 'error',
  };
}

function otherNamespace({ resource }: NetworkPolicy, template: PodTemplate): Finding {
  const pods = template.workload.resource;
  return {
    message:
      `${describe(resource)} of namespace ${code(resource.namespace ?? '')} selects Pods that live in ` +
      code(pods.namespace ?? ''),
    at: { place: resource.at('metadata', 'namespace'), text: 'a policy is for the Pods of its own namespace only' },
    related: [{ place: pods.at('metadata', 'namespace'), text: `${podsWords(template)} match, and live here` }],
    notes: [NO_EFFECT],
    help: 'put the policy into the namespace of its Pods',
  };
}

/** The Pods of another kustomization keep the labels that they have. */
function gainedByAll({ resource }: NetworkPolicy, { pair, template }: GainedLabel): Finding {
  const field = pair.keyAt.setBy ?? 'commonLabels';
  return {
    message: `${describe(resource)} selects ${pairWords(pair)}, which ${code(field)} adds, and no Pods`,
    at: { place: pair.valueAt, text: 'this goes into the selector of the policy' },
    related: [
      {
        place: template.labels.get(pair.key)?.valueAt ?? template.at('metadata', 'labels'),
        text: `${podsWords(template)}, which it means without it, do not carry it`,
      },
    ],
    notes: [NO_EFFECT],
    help: 'use `labels` without `includeSelectors`, which leaves selectors alone',
    severity: 'warning',
  };
}

/** The value is the name of a workload, and not the label of its Pods. */
function missesNamed({ resource, podSelector }: NetworkPolicy, template: PodTemplate): Finding {
  const owner = describe(template.workload.resource);
  const pair = podSelector[0]?.pair;
  return {
    message:
      `${describe(resource)} selects ${pair === undefined ? 'labels' : pairWords(pair)}, ` +
      `which the Pods of ${owner} do not carry`,
    at: { place: pair?.valueAt ?? resource.keyAt('spec', 'podSelector'), text: 'no Pod template has this label' },
    related: [
      {
        place: template.workload.resource.at('metadata', 'name'),
        text: `it is the name of this ${template.workload.kind}`,
      },
      { place: template.at('metadata', 'labels'), text: 'the labels of its Pods' },
    ],
    notes: [NO_EFFECT],
    help: 'select a label that the Pods carry; the name of a workload is none',
    severity: 'warning',
  };
}

interface OtherKey {
  readonly wanted: LabelPair;
  readonly found: LabelPair;
  readonly workload: Resource;
}

/**
 * In another unit, and in the very namespace, the workload whose name is asked for gives its Pods the value under
 * another key; where several have the name, all of them do.
 */
function otherKeyElsewhere(
  { resource: { namespace }, podSelector }: NetworkPolicy,
  elsewhere: Elsewhere,
): OtherKey | undefined {
  const wanted = podSelector.length === 1 ? podSelector[0]?.pair : undefined;
  if (wanted === undefined || namespace === undefined) return undefined;
  const named = CONTROLLERS.flatMap((kind) => elsewhere.named('apps', kind, wanted.value, namespace));
  const here = named.filter((each) => each.namespace === namespace);
  const others = here.flatMap((workload): readonly OtherKey[] => {
    const labels = readLabels(workload.tree, ['spec', 'template', 'metadata', 'labels']);
    if (labels.has(wanted.key) || workload.partial || workload.mayGainLabel(wanted.key)) return [];
    const found = [...labels.values()].find(({ value }) => value === wanted.value);
    return found === undefined ? [] : [{ wanted, found, workload }];
  });
  return others.length === here.length ? others[0] : undefined;
}

const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet'];

function missesKey({ resource }: NetworkPolicy, { wanted, found, workload }: OtherKey): Finding {
  return {
    message: `${describe(resource)} selects a label that the Pods of ${describe(workload)} do not carry`,
    at: { place: wanted.keyAt, text: `no Pod template has ${pairWords(wanted)}` },
    related: [{ place: found.keyAt, text: `they carry ${pairWords(found)}` }],
    notes: [NO_EFFECT],
    help: 'select a label that the Pods carry',
    severity: 'warning',
  };
}

/** An absence that proves nothing. */
function selectsNothing({ resource, podSelector }: NetworkPolicy): Finding {
  return {
    message: `${describe(resource)} selects no Pods among the linted files`,
    at: {
      place: resource.keyAt('spec', 'podSelector'),
      text:
        'no Pod template ' +
        (podSelector.length === 1 ? 'has this label' : `meets all ${count(podSelector.length, 'requirement')}`),
    },
    notes: [NO_EFFECT],
    help: 'nothing is wrong if the Pods come from elsewhere: a chart, an operator, another repository',
    severity: 'info',
  };
}
