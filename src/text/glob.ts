import type { Pattern } from './pattern.js';

/** A pattern in which `*` stands for any run of characters but `/`; everything else means itself. */
export function glob(pattern: string): Pattern {
  const steps = pattern.split('/').map((step) => step.split(/\*+/));
  return {
    test: (text) => {
      const texts = text.split('/');
      return texts.length === steps.length && steps.every((parts, at) => fits(parts, texts[at] ?? ''));
    },
  };
}

/**
 * True where the parts stand in the text, the first at its start, the last at its end, the others each as early as can
 * be: no part is tried twice.
 */
function fits(parts: readonly string[], text: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
