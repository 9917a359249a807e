import { type Setting, settingAt } from './settings.js';

/**
 * Tells what a file keeps from being used: groups with `enabled: false` beside their settings, with all below them, and
 * documents for a profile of Spring that somebody would have to activate (semantics 8.8).
 */
export function switchesOf(settings: readonly Setting[], documents: readonly number[]): (offset: number) => boolean {
  const groups = new Set(settings.filter(isSwitchedOff).map(({ group }) => group));
  const profiled = new Set(settings.filter(isForProfile).map(({ start }) => documentAt(documents, start)));
  if (groups.size === 0 && profiled.size === 0) return () => false;
  return (offset) => {
    if (profiled.has(documentAt(documents, offset))) return true;
    let group = settingAt(settings, offset)?.group ?? '';
    while (group !== '' && !groups.has(group)) group = group.slice(0, Math.max(0, group.search(/[.[][^.[]*$/)));
    return group !== '';
  };
}

function isSwitchedOff({ key, value }: Setting): boolean {
  return (
    (/^enabled?$/i.test(key) && /^(false|no|off|0)$/i.test(value)) ||
    (/^disabled?$/i.test(key) && /^(true|yes|on|1)$/i.test(value))
  );
}

function isForProfile({ group, key }: Setting): boolean {
  return key === 'on-profile' || (key === 'profiles' && group.endsWith('spring'));
}

/** The number of the document in which an offset lies; 0 for the first. */
function documentAt(documents: readonly number[], offset: number): number {
  let [low, high] = [0, documents.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((documents[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
