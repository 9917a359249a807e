import type { Graph } from '../../../src/graph/graph.js';
import type { Difference } from '../../../src/k8s/workloads/label-difference.js';
import type { NearMiss } from '../../../src/graph/selection/near-miss.js';
import { explainDifference, matchedNotes, pairWords, podsWords } from '../../../src/message/labels.js';
import { isSlice } from '../../../src/k8s/services/endpoints.js';
import { gainedSelector } from '../../../src/k8s/services/gained-selector.js';
import { isRevisionLabel, POD_NAME_LABEL } from '../../../src/k8s/labels/label-keys.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { moveTo } from '../../../src/message/names.js';
import { replacing } from '../../../src/message/replacing.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { contradictions } from '../../../src/k8s/workloads/contradictions.js';
import { selectorProblems } from '../../../src/k8s/labels/selector-problems.js';
import type { Service } from '../../../src/k8s/services/service.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code, count } from '../../../src/text/words.js';

/**
 * A Pod is selected only if it carries every pair of the selector, in the Service's own namespace (semantics 2.2, 5.2).
 */
export default defineRule({
  id: 'unmatched-service-selector',
  severity: 'error',
  summary: 'Service selector that no Pod template matches',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, graph) {
    const { resource, selector, type } = service;
    if (selector === undefined || type === 'ExternalName' || graph.selection.of(service).scope !== 'nowhere') return;
    // What the API server refuses, or what is still to be filled in, is not compared.
    if (selectorProblems(resource).length > 0 || [...selector.values()].some(({ value }) => isPlaceholder(value)))
      return;
    if (
      [...graph.endpoints.of(service), ...graph.elsewhere.endpoints(service)].some(
        (each) => isSlice(each) || gainedSelector(service) !== undefined,
      )
    )
      return; // it has endpoints all the same
    if (graph.routes.isApex(service)) return; // a mesh sends its requests to other Services
    if (graph.elsewhere.isUnreadLabel(selector.values())) return; // its Pods are in a document that is told
    const near = graph.selection.nearMiss(service);
    // That workload does not even select its own Pods, which is a finding of its own.
    if (near !== undefined && contradictions(near.template.workload).length > 0) return;
    if (graph.selection.brokenWorkloadOf(service) !== undefined) return;
    const verdict = near === undefined ? 'info' : graph.closure.onSelector(service, near);
    if (near !== undefined && isLeftOut(service, near)) yield leftOut(service, near);
    else if (near !== undefined && verdict !== 'info') yield { ...nearMissed(service, near, graph), severity: verdict };
    // A kustomization may still add labels, and a revision label has a rule of its own.
    else if (
      !resource.partial &&
      !graph.unit.hasTemplatesBeside(resource) &&
      graph.closure.matchElsewhere(service) === undefined &&
      ![...selector.keys()].some(isRevisionLabel)
    )
      yield selectsOtherPod(service, graph) ?? selectsNothing(service, near, graph);
  },
});

/**
 * Without the labels that kustomize adds, the Service would select these Pods, whose custom kind kustomize does not
 * know (semantics 9.6).
 */
function isLeftOut(
  service: Service,
  { differences, matched, otherNamespace, template: { workload } }: NearMiss,
): boolean {
  if (otherNamespace || !workload.resource.custom || differences.length === 0) return false;
  return (
    differences.every(({ wanted }) => wanted.keyAt.setBy !== undefined) &&
    (matched.length > 0 || workload.name === service.name)
  );
}

function leftOut(service: Service, { differences, template }: NearMiss): Finding {
  const [{ wanted }] = differences as readonly [Difference];
  const field = wanted.keyAt.setBy ?? 'commonLabels';
  const path = code([...template.path, 'metadata', 'labels'].join('/'));
  return {
    message:
      `Service ${code(service.name)} selects ${pairWords(wanted)}, ` +
      `which kustomize does not add to ${podsWords(template)}`,
    at: { place: wanted.valueAt, text: 'this becomes part of the selector' },
    related: [
      {
        place: template.labels.get(wanted.key)?.valueAt ?? template.at('metadata', 'labels'),
        text: 'the labels of these Pods stay as they are',
      },
    ],
    notes: [
      `${code(field)} changes the Pod templates of built-in kinds only, but the selector of every Service`,
      NO_PODS,
    ],
    help:
      `list ${path} of kind ${code(template.workload.kind)} under ` +
      `${field === 'labels' ? '`fields` of these `labels`' : '`commonLabels` in a file of `configurations`'}, ` +
      `or use \`labels\` without \`includeSelectors\``,
  };
}

const NO_PODS = 'a Service that selects no Pods has no endpoints, so connections to it fail';

/** Before the label that is missing, one of so many. */
function absence(kind: Difference['kind'], labels: number): string {
  if (kind === 'overwritten') return 'no Pod keeps';
  return labels === 1 ? 'no Pod template carries' : 'not on these Pods:';
}

function nearMissed(
  service: Service,
  { differences, matched, template }: NearMiss,
  { selection, voices }: Graph,
): Finding {
  if (differences.length === 0) return otherNamespace(service, template, selection.meantNamespace(service));
  const speaking = { voices, order: [...(service.selector?.keys() ?? [])] };
  const said = differences.map((difference) => ({
    ...explainDifference(difference, template, speaking),
    place: difference.wanted.valueAt,
  }));
  const [first] = said;
  const [{ wanted, kind }] = differences as readonly [Difference];
  const what =
    said.length === 1 ? (first?.clause ?? '') : `${count(said.length, 'label')} that are not on ${podsWords(template)}`;
  return {
    message: `Service ${code(service.name)} selects ${what}`,
    at: {
      place: kind === 'key' ? wanted.keyAt : wanted.valueAt,
      text: `${absence(kind, matched.length + said.length)} ${pairWords(wanted)}`,
    },
    related: said
      .slice(0, 3)
      .flatMap(({ place, ends }, index) => [
        ...(index > 0 ? [{ place, text: 'this label differs too' }] : []),
        ...ends,
      ]),
    notes: [...matchedNotes(matched), first?.note ?? NO_PODS],
    help: first?.help,
    fix: said.length === 1 ? first?.fix : undefined,
  };
}

function otherNamespace(service: Service, { workload: { resource } }: PodTemplate, meant: string | undefined): Finding {
  return {
    message:
      `Service ${code(service.name)} of namespace ${code(service.resource.namespace ?? '')} selects Pods that ` +
      `live in ${code(resource.namespace ?? '')}`,
    at: {
      place: service.resource.at('metadata', 'namespace'),
      text: 'a Service selects Pods of its own namespace only',
    },
    related: [
      { place: resource.at('metadata', 'namespace'), text: `${describe(resource)}, whose Pods match, lives here` },
    ],
    notes: [NO_PODS],
    help: 'put both into one namespace; clients elsewhere reach the Service as `<service>.<namespace>`',
    fix: meant === undefined ? undefined : moveTo(service.resource, meant),
  };
}

/** A StatefulSet beside it, whose Pods are called by its name and not by one with another word before or behind. */
function selectsOtherPod(service: Service, { unit, namespaces }: Graph): Finding | undefined {
  const wanted = service.selector?.get(POD_NAME_LABEL);
  const [, base = '', ordinal = ''] = /^(.+)-(\d+)$/.exec(wanted?.value ?? '') ?? [];
  const beside = unit.inNamespace('apps', 'StatefulSet', namespaces.of(service.resource));
  const [owner, ...others] = beside.length > MOST_OWNERS ? [] : beside.filter(({ name }) => areNear(base, name ?? ''));
  if (wanted === undefined || owner?.name === undefined || others.length > 0) return undefined;
  const name = `${owner.name}-${ordinal}`;
  return {
    message: `Service ${code(service.name)} selects Pod ${code(wanted.value)}, which no StatefulSet makes`,
    at: { place: wanted.valueAt, text: `no StatefulSet here is called ${code(base)}` },
    related: [{ place: owner.at('metadata', 'name'), text: `${describe(owner)} makes ${code(name)}` }],
    notes: [NO_PODS],
    fix: replacing('select the Pod by its name', wanted.valueAt, name),
    severity: 'warning',
  };
}

/** More StatefulSets than these tell nothing. */
const MOST_OWNERS = 20;

/** `web-db` and `db`, `db-0` aside: the same but for whole words at one end. */
function areNear(a: string, b: string): boolean {
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return shorter !== '' && (longer.endsWith(`-${shorter}`) || longer.startsWith(`${shorter}-`));
}

/** An absence that proves nothing, unless the only match is an object that makes no Pods. */
function selectsNothing(service: Service, near: NearMiss | undefined, { selection }: Graph): Finding {
  const idle = selection.idleTemplateOf(service);
  const { differences, matched, otherNamespace } = near ?? { differences: [], matched: [], otherNamespace: false };
  const nearest = near === undefined || matched.length === 0 ? [] : [near.template];
  const far = otherNamespace ? ' of another namespace' : '';
  return {
    message: `Service ${code(service.name)} selects no Pods among the linted files`,
    at: {
      place: service.resource.keyAt('spec', 'selector'),
      text: `no Pod template${otherNamespace ? ' of this namespace' : ''} carries all of these labels`,
    },
    related: nearest.map((template) => ({
      place: template.at('metadata', 'labels'),
      text:
        `${matched.length} of ${count(differences.length + matched.length, 'label')} match ` +
        `${podsWords(template)}${far}`,
    })),
    notes: [NO_PODS],
    help:
      idle === undefined
        ? 'nothing is wrong if the Pods come from elsewhere: a chart, an operator, another repository'
        : `${describe(idle)} matches, but makes no Pods: write a Deployment or a Pod`,
    severity: idle === undefined ? 'info' : 'error',
  };
}
