/** The order of texts that is the same on every machine: by code units, whatever the language. For `sort`. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
