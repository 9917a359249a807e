import { groupBy } from '../data/group.js';
import type { Resource } from '../k8s/object/resource.js';
import { annotationOf } from '../silence/annotation.js';
import { silencingsIn } from '../silence/comments.js';
import type { AllowedRule, Silencing, Verdict } from '../silence/silencing.js';
import type { Span } from '../text/source-file.js';
import type { ParsedFile } from '../yaml/document.js';
import type { Rule } from '../rule/rule.js';
import type { Raised } from './settle.js';

/** The silencings of a tree, and what they are worth. */
export interface Silences {
  /** The rule name that silences a finding: that of the innermost comment around its primary place, else that of its object's annotation. */
  allowance(raised: Pick<Raised, 'rule' | 'finding' | 'resource'>): AllowedRule | undefined;
  /** Each silencing once, in the order of files and texts. */
  all(resources: Iterable<Resource>): readonly Silencing[];
}

/** `supporting` files silence what points there; they are not linted, so nothing is said of their comments. */
export function readSilences(files: readonly ParsedFile[], supporting: readonly ParsedFile[] = []): Silences {
  const comments = files.flatMap(silencingsIn);
  const byFile = groupBy(
    [...comments, ...supporting.flatMap(silencingsIn)].filter(({ covers }) => covers !== undefined).sort(bySize),
    ({ span }) => span.file.path,
  );
  return {
    allowance: ({ rule, finding, resource }) => {
      if (rule.stage === 'silencing') return undefined;
      const { span } = finding.at.place;
      const around = (byFile.get(span.file.path) ?? []).filter(
        ({ covers }) => covers !== undefined && covers.start <= span.start && span.start <= covers.end,
      );
      const annotation = resource === undefined ? undefined : annotationOf(resource);
      return [...around, ...(annotation === undefined ? [] : [annotation])]
        .flatMap(({ rules }) => rules)
        .find(({ id }) => id === rule.id);
    },
    all: (resources) => {
      const annotations = new Map(
        [...resources].flatMap((resource) => annotationOf(resource) ?? []).map((each) => [keyOf(each.span), each]),
      );
      return [...comments, ...annotations.values()];
    },
  };
}

function bySize(a: Silencing, b: Silencing): number {
  const size = ({ covers }: Silencing): number => (covers === undefined ? 0 : covers.end - covers.start);
  return size(a) - size(b) || a.span.start - b.span.start;
}

function keyOf({ file, start, end }: Span): string {
  return `${file.path}\0${start}\0${end}`;
}

/** The findings that speak, those that are silenced, and the verdict for the rules about silencings. */
export interface Parted {
  readonly loud: readonly Raised[];
  readonly silenced: readonly Raised[];
  readonly verdict: Verdict;
}

export function part(
  raised: readonly Raised[],
  silences: Silences,
  context: { readonly rules: readonly Rule[]; readonly isOff: Verdict['isOff'] },
): Parted {
  const loud: Raised[] = [];
  const silenced: Raised[] = [];
  const used = new Set<string>();
  for (const each of raised) {
    const allowance = silences.allowance(each);
    if (allowance === undefined) loud.push(each);
    else {
      silenced.push(each);
      used.add(`${allowance.id}\0${keyOf(allowance.span)}`);
    }
  }
  const idsOf = (isAbout: boolean): readonly string[] =>
    context.rules.filter(({ stage }) => (stage === 'silencing') === isAbout).map(({ id }) => id);
  const verdict: Verdict = {
    rules: idsOf(false),
    aboutSilencings: idsOf(true),
    isOff: context.isOff,
    isUsed: ({ id, span }) => used.has(`${id}\0${keyOf(span)}`),
    isSpare: ({ id }, { covers }) =>
      covers !== undefined &&
      silenced.some(({ rule, finding }) => rule.id === id && isWithin(covers, finding.at.place.span)),
    missed: ({ id }, { document }) =>
      loud.find(({ rule, finding }) => rule.id === id && isWithin(document, finding.at.place.span))?.finding.at.place
        .span,
  };
  return { loud, silenced, verdict };
}

function isWithin(region: Span, { file, start }: Span): boolean {
  return file.path === region.file.path && region.start <= start && start < region.end;
}
