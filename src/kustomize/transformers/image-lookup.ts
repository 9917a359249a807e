import { goPattern, type Pattern } from '../../text/pattern.js';

/** Finds which of many image names mean an image, by its text and from a number on; undefined where none is left. */
export type FindImage = (image: string, from: number) => number | undefined;

/**
 * kustomize reads the name in `images` as a regular expression; one that is none matches nothing. Nearly all are plain
 * names, in which a dot may be any character, and are looked up.
 */
export function imageLookup(names: readonly string[]): FindImage {
  const patterns: (readonly [number, Pattern])[] = [];
  const plain = new Map<string, Layout>();
  for (const [index, name] of names.entries()) {
    if (PLAIN.test(name)) enter(plain, name, index);
    else patterns.push(...compiled(name).map((pattern) => [index, pattern] as const));
  }
  return (image, from) => {
    const fitting = [...plain.values()].flatMap(({ dots, byName }) =>
      basesOf(image).flatMap((base) => byName.get(masked(base, dots))?.find((index) => index >= from) ?? []),
    );
    const pattern = patterns.find(([index, each]) => index >= from && each.test(image))?.[0];
    const all = pattern === undefined ? fitting : [...fitting, pattern];
    return all.length === 0 ? undefined : all.reduce((a, b) => Math.min(a, b));
  };
}

const PLAIN = /^[\w./-]*$/;

/** Names whose dots stand alike: what they are compared with has dots put over those places. */
interface Layout {
  readonly dots: readonly number[];
  readonly byName: Map<string, number[]>;
}

function enter(layouts: Map<string, Layout>, name: string, index: number): void {
  const dots = [...name.matchAll(/\./g)].map((match) => match.index);
  const layout = layouts.get(dots.join()) ?? { dots, byName: new Map<string, number[]>() };
  layouts.set(dots.join(), layout);
  const known = layout.byName.get(name);
  if (known === undefined) layout.byName.set(name, [index]);
  else known.push(index);
}

function masked(base: string, dots: readonly number[]): string {
  return dots.reduce(
    (text, at) => (at < text.length && text[at] !== '\n' ? `${text.slice(0, at)}.${text.slice(at + 1)}` : text),
    base,
  );
}

const TAG = /:[a-zA-Z0-9_.{}-]*$/;
const DIGEST = /@sha256:[a-zA-Z0-9_.{}-]*$/;

/** What may be the name of an image: all of its text, or what is left without its tag, its digest or both. */
function basesOf(image: string): readonly string[] {
  const bases = [image, image.replace(TAG, ''), image.replace(DIGEST, ''), image.replace(DIGEST, '').replace(TAG, '')];
  return [...new Set(bases)];
}

function compiled(name: string): readonly Pattern[] {
  try {
    return [goPattern(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`)];
  } catch {
    return [];
  }
}
