import { replacing } from '../../../src/message/replacing.js';
import { readLabelSelector, satisfies, satisfiesAll, type Requirement } from '../../../src/k8s/labels/labels.js';
import { pairWords } from '../../../src/message/labels.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { podTerms, type PodTerm } from '../../../src/k8s/pods/pod-terms.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { requirementWords } from '../../../src/message/labels.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { isSimilar } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/**
 * Pods are spread against, or kept apart from, the Pods that a selector matches: to spread a workload it must match its
 * own (semantics 7.11).
 */
export default defineRule({
  id: 'self-missing-affinity',
  severity: 'warning',
  summary: 'A spread or anti-affinity selector that does not match the Pods it stands in',
  kinds: ['Workload'],
  marks: ['podTerm'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, { labelled, names }) {
    const { resource } = workload;
    for (const template of workload.templates) {
      const terms = podTerms(resource, [...template.path, 'spec']);
      for (const term of terms) {
        if (term.kind === 'affinity') continue; // is for the Pods of others
        const selector = readLabelSelector(resource.tree, [...term.path, 'labelSelector']);
        const failing = selector.filter(
          (requirement) => satisfies(requirement, template.labels, template.added) === 'no',
        );
        const [first] = failing;
        // An expression such as NotIn, or a namespace, shows that other Pods are meant.
        if (first === undefined || failing.some(({ operator }) => operator !== 'In') || looksElsewhere(template, term))
          continue;
        if (
          failing.some(({ key }) => resource.mayGainLabel(key) || isOfOperator(key, resource)) ||
          (resource.partial && template.labels.size === 0)
        )
          continue;
        // To stay away from another application is the other use of anti-affinity.
        const others = labelled.selectsAny(selector, resource);
        if (
          others ||
          (term.kind === 'anti-affinity' && !failing.every((requirement) => meansItself(requirement, template)))
        )
          continue;
        const finding = selfMissing(template, term, first, failing.length);
        const isOfGroup = failing.every(({ key }) => !template.labels.has(key));
        const isAlone = isOfGroup && workload.replicas === 1 && names.scalersOf(workload).length === 0;
        const isIdle = isWish(term) && (isAlone || isAddition(template, term, terms));
        yield { ...finding, ...(isIdle ? { severity: 'info' } : {}) };
      }
    }
  },
});

/** What the scheduler does where it can; a workload of one Pod has none of its own to keep apart. */
const isWish = ({ path }: PodTerm): boolean => path.includes('preferredDuringSchedulingIgnoredDuringExecution');

/** A wish beside another one that keeps the Pods apart on the same nodes or zones. */
function isAddition(template: PodTemplate, term: PodTerm, terms: readonly PodTerm[]): boolean {
  const { resource } = template.workload;
  const topologyOf = ({ path }: PodTerm): string | undefined => getString(resource.tree, ...path, 'topologyKey');
  const isMet = ({ path }: PodTerm): boolean =>
    satisfiesAll(readLabelSelector(resource.tree, [...path, 'labelSelector']), template.labels, template.added) ===
    'yes';
  return terms.some((other) => other.kind === term.kind && topologyOf(other) === topologyOf(term) && isMet(other));
}

/** `cnpg.io/poolerName` on the Pods of a Pooler of `postgresql.cnpg.io`: its operator labels all that it makes. */
function isOfOperator(key: string, { group, custom }: Resource): boolean {
  const domain = key.slice(0, Math.max(0, key.indexOf('/')));
  return custom && domain !== '' && (group === domain || group.endsWith(`.${domain}`) || domain.endsWith(`.${group}`));
}

function looksElsewhere(template: PodTemplate, { path }: PodTerm): boolean {
  const { resource } = template.workload;
  return resource.get(...path, 'namespaces') !== undefined || resource.get(...path, 'namespaceSelector') !== undefined;
}

/** The wanted value is the name of the workload, or much like the value of its own label. */
function meansItself({ key, values }: Requirement, { labels, workload }: PodTemplate): boolean {
  const own = labels.get(key)?.value;
  return values.some(
    (value) =>
      value === workload.name ||
      (own !== undefined && isSimilar(value, own)) ||
      [...labels.values()].some((label) => label.value === value),
  );
}

function selfMissing(template: PodTemplate, { kind }: PodTerm, requirement: Requirement, failing: number): Finding {
  const { resource } = template.workload;
  const own = template.labels.get(requirement.key);
  const what = kind === 'spread' ? 'spread constraint' : 'anti-affinity term';
  return {
    message: `${describe(resource)} has a${kind === 'spread' ? '' : 'n'} ${what} that does not match its own Pods`,
    at: { place: requirement.at, text: `the ${what} is for Pods with ${requirementWords(requirement)}` },
    related: [
      own === undefined
        ? { place: template.at('metadata', 'labels'), text: `its own Pods have no label ${code(requirement.key)}` }
        : { place: own.valueAt, text: `its own Pods have ${pairWords(own)}` },
    ],
    notes: [
      kind === 'spread'
        ? 'the Pods that count are those that the selector matches: here none, so these Pods are not spread'
        : 'Pods that the selector does not match are not kept apart',
    ],
    fix:
      own === undefined || requirement.pair === undefined || failing > 1
        ? undefined
        : replacing('use the value of its own label', requirement.pair.valueAt, own.value),
  };
}
