import { getEntries, getString, type Path } from '../../tree/tree.js';
import { edits } from '../../text/spelling/similar.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { FAMILIES, MOVED, OF_PODS, type AnnotationFamily } from './known-annotations.js';

/** An annotation that its controller does not read where it stands, or as it is written (semantics 7.14). */
export interface UnreadAnnotation {
  readonly key: string;
  readonly path: Path;
  readonly reader: string;
  readonly because:
    | { readonly kind: 'slip'; readonly meant: string }
    | { readonly kind: 'moved'; readonly belongs: string; readonly instead: string | undefined };
}

const ANNOTATIONS: Path = ['metadata', 'annotations'];

/** Of an Ingress or a Service. */
export function unreadAnnotations(resource: Resource): readonly UnreadAnnotation[] {
  const kind: ObjectKind = `${resource.group}/${resource.kind}`;
  const keys = [...getEntries(resource.tree, ...ANNOTATIONS)].map((entry) => entry.key);
  return keys.flatMap((key): readonly UnreadAnnotation[] => {
    const path = [...ANNOTATIONS, key];
    const moved = MOVED.find((row) => row.found.includes(kind) && row.key.test(key));
    if (moved !== undefined) {
      const { reader, belongs, instead } = moved;
      // Beside the right one it only takes up room.
      return instead !== undefined && keys.includes(instead)
        ? []
        : [{ key, path, reader, because: { kind: 'moved', belongs, instead } }];
    }
    const family = FAMILIES.find(({ prefix, kinds }) => key.startsWith(prefix) && kinds.includes(kind));
    const meant = family && slipFor(key.slice(family.prefix.length), family);
    return family === undefined || meant === undefined || keys.includes(family.prefix + meant)
      ? []
      : [{ key, path, reader: family.reader, because: { kind: 'slip', meant: family.prefix + meant } }];
  });
}

/** The only known name that is nearly the one written, or goes on where it ends, as `allow-shared-ip` does. */
function slipFor(name: string, { names }: AnnotationFamily): string | undefined {
  if (names.some((known) => known === name || (known.endsWith('.') && name.startsWith(known)))) return undefined;
  const near = names.filter((known) => isSlip(known, name) || known.toLowerCase() === name.toLowerCase());
  const least = Math.min(...near.map((known) => edits(known, name)));
  const nearest = near.filter((known) => edits(known, name) === least);
  const longer = names.filter((known) => name.includes('-') && known.startsWith(`${name}-`));
  const [only, ...more] = near.length > 0 ? nearest : longer;
  return more.length === 0 ? only : undefined;
}

/** Annotations for Pods on the object that makes them, where the Pods do not have them. */
export function annotationsForPods(
  resource: Resource,
  template: Path,
): readonly { readonly key: string; readonly path: Path; readonly reader: string }[] {
  return [...getEntries(resource.tree, ...ANNOTATIONS)].flatMap(({ key }) => {
    const row = OF_PODS.find((each) => each.key.test(key));
    const isThere = getString(resource.tree, ...template, ...ANNOTATIONS, key) !== undefined;
    return row === undefined || isThere ? [] : [{ key, path: [...ANNOTATIONS, key], reader: row.reader }];
  });
}
