/** A key of a configuration file with a plain value, as far as a look at its lines tells. */
export interface Setting {
  /** The table, section or map that it stands in; those of one group stand beside each other. */
  readonly group: string;
  readonly key: string;
  readonly value: string;
  /** Offsets of the value in the text, without quotes. */
  readonly start: number;
  readonly end: number;
}

/** Deeper nesting and longer files than these are nobody's configuration. */
export const DEEPEST = 60;
const MOST_SETTINGS = 20_000;

/** Collects the settings of a text. */
export class SettingList {
  readonly all: Setting[] = [];

  constructor(private readonly text: string) {}

  /**
   * Of a value between two offsets quotes and blanks around it are left out; one with escapes or line breaks in it is
   * no plain value.
   */
  add(group: string, key: string, from: number, until: number): void {
    let [start, end] = [from, until];
    while (start < end && isBlank(this.text.charCodeAt(start))) start++;
    while (start < end && isBlank(this.text.charCodeAt(end - 1))) end--;
    const quote = this.text.charAt(start);
    if (end - start > 1 && (quote === '"' || quote === "'") && this.text.charAt(end - 1) === quote) {
      start++;
      end--;
    }
    if (end <= start || end - start > LONGEST_VALUE || this.all.length >= MOST_SETTINGS) return;
    const value = this.text.slice(start, end);
    if (!/["'\\\n]/.test(value)) this.all.push({ group, key, value, start, end });
  }
}

/** A host, a port, a flag and a URL are no longer than this. */
const LONGEST_VALUE = 500;

const isBlank = (unit: number): boolean => unit === 32 || unit === 9 || unit === 10 || unit === 13;

/** The lines of a text, by offsets, without their line breaks. */
export function* linesOf(text: string): Iterable<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const next = found === -1 ? text.length : found;
    yield { start, end: text.charAt(next - 1) === '\r' ? next - 1 : next };
    start = next + 1;
  }
}

/** The setting whose value holds the offset; they stand in the order of the text. */
export function settingAt(settings: readonly Setting[], offset: number): Setting | undefined {
  let [low, high] = [0, settings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((settings[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const setting = settings[low - 1];
  return setting !== undefined && offset < setting.end ? setting : undefined;
}
