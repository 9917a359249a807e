import { isScalar, parseDocument } from 'yaml';

/**
 * The value of a quoted scalar that runs over lines which the library wants to be indented: indentation inside quotes means
 * nothing, so the same text with deeper lines has the same value. Undefined for a text that is no quoted scalar.
 */
export function quotedValue(source: string): string | undefined {
  const { contents, errors } = parseDocument(source.replace(/\n/g, '\n '), { schema: 'failsafe', version: '1.1', logLevel: 'silent' });
  return errors.length === 0 && isScalar(contents) && typeof contents.value === 'string' ? contents.value : undefined;
}
