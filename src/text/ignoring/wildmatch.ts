/** What patterns as in `.gitignore` say of paths below their folder; the path of a folder ends in a slash. */
export interface IgnoreList {
  /** `unignored` where a line that begins with `!` speaks last. */
  test(path: string): { readonly ignored: boolean; readonly unignored: boolean };
  ignores(path: string): boolean;
}

/** Whether a step of a path, or one character of it, fits. */
type Fits = (text: string) => boolean;

/** Any run of steps, or of characters. */
const ANY = Symbol('any');
type Part = Fits | typeof ANY;

interface Line {
  readonly isNegated: boolean;
  readonly folderOnly: boolean;
  /** The steps of the whole path. */
  readonly steps: readonly Part[];
}

/**
 * Patterns of `.gitignore` as git's wildmatch reads them, each path in time in proportion to its length times that of
 * the patterns: a star takes as little as it can, and gives its place to the next one for good.
 */
export function wildmatch(lines: readonly string[], { ignoreCase }: { readonly ignoreCase: boolean }): IgnoreList {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const all = lines.flatMap((line) => read(fold(line)));
  const last = (steps: readonly string[], isFolder: boolean): Line | undefined =>
    all.findLast((line) => (isFolder || !line.folderOnly) && fit(line.steps, steps));
  const test: IgnoreList['test'] = (path) => {
    const steps = fold(path.replace(/\/$/, '')).split('/');
    // What is in an ignored folder is ignored, whatever is said of itself.
    const isInside = steps.some((_, at) => at > 0 && last(steps.slice(0, at), true)?.isNegated === false);
    const said = isInside ? undefined : last(steps, path.endsWith('/'));
    return { ignored: isInside || said?.isNegated === false, unignored: said?.isNegated === true };
  };
  return { test, ignores: (path) => test(path).ignored };
}

/** Nothing for an empty line, a comment, and a pattern that git takes for broken. */
function read(line: string): readonly Line[] {
  const text = line.replace(/\r$/, '').replace(/(?<![\\ ]) +$/, '');
  const isNegated = text.startsWith('!');
  const pattern = isNegated ? text.slice(1) : text;
  const bare = pattern.replace(/\/$/, '');
  if (bare === '' || text.startsWith('#')) return [];
  const parts = bare.replace(/^\//, '').split('/');
  const steps = parts.map((part) => (/^\*{2,}$/.test(part) ? ANY : stepOf(part)));
  if (steps.includes(undefined)) return [];
  const known = steps as readonly Part[];
  // Without a slash before its end a pattern means a name in any folder; with `/**` at its end all that is inside.
  const isAnywhere = !bare.includes('/');
  const isInside = known.at(-1) === ANY;
  const folderOnly = pattern.endsWith('/');
  return [
    {
      isNegated,
      folderOnly,
      steps: [...(isAnywhere ? [ANY as Part] : []), ...known, ...(isInside ? [() => true] : [])],
    },
  ];
}

/** One step of a pattern; undefined for brackets that never close. */
function stepOf(pattern: string): Fits | undefined {
  const parts: Part[] = [];
  for (const [part] of pattern.matchAll(/\*+|\\[^]|\[[!^]?\]?(?:\\[^]|[^\]\\]){0,200}\]|[^]/gu)) {
    if (part === '[') return undefined;
    if (part.startsWith('*')) parts.push(ANY);
    else if (part === '?') parts.push(() => true);
    else if (part.startsWith('[')) parts.push(bracket(part.slice(1, -1)));
    else {
      const letter = part.replace(/^\\/, '');
      parts.push((char) => char === letter);
    }
  }
  return (step) => fit(parts, [...step]);
}

const CLASSES: Readonly<Record<string, string>> = {
  '[:alnum:]': '0-9A-Za-z',
  '[:alpha:]': 'A-Za-z',
  '[:digit:]': '0-9',
  '[:lower:]': 'a-z',
  '[:upper:]': 'A-Z',
};

function bracket(body: string): Fits {
  const isNegated = /^[!^]/.test(body);
  const members = (isNegated ? body.slice(1) : body)
    .replace(/\[:[a-z]+:\]/g, (name) => CLASSES[name] ?? '')
    .replace(/[[\]^]/g, '\\$&');
  try {
    const inside = new RegExp(`^[${members}]$`, 'u');
    return (char) => inside.test(char) !== isNegated;
  } catch {
    return () => false; // a range from a letter to an earlier one
  }
}

/** The whole of a text, part by part: where a part does not fit, the last run before it takes one more. */
function fit(parts: readonly Part[], text: readonly string[]): boolean {
  let [part, at] = [0, 0];
  let run: { readonly after: number; from: number } | undefined;
  while (at < text.length) {
    const now = parts[part];
    if (now === ANY) {
      run = { after: ++part, from: at };
    } else if (now?.(text[at] ?? '') === true) {
      part++;
      at++;
    } else if (run === undefined) {
      return false;
    } else {
      part = run.after;
      at = ++run.from;
    }
  }
  return parts.slice(part).every((rest) => rest === ANY);
}
