import { textOf, type Span } from '../../text/source-file.js';
import type { Resource } from './resource.js';

/**
 * The name that stands in the manifest of an object that a kustomization calls otherwise, and the text that makes the
 * difference.
 */
export interface WrittenName {
  readonly name: string;
  readonly by: Span;
}

/** Undefined where the object is called as its manifest says. */
export function renamedFrom(resource: Resource): WrittenName | undefined {
  const { span, computedBy } = resource.at('metadata', 'name');
  if (computedBy === undefined) return undefined;
  const name = textOf(span).replace(/^(["'])(.*)\1$/, '$2');
  return name === resource.name ? undefined : { name, by: computedBy };
}
