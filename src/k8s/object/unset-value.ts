import type { Resource } from './resource.js';

/**
 * A helper of a chart has put an empty value, or a word for one, into a name: whoever installs the chart sets it, and
 * the line of the template does not tell which it is (semantics 14.9).
 */
export function hasUnsetValue({ file }: Pick<Resource, 'file'>, name: string): boolean {
  return file.isValue !== undefined && (/^[^-].*-$|^-.*[^-]$/.test(name) || /^no-[a-z]+[A-Z][A-Za-z]*$/.test(name));
}

/** How such a finding differs from others. */
export const UNSET = {
  severity: 'info',
  help: 'set the value that the template takes for it, or let helm refuse its absence with `required`',
} as const;
