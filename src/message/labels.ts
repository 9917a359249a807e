import { replacing } from './replacing.js';
import type { LabelPair, Requirement } from '../k8s/labels/labels.js';
import { describe } from '../k8s/object/resource.js';
import type { Difference } from '../k8s/workloads/label-difference.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Voices } from '../graph/unit/voices.js';
import { code, codes } from '../text/words.js';
import { newLabel, type LabelChange } from './new-label.js';
import type { Place } from '../tree/tree.js';

/** A change of one text, as fixes want it; always a guess. */
interface Repair {
  readonly title: string;
  readonly applicability: 'unsafe';
  readonly changes: readonly ({ readonly replace: Place; readonly with: string } | LabelChange)[];
}

export interface Explanation {
  /** The rest of a headline: "`app: webb`, which is not on the Pods of Deployment `web`". */
  readonly clause: string;
  readonly ends: readonly { readonly place: Place; readonly text: string }[];
  readonly note?: string;
  readonly help?: string;
  readonly fix?: Repair;
}

/** What settles which of two ends that differ is wrong. */
interface Speaking {
  readonly voices: Pick<Voices, 'prefersLabel'>;
  /** The keys of the selector, in its order. */
  readonly order: readonly string[];
}

/**
 * How one label differs: the rest of "Service `web` selects ...", the other end, what follows, and the repair. The
 * labels of a bare Pod bind nothing else, so that they are changed where more speaks for the selector.
 */
export function explainDifference(difference: Difference, template: PodTemplate, speaking?: Speaking): Explanation {
  if (difference.kind === 'absent') return explainAbsence(difference, template, speaking?.order);
  const { resource, kind } = template.workload;
  const [owner, pods, wanted] = [describe(resource), podsWords(template), pairWords(difference.wanted)];
  const { found } = difference;
  if (difference.kind === 'overwritten') {
    return {
      clause: `${wanted}, which ${owner} overwrites on its Pods`,
      ends: [{ place: found.valueAt, text: 'this value lasts only until a Pod is made' }],
      note: `the controller of a ${kind} sets the label ${code(found.key)} of its Pods itself`,
      help: 'select by a label that only the template sets',
    };
  }
  const isMislabelled = isBare(template) && speaking?.voices.prefersLabel(difference.wanted, found) === true;
  const fix = (what: 'key' | 'value'): Repair => {
    const at = what === 'key' ? 'keyAt' : 'valueAt';
    const [replace, text] = isMislabelled ? [found[at], difference.wanted[what]] : [difference.wanted[at], found[what]];
    return replacing(
      isMislabelled ? `use the ${what} of the selector` : `use the ${what} that ${owner} gives its Pods`,
      replace,
      text,
    );
  };
  if (difference.kind === 'key' && speaking?.order.includes(found.key) === true) {
    return {
      clause: `${wanted}, which is not on ${pods}`,
      ends: [{ place: found.valueAt, text: `${owner} has the value under ${code(found.key)}, which is selected too` }],
      help: `take ${wanted} out of the selector`,
    };
  }
  if (difference.kind === 'key') {
    const clause = `by ${code(difference.wanted.key)}, which is called ${code(found.key)} on ${pods}`;
    return {
      clause,
      ends: [{ place: found.keyAt, text: `${owner} has the value under this key` }],
      fix: fix('key'),
    };
  }
  const how = { case: 'the same value in another case', similar: 'a similar value', other: 'another value' }[
    difference.how
  ];
  const clause =
    difference.how === 'case'
      ? `${wanted}, which is spelled ${pairWords(found)} on ${pods}`
      : `${wanted}, which is not on ${pods}`;
  return {
    clause,
    ends: [{ place: found.valueAt, text: `${owner} has ${how} here` }],
    fix: fix('value'),
  };
}

/** A label that the Pods lack. `order` is that of the selector which asks, where a bare Pod may be given the label. */
function explainAbsence(
  difference: Extract<Difference, { kind: 'absent' }>,
  template: PodTemplate,
  order: readonly string[] | undefined,
): Explanation {
  const { resource, kind } = template.workload;
  const [owner, pods, wanted] = [describe(resource), podsWords(template), pairWords(difference.wanted)];
  const end = {
    place: template.at('metadata', 'labels'),
    text: `no label ${code(difference.wanted.key)} on ${pods}`,
  };
  if (template.added.has(difference.wanted.key))
    return {
      clause: `${wanted}, which no Pod of ${owner} gets`,
      ends: [
        {
          place: resource.at('metadata', 'name'),
          text: `the Pods of ${owner} get other values of this label, from its controller`,
        },
      ],
    };
  const help = `add ${wanted} to the labels of the Pod template, or drop it from the selector`;
  const fix: Repair = {
    title: 'give the Pod template the label',
    applicability: 'unsafe',
    changes: [newLabel(template, difference.wanted, order)],
  };
  if (difference.onController === undefined) {
    const clause = `${wanted}, which is not on ${pods}`;
    return { clause, ends: [end], help, ...(order !== undefined && isBare(template) ? { fix } : {}) };
  }
  return {
    clause: `${wanted}, which is on ${owner} but not on its Pods`,
    ends: [{ place: difference.onController.valueAt, text: `${owner} itself has it, which does not count` }, end],
    note: `the labels of a ${kind} are not those of its Pods, which come from \`template.metadata.labels\``,
    help,
    fix,
  };
}

/** A Pod that nobody makes: no selector of its own holds its labels. */
function isBare({ path }: PodTemplate): boolean {
  return path.length === 0;
}

/** Why some labels that match do not help: "`app` matches, but ...". */
export function matchedNotes(matched: readonly LabelPair[]): readonly string[] {
  if (matched.length === 0) return [];
  const keys = codes(matched.map(({ key }) => key));
  return [`${keys} ${matched.length === 1 ? 'matches' : 'match'}, but a Pod must carry every label of the selector`];
}

/** "Pod `web`", or "the Pods of Deployment `web`". */
export function podsWords(template: PodTemplate): string {
  const owner = describe(template.workload.resource);
  return template.path.length === 0 ? owner : `the Pods of ${owner}`;
}

/** A label as text: "`app: web`". */
export function pairWords({ key, value }: Pick<LabelPair, 'key' | 'value'>): string {
  return code(`${key}: ${value === '' ? '""' : value}`);
}

/** A requirement as a sentence part: "`app: web`", "`app` to be `a` or `b`", "no label `app`". */
export function requirementWords({ key, operator, values }: Requirement): string {
  if (operator === 'Exists') return `a label ${code(key)}`;
  if (operator === 'DoesNotExist') return `no label ${code(key)}`;
  if (operator === 'NotIn') return `${code(key)} to be other than ${codes(values, 'or')}`;
  return values.length === 1 ? code(`${key}: ${values[0] ?? ''}`) : `${code(key)} to be ${codes(values, 'or')}`;
}
