import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';

/**
 * How many steps a backtracking matcher takes to search a whole text for every match of a pattern, as V8 does: counted,
 * not timed, so that a busy machine changes nothing. Infinity beyond `most`.
 */
export function stepsOf(pattern: RegExp, text: string, most: number): number {
  const matcher = new Matcher(pattern, text, most);
  try {
    return matcher.search();
  } catch (error) {
    if (error instanceof TooMany || error instanceof RangeError) return Infinity;
    throw error;
  }
}

class TooMany extends Error {}

/** Goes on behind what has matched; true where the rest matches too. */
type Next = (at: number) => boolean;

/** Matches from a place on, forwards or, within a look-behind, backwards. */
type Match = (at: number, next: Next) => boolean;

/** Of a bounded repetition only so many rounds are run, since a short text never meets a high bound. */
const ROUNDS = 12;

class Matcher {
  private steps = 0;
  private readonly match: Match;
  private readonly isMultiline: boolean;
  private readonly isSticky: boolean;

  constructor(
    { source, flags }: RegExp,
    private readonly text: string,
    private readonly most: number,
  ) {
    const unicode = flags.includes('u');
    this.isMultiline = flags.includes('m');
    this.isSticky = flags.includes('y');
    this.flags = flags.replace(/[gymd]/g, '');
    const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode, unicodeSets: false });
    this.match = this.anyOf(pattern.alternatives, 1);
  }

  private readonly flags: string;

  search(): number {
    const { text } = this;
    for (let at = 0; at <= text.length;) {
      let end = -1;
      const isFound = this.match(at, (found) => ((end = found), true));
      if (this.isSticky) break;
      at = isFound && end > at ? end : at + 1;
    }
    return this.steps;
  }

  private step(): void {
    if (++this.steps > this.most) throw new TooMany();
  }

  private anyOf(alternatives: readonly AST.Alternative[], way: 1 | -1): Match {
    const all = alternatives.map(({ elements }) => this.inTurn(way === 1 ? elements : elements.toReversed(), way));
    return (at, next) => all.some((one) => one(at, next));
  }

  private inTurn(elements: readonly AST.Element[], way: 1 | -1): Match {
    return elements
      .map((element) => this.one(element, way))
      .reduceRight<Match>(
        (rest, first) => (at, next) => first(at, (then) => rest(then, next)),
        (at, next) => next(at),
      );
  }

  private one(element: AST.Element, way: 1 | -1): Match {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.anyOf(element.alternatives, way);
      case 'Quantifier':
        return this.repeated(element, way);
      case 'Assertion':
        return this.assertion(element);
      case 'Backreference':
        return (at, next) => next(at);
      default: {
        const isOne = accepted(element, this.flags);
        return (at, next) => this.isAt(isOne, at, way) && next(at + way);
      }
    }
  }

  private isAt(isOne: (char: string) => boolean, at: number, way: 1 | -1): boolean {
    this.step();
    const char = this.text[way === 1 ? at : at - 1];
    return char !== undefined && isOne(char);
  }

  private repeated({ element, min, max, greedy }: AST.Quantifier, way: 1 | -1): Match {
    const most = max === Infinity ? Infinity : Math.max(min, Math.min(max, ROUNDS));
    if (isCharacter(element)) return this.run(accepted(element, this.flags), { min, most, greedy }, way);
    const one = this.one(element, way);
    const round =
      (done: number, next: Next): Next =>
      (at) => {
        const again = (): boolean => done < most && one(at, (then) => then !== at && round(done + 1, next)(then));
        if (done < min) return one(at, round(done + 1, next));
        return greedy ? again() || next(at) : next(at) || again();
      };
    return (at, next) => round(0, next)(at);
  }

  /** A run of single characters, without a call for each. */
  private run(
    isOne: (char: string) => boolean,
    { min, most, greedy }: { readonly min: number; readonly most: number; readonly greedy: boolean },
    way: 1 | -1,
  ): Match {
    return (at, next) => {
      let done = 0;
      const more = (): boolean => done < most && this.isAt(isOne, at + way * done, way);
      if (!greedy) {
        for (; ; done++) {
          if (done >= min && next(at + way * done)) return true;
          if (!more()) return false;
        }
      }
      while (more()) done++;
      for (; done >= min; done--) if (next(at + way * done)) return true;
      return false;
    };
  }

  private assertion(assertion: AST.Assertion): Match {
    const { text } = this;
    if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') {
      const within = this.anyOf(assertion.alternatives, assertion.kind === 'lookahead' ? 1 : -1);
      return (at, next) => within(at, () => true) !== assertion.negate && next(at);
    }
    const isWord = (at: number): boolean => /\w/.test(text[at] ?? ' ');
    const isBreak = (at: number): boolean => this.isMultiline && /[\n\r\u2028\u2029]/.test(text[at] ?? ' ');
    const isEdge = (at: number): boolean => isWord(at - 1) !== isWord(at);
    const holds = (at: number): boolean => {
      if (assertion.kind === 'start') return at === 0 || isBreak(at - 1);
      if (assertion.kind === 'end') return at === text.length || isBreak(at);
      return isEdge(at) !== (assertion.kind === 'word' && assertion.negate);
    };
    return (at, next) => {
      this.step();
      return holds(at) && next(at);
    };
  }
}

type CharacterNode = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

function isCharacter(element: AST.Element): element is CharacterNode {
  return ['Character', 'CharacterSet', 'CharacterClass'].includes(element.type);
}

function accepted(element: AST.Element, flags: string): (char: string) => boolean {
  const one = new RegExp(`^${element.raw === '.' && !flags.includes('s') ? '.' : element.raw}$`, flags);
  const known = new Map<string, boolean>();
  return (char) => {
    const found = known.get(char);
    if (found !== undefined) return found;
    const is = one.test(char);
    known.set(char, is);
    return is;
  };
}

/** Characters that patterns treat in different ways. */
const ALPHABET = [...' \t\na1A.-_/:,;"\'`{}()[]<>$#@%=*+!?|\\&~é'];

/**
 * Texts that make a pattern work hard: for each repetition without a bound, what leads to it and what it repeats, over
 * and over, and at the end something that it does not want. Each maker takes the wanted length.
 */
export function* hardTexts(regexp: RegExp): Generator<(length: number) => string> {
  const { loops, letters, flags } = read(regexp);
  const said = new Set<string>();
  for (const loop of loops) {
    const before = leadTo(loop, flags);
    for (const pump of pumps(loop, letters, flags)) {
      for (const [start, unit] of [
        ['', before + pump],
        [before, pump],
        ['', pump],
        ['\u0001', pump],
      ] as const) {
        for (const end of ['', '\u0001']) {
          const id = JSON.stringify([start, unit, end]);
          if (said.has(id) || unit === '') continue;
          said.add(id);
          yield (length) => start + unit.repeat(Math.max(1, Math.round(length / unit.length))) + end;
        }
      }
    }
  }
}

interface Reading {
  /** Its repetitions without a bound, or with a high one. */
  readonly loops: readonly AST.Quantifier[];
  /** One of all characters that it treats alike. */
  readonly letters: readonly string[];
  readonly flags: string;
}

function read({ source, flags: all }: RegExp): Reading {
  const flags = all.replace(/[gymd]/g, '');
  const unicode = flags.includes('u');
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode, unicodeSets: false });
  const loops: AST.Quantifier[] = [];
  const kinds: ((char: string) => boolean)[] = [];
  visitRegExpAST(pattern, {
    onQuantifierEnter: (node) => {
      if (node.max > ROUNDS) loops.push(node);
    },
    onCharacterClassEnter: (node) => kinds.push(accepted(node, flags)),
    onCharacterSetEnter: (node) => {
      if (node.parent.type !== 'CharacterClass') kinds.push(accepted(node, flags));
    },
    onCharacterEnter: (node) => {
      if (node.parent.type !== 'CharacterClass' && node.parent.type !== 'CharacterClassRange')
        kinds.push(accepted(node, flags));
    },
  });
  const letters = new Map([...ALPHABET].map((char) => [kinds.map((isOne) => (isOne(char) ? 1 : 0)).join(''), char]));
  return { loops, letters: [...letters.values()], flags };
}

/** The shortest text that leads from the start of the pattern to a part of it. */
function leadTo(node: AST.Node, flags: string): string {
  let before = '';
  for (let at: AST.Node = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (parent.type !== 'Alternative') continue;
    const earlier = parent.elements.slice(0, parent.elements.indexOf(at as AST.Element));
    before = earlier.map((element) => sample(element, flags)).join('') + before;
  }
  return before;
}

function pumps({ element }: AST.Quantifier, letters: readonly string[], flags: string): readonly string[] {
  if (isCharacter(element)) return [...new Set([...letters, sample(element, flags)])].filter(accepted(element, flags));
  const bodies = 'alternatives' in element ? element.alternatives.map(({ elements }) => elements) : [[element]];
  const texts = bodies.flatMap((elements) =>
    letters.flatMap((letter) =>
      [0, 1].map((more) => elements.map((each) => sample(each, flags, { more, letter })).join('')),
    ),
  );
  return [...new Set(texts)];
}

/** A short text that an element matches, with so many rounds where none would do, and with a letter where one may stand. */
function sample(
  element: AST.Element,
  flags: string,
  wish: { more: number; letter: string } = { more: 0, letter: 'a' },
): string {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return shortest(
        element.alternatives.map(({ elements }) => elements.map((each) => sample(each, flags, wish)).join('')),
      );
    case 'Quantifier':
      return sample(element.element, flags, wish).repeat(Math.max(element.min, Math.min(wish.more, element.max)));
    case 'Assertion':
    case 'Backreference':
      return '';
    case 'Character':
      return String.fromCodePoint(element.value);
    default: {
      const isOne = accepted(element, flags);
      return [wish.letter, ...'ax1A-. ', ...ALPHABET].find(isOne) ?? String.fromCharCode(0xe000);
    }
  }
}

function shortest(texts: readonly string[]): string {
  return texts.reduce((some, other) => (other.length < some.length ? other : some));
}
