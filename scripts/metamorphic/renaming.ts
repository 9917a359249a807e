import type { InputFile } from '../../src/index.js';

/** A name in the place of another, and back. */
interface Renaming {
  readonly there: (text: string) => string;
  readonly back: (text: string) => string;
}

/**
 * Gives a name other letters wherever it stands as a word by itself; undefined where part of another word is like it, or
 * where it means something to somebody.
 */
export function renaming(name: string, files: readonly InputFile[]): Renaming | undefined {
  const other = name.replace(/[a-z]/g, (letter) => ROTATED[letter.charCodeAt(0) - 97] ?? letter);
  const all = files.map(({ path, text }) => `${path}\n${text}`).join('\n');
  const words = new Set(all.match(/[A-Za-z0-9-]+/g));
  words.delete(name);
  if (KNOWN.test(name) || [...words].some((word) => [name, other].some((each) => isNear(word.toLowerCase(), each))))
    return undefined;
  const word = new RegExp(`(?<![A-Za-z0-9-])${name}(?![A-Za-z0-9-])`, 'g');
  return { there: (text) => text.replace(word, other), back: (text) => text.replaceAll(other, name) };
}

const ROTATED = 'nopqrstuvwxyzabcdefghijklm';

/** Names that svclint itself takes for more than names: parts of clusters, stages, programs. */
const KNOWN =
  /^(default|kube-.*|.*-system|monitoring|prod.*|dev.*|stag.*|test.*|qa|.*(nginx|redis|postgres|mysql|mongo|kafka|prometheus|grafana|istio|traefik|ingress|gateway|proxy|operator|controller|webhook|metrics|canary|stable|primary|replica|headless|node|server|client|agent).*)$/;

/** True for words that a slip might lead from one to the other, and more. */
function isNear(word: string, name: string): boolean {
  if (word.includes(name) || (word.length > 2 && name.includes(word))) return true;
  if (Math.abs(word.length - name.length) > 2) return false;
  const left = [...name];
  for (const letter of word) {
    const at = left.indexOf(letter);
    if (at !== -1) left.splice(at, 1);
  }
  return left.length * 2 < name.length;
}
