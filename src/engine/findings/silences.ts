import { append, groupBy } from '../../data/group.js';
import { remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { annotationOf } from '../../silence/annotation.js';
import { silencingsIn } from '../../silence/comments.js';
import type { AllowedRule, Silencing, Verdict } from '../../silence/silencing.js';
import { firstAround } from '../../data/first-around.js';
import { firstStarting } from '../../data/first-starting.js';
import type { Span } from '../../text/source-file.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { Rule } from '../../rule/rule.js';
import type { Raised } from './settle.js';

/** The silencings of a tree, and what they are worth. */
export interface Silences {
  /**
   * The rule name that silences a finding: that of the innermost comment around its primary place, else that of its
   * object's annotation.
   */
  allowance(raised: Pick<Raised, 'rule' | 'finding' | 'resource'>): AllowedRule | undefined;
  /** Reads the annotation of an object, which is then known. */
  read(resource: Resource): void;
  /** Each silencing once, in the order of files and texts. */
  all(resources: Iterable<Resource>): readonly Silencing[];
}

/** `supporting` files silence what points there; they are not linted, so nothing is said of their comments. */
export function readSilences(files: readonly ParsedFile[], supporting: readonly ParsedFile[] = []): Silences {
  const comments = files.flatMap(silencingsIn);
  const commentAround = innermost([...comments, ...supporting.flatMap(silencingsIn)]);
  const annotation = remember(annotationOf);
  return {
    read: annotation,
    allowance: ({ rule, finding, resource }) => {
      if (rule.stage === 'silencing') return undefined;
      const comment = commentAround(rule.id, finding.at.place.span);
      if (comment !== undefined || resource === undefined) return comment;
      return annotation(resource)?.rules.find(({ id }) => id === rule.id);
    },
    all: (resources) => {
      const annotations = new Map<string, Silencing>();
      for (const resource of resources) {
        const found = annotation(resource);
        if (found !== undefined) annotations.set(keyOf(found.span), found);
      }
      return [...comments, ...annotations.values()];
    },
  };
}

/** Of the comments around a place those that name a rule, and of these the one that covers least. */
function innermost(comments: readonly Silencing[]): (rule: string, place: Span) => AllowedRule | undefined {
  const covering = comments.flatMap(({ covers, rules }) => (covers === undefined ? [] : [{ covers, rules }]));
  const bySize = covering.sort((a, b) => sizeOf(a.covers) - sizeOf(b.covers));
  const allowed = bySize.flatMap(({ covers, rules }) => rules.map((rule) => ({ covers, rule })));
  const groups = groupBy(allowed, ({ covers, rule }) => `${rule.id}\0${covers.file.path}`);
  const around = remember((group: readonly (typeof allowed)[number][]) =>
    firstAround(group, ({ covers }) => ({ first: covers.start, last: covers.end })),
  );
  return (rule, { file, start }) => {
    const group = groups.get(`${rule}\0${file.path}`);
    return group === undefined ? undefined : around(group)(start)?.rule;
  };
}

function sizeOf({ start, end }: Span): number {
  return end - start;
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
  const [silencedIn, loudIn] = [firstWithin(silenced), firstWithin(loud)];
  const verdict: Verdict = {
    rules: idsOf(false),
    aboutSilencings: idsOf(true),
    isOff: context.isOff,
    isUsed: ({ id, span }) => used.has(`${id}\0${keyOf(span)}`),
    isSpare: ({ id }, { covers }) => covers !== undefined && silencedIn(id, covers) !== undefined,
    missed: ({ id }, { document }) => loudIn(id, document),
  };
  return { loud, silenced, verdict };
}

/**
 * Finds the place of the first finding of a rule that begins within a region, without a look at those of other rules
 * and files.
 */
function firstWithin(raised: readonly Raised[]): (rule: string, region: Span) => Span | undefined {
  const places = new Map<string, Span[]>();
  for (const { rule, finding } of raised) {
    const { span } = finding.at.place;
    append(places, `${rule.id}\0${span.file.path}`, span);
  }
  const within = remember(firstStarting);
  return (rule, region) => {
    const spans = places.get(`${rule}\0${region.file.path}`);
    return spans === undefined ? undefined : within(spans)(region);
  };
}
