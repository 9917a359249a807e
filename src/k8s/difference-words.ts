import { code } from '../text/words.js';
import type { Place } from '../tree/tree.js';
import type { LabelPair } from './labels.js';
import { pairWords, podsWords } from './pod-templates.js';
import { describe } from './resource.js';
import type { PodTemplate } from './workload.js';

/** One pair of a selector that a Pod template does not satisfy. */
export type Difference =
  /** The template has the key with another value. */
  | {
      readonly kind: 'value';
      readonly wanted: LabelPair;
      readonly found: LabelPair;
      readonly how: 'case' | 'similar' | 'other';
    }
  /** The template has the pair, and a controller puts a value of its own in its place. */
  | { readonly kind: 'overwritten'; readonly wanted: LabelPair; readonly found: LabelPair }
  /** The template has the value under another key that looks alike. */
  | { readonly kind: 'key'; readonly wanted: LabelPair; readonly found: LabelPair }
  /** The template lacks the key; `onController` is the label of the workload's own metadata that would match. */
  | { readonly kind: 'absent'; readonly wanted: LabelPair; readonly onController: LabelPair | undefined };

/** A change of one text, as fixes want it; always a guess. */
interface Repair {
  readonly title: string;
  readonly applicability: 'unsafe';
  readonly changes: readonly { readonly replace: Place; readonly with: string }[];
}

export interface Explanation {
  /** The rest of a headline: "`app: webb`, which is not on the Pods of Deployment `web`". */
  readonly clause: string;
  readonly ends: readonly { readonly place: Place; readonly text: string }[];
  readonly note?: string;
  readonly help?: string;
  readonly fix?: Repair;
}

/** How one label differs: the rest of "Service `web` selects ...", the other end, what follows, and the repair. */
export function explainDifference(difference: Difference, template: PodTemplate): Explanation {
  const { resource, kind } = template.workload;
  const [owner, pods, wanted] = [describe(resource), podsWords(template), pairWords(difference.wanted)];
  if (difference.kind === 'absent') {
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
    if (difference.onController === undefined)
      return { clause: `${wanted}, which is not on ${pods}`, ends: [end], help };
    return {
      clause: `${wanted}, which is on ${owner} but not on its Pods`,
      ends: [{ place: difference.onController.valueAt, text: `${owner} itself has it, which does not count` }, end],
      note: `the labels of a ${kind} are not those of its Pods, which come from \`template.metadata.labels\``,
      help,
    };
  }
  const { found } = difference;
  if (difference.kind === 'overwritten') {
    return {
      clause: `${wanted}, which ${owner} overwrites on its Pods`,
      ends: [{ place: found.valueAt, text: 'this value lasts only until a Pod is made' }],
      note: `the controller of a ${kind} sets the label ${code(found.key)} of its Pods itself`,
      help: 'select by a label that only the template sets',
    };
  }
  const fix = (what: string, changes: Repair['changes']): Repair => ({
    title: `use the ${what} that ${owner} gives its Pods`,
    applicability: 'unsafe',
    changes,
  });
  if (difference.kind === 'key') {
    const clause = `by ${code(difference.wanted.key)}, which is called ${code(found.key)} on ${pods}`;
    return {
      clause,
      ends: [{ place: found.keyAt, text: `${owner} has the value under this key` }],
      fix: fix('key', [{ replace: difference.wanted.keyAt, with: found.key }]),
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
    fix: fix('value', [{ replace: difference.wanted.valueAt, with: found.value }]),
  };
}
