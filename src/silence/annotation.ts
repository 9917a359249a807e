import type { Resource } from '../k8s/object/resource.js';
import { textOf } from '../text/source-file.js';
import { get } from '../tree/tree.js';
import { readAllowance } from './allowance.js';
import type { Silencing } from './silencing.js';

/**
 * The annotation that silences findings about an object, for manifests whose comments do not survive being rendered.
 */
const ANNOTATION = 'svclint.dev/allow';

/** What the annotation of an object allows; undefined where it has none. */
export function annotationOf(resource: Resource): Silencing | undefined {
  const value = get(resource.tree, 'metadata', 'annotations', ANNOTATION);
  if (value?.type !== 'scalar') return undefined;
  const { span } = resource.at('metadata', 'annotations', ANNOTATION);
  const text = String(value.value);
  const written = textOf(span);
  const whole = written.indexOf(text);
  let from = 0;
  // A piece that is written in another way, as with escapes, is shown as the whole value.
  const spanOf = (start: number, end: number): Silencing['span'] => {
    if (start === end) return span;
    const piece = text.slice(start, end);
    const at = whole === -1 ? written.indexOf(piece, from) : whole + start;
    if (at === -1) return span;
    from = at + piece.length;
    return { file: span.file, start: span.start + at, end: span.start + from };
  };
  return { form: 'annotation', span, ...readAllowance(text, 0, spanOf), covers: undefined, document: span };
}
