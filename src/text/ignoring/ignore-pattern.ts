/**
 * A pattern of `.gitignore` in which no `**` step follows another: they mean what one of them does, and each would be
 * tried in every place where the others may end.
 */
export function ignorePattern(line: string): string {
  return line.replace(/(^|\/)(?:\*\*\/){2,}/g, '$1**/');
}
