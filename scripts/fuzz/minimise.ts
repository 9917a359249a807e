import type { InputFile } from '../../src/index.js';

/**
 * The smallest files that still fail, as far as taking parts away leads: files, then lines, then characters, in halves
 * and ever smaller parts. Asks at most `most` times.
 */
export function minimised(
  files: readonly InputFile[],
  fails: (files: readonly InputFile[]) => boolean,
  most = 2000,
): readonly InputFile[] {
  let asked = 0;
  const still = (some: readonly InputFile[]): boolean => asked++ < most && fails(some);
  let now = reduced(files, still);
  for (const separator of ['\n', '']) {
    for (const { path } of now) {
      const withText = (text: string): readonly InputFile[] =>
        now.map((file) => (file.path === path ? { ...file, text } : file));
      const text = now.find((file) => file.path === path)?.text ?? '';
      const parts = reduced(text.split(separator), (some) => still(withText(some.join(separator))));
      now = withText(parts.join(separator));
    }
  }
  return now;
}

function reduced<T>(parts: readonly T[], fails: (parts: readonly T[]) => boolean): readonly T[] {
  let now = parts;
  for (let size = Math.ceil(now.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < now.length;) {
      const less = now.toSpliced(at, size);
      if (fails(less)) now = less;
      else at += size;
    }
  }
  return now;
}
