import { textOf, writtenSpan } from '../../text/source-file.js';
import type { Container } from './container.js';

/**
 * The value with which the template of a chart would give a readiness probe to a container: `web.readinessProbe`, or an
 * empty text where the template names none. Undefined where no template has a probe for it, and where it is known with
 * which values the chart is installed: then somebody has decided against one.
 */
export function optionalReadinessProbe(container: Container): string | undefined {
  const { span } = container.at('name');
  if (span.file.originOf === undefined || span.file.replacedIn === undefined) return undefined;
  const lines = linesOfItem(writtenSpan(span));
  const at = lines.findIndex((line) => line.includes('readinessProbe'));
  if (at === -1) return undefined;
  const around = lines.slice(Math.max(0, at - 1), at + 3).join('\n');
  return /\.Values\.([\w.]{1,200}readinessProbe)\b/i.exec(around)?.[1] ?? '';
}

/** UTF-16 units behind a container's name: more is no container, and is not read. */
const MOST = 20_000;

/** The lines behind a text that belong to the same item of a list, those of actions among them. */
function linesOfItem({ file, end }: ReturnType<typeof writtenSpan>): readonly string[] {
  const first = file.text.lastIndexOf('\n', end - 1) + 1;
  const [own = '', ...below] = textOf({ file, start: first, end: Math.min(file.text.length, end + MOST) }).split('\n');
  const indent = /^[\s-]*/.exec(own)?.[0].length ?? 0;
  const outside = below.findIndex((line) => {
    const text = line.trimStart();
    return text !== '' && !text.startsWith('{{') && !text.startsWith('#') && line.length - text.length < indent;
  });
  return outside === -1 ? below : below.slice(0, outside);
}
