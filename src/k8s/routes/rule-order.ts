import { getBoolean, getEntries, getList, getString, toData, type Path, type Tree } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A rule of a VirtualService that gets no request, and the first rule that takes some of what it is for. */
export interface ShadowedRule {
  readonly rule: Path;
  readonly by: Path;
  /** True where that one has no match at all. */
  readonly byAll: boolean;
}

/** Of a path more is not compared: it would cost the square of its length. */
const LONGEST = 256;

/**
 * The rules whose every match an earlier rule takes with another answer: the first rule that fits is used (semantics
 * 7.3). Conditions beside the path must be the same, or none.
 */
export function shadowedRulesOf(virtualService: Resource): readonly ShadowedRule[] {
  return ['http', 'tcp'].flatMap((protocol) => shadowedAmong(virtualService, ['spec', protocol]));
}

function shadowedAmong(virtualService: Resource, list: Path): readonly ShadowedRule[] {
  const taken = new Map<string, { readonly at: number; readonly answer: string }>();
  return getList(virtualService.tree, ...list).flatMap((rule, at): readonly ShadowedRule[] => {
    // Rules of a delegate have matches of their own, and leave the rest to those that follow.
    if (rule.type !== 'map' || getString(rule, 'delegate', 'name') !== undefined) return [];
    const answer = answerOf(rule);
    const matches = matchesOf(rule);
    const earlier = matches.map((match) => wideningsOf(match).flatMap((key) => taken.get(key) ?? [])[0]);
    for (const key of matches.map(keyOf)) if (!taken.has(key)) taken.set(key, { at, answer });
    const [first] = earlier;
    if (first === undefined || earlier.some((one) => one === undefined || one.answer === answer)) return [];
    const by = [...list, first.at];
    return [{ rule: [...list, at], by, byAll: getList(virtualService.tree, ...by, 'match').length === 0 }];
  });
}

interface Match {
  readonly how: 'all' | 'prefix' | 'exact' | 'regex';
  readonly text: string;
  readonly ignoresCase: boolean;
  /** Every condition but that on the path; empty where there is none. */
  readonly others: string;
}

const EVERYTHING: Match = { how: 'all', text: '', ignoresCase: false, others: '' };
const NO_CONDITIONS: ReadonlySet<string> = new Set(['name', 'statPrefix', 'uri', 'ignoreUriCase']);

function matchesOf(rule: Tree): readonly Match[] {
  const matches = getList(rule, 'match');
  return matches.length === 0 ? [EVERYTHING] : matches.map(readMatch);
}

function readMatch(tree: Tree): Match {
  const conditions = getEntries(tree)
    .filter(({ key }) => !NO_CONDITIONS.has(key))
    .map(({ key, value }) => [key, toData(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const others = conditions.length === 0 ? '' : JSON.stringify(conditions);
  const ignoresCase = getBoolean(tree, 'ignoreUriCase') === true;
  for (const how of ['prefix', 'exact', 'regex'] as const) {
    const text = getString(tree, 'uri', how);
    if (text === undefined) continue;
    const all = (how === 'prefix' && text === '/') || (how === 'regex' && /^\/?\.\*$/.test(text));
    return all
      ? { ...EVERYTHING, others }
      : { how, text: ignoresCase ? text.toLowerCase() : text, ignoresCase, others };
  }
  return { ...EVERYTHING, others };
}

function keyOf({ how, text, ignoresCase, others }: Match): string {
  return JSON.stringify([how, text, ignoresCase, others]);
}

/** The keys of every match that takes all that this one takes. */
function wideningsOf(match: Match): readonly string[] {
  const others = match.others === '' ? [''] : [match.others, ''];
  const texts = [
    ...(match.ignoresCase ? [] : [{ text: match.text, ignoresCase: false }]),
    { text: match.text.toLowerCase(), ignoresCase: true },
  ];
  const paths = texts.flatMap(({ text, ignoresCase }): readonly Omit<Match, 'others'>[] => [
    { how: match.how, text, ignoresCase },
    ...(match.how === 'prefix' || match.how === 'exact'
      ? prefixesOf(text).map((prefix) => ({ how: 'prefix' as const, text: prefix, ignoresCase }))
      : []),
  ]);
  return others.flatMap((same) => [EVERYTHING, ...paths].map((path) => keyOf({ ...path, others: same })));
}

function prefixesOf(text: string): readonly string[] {
  return Array.from({ length: Math.min(text.length, LONGEST) }, (_, at) => text.slice(0, at + 1));
}

/** Faults are put in for a test, and rules of the same answer are left below them. */
const NO_ANSWER: ReadonlySet<string> = new Set(['match', 'name', 'fault']);

/** What the rule does with a request, whatever it is for. */
function answerOf(rule: Tree): string {
  const parts = getEntries(rule).filter(({ key }) => !NO_ANSWER.has(key));
  return JSON.stringify(parts.map(({ key, value }) => [key, toData(value)]));
}
