import { smallest } from '../../data/largest.js';
import { getEntries, getString, type Path } from '../../tree/tree.js';
import { edits } from '../../text/spelling/similar.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';
import { CLASS_ANNOTATION, ingressClassOf } from '../routes/ingress.js';
import type { AnnotationFamily, DroppedNames } from './annotation-family.js';
import { keyWithPrefix } from './annotation-prefixes.js';
import type { IngressController } from './ingress-controllers.js';
import { INGRESS_FAMILIES } from './ingress-families.js';
import { FAMILIES, MOVED, OF_PODS } from './known-annotations.js';

/** An annotation that its controller does not read where it stands, or as it is written (semantics 7.14). */
export interface UnreadAnnotation {
  readonly key: string;
  readonly path: Path;
  readonly reader: string;
  readonly because:
    | { readonly kind: 'slip'; readonly meant: string }
    | { readonly kind: 'moved'; readonly belongs: string; readonly instead: string | undefined }
    /** The name that another controller has for it. */
    | { readonly kind: 'borrowed'; readonly lender: string }
    /** A release of the controller has dropped it; the key of what came in its place. */
    | { readonly kind: 'dropped'; readonly release: string; readonly instead: string | undefined }
    /** No release ever had it; what says the same. */
    | { readonly kind: 'unheard-of'; readonly instead: string | undefined }
    /** The prefix, or the key of the class. */
    | { readonly kind: 'key'; readonly meant: string };
}

const ANNOTATIONS: Path = ['metadata', 'annotations'];

/** Of an Ingress or a Service; `takers` are the controllers that may get the Ingress, none where nothing tells. */
export function unreadAnnotations(
  resource: Resource,
  takers: readonly IngressController[],
): readonly UnreadAnnotation[] {
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
    const whole =
      (kind === '/Service' ? undefined : classKey(key, resource)) ?? keyWithPrefix(key) ?? ofNginx(key, takers);
    if (whole !== undefined)
      return keys.includes(whole)
        ? []
        : [{ key, path, reader: readerOf(whole), because: { kind: 'key', meant: whole } }];
    const family = FAMILIES.find(({ prefix, kinds }) => key.startsWith(prefix) && kinds.includes(kind));
    const name = key.slice(family?.prefix.length);
    const dropped = family && droppedIn(name, family);
    if (family !== undefined && dropped !== undefined) {
      const { reader, prefix } = family;
      const { release, instead = '' } = dropped;
      const now = instead === '' ? undefined : prefix + instead;
      return now !== undefined && keys.includes(now)
        ? []
        : [{ key, path, reader, because: { kind: 'dropped', release, instead: now } }];
    }
    if (family === undefined || isNameOf(family, name)) return sharedPrefix(key, path, takers);
    const { reader } = family;
    const meant = slipFor(name, family);
    if (meant !== undefined)
      return keys.includes(family.prefix + meant)
        ? []
        : [{ key, path, reader, because: { kind: 'slip', meant: family.prefix + meant } }];
    const instead = insteadOf(name, family);
    const lender = instead === undefined ? lenderOf(name, family) : undefined;
    if (lender !== undefined) return [{ key, path, reader, because: { kind: 'borrowed', lender } }];
    return isUnheardOf(name, family, resource, takers)
      ? [{ key, path, reader, because: { kind: 'unheard-of', instead } }]
      : [];
  });
}

function droppedIn(name: string, { whole }: AnnotationFamily): DroppedNames | undefined {
  return whole?.dropped.find(({ beginning }) => name.startsWith(beginning));
}

/** Whether a name is one of no release; other programs that read the prefix have names of their own. */
function isUnheardOf(
  name: string,
  { whole, prefix }: AnnotationFamily,
  ingress: Resource,
  takers: readonly IngressController[],
): boolean {
  return (
    whole !== undefined &&
    /^[\w.-]+$/.test(name) &&
    !OTHER_READERS.test(ingressClassOf(ingress) ?? '') &&
    (takers.length === 0 || takers.some(({ prefixes }) => prefixes.includes(prefix)))
  );
}

const OTHER_READERS = /higress|tengine|mse|apig/;

function insteadOf(name: string, { whole }: AnnotationFamily): string | undefined {
  if (whole === undefined) return undefined;
  if (whole.settings.includes(name)) return `it is a key of the controller's ConfigMap, for all Ingresses`;
  return whole.instead.find(([beginning]) => name.toLowerCase().startsWith(beginning))?.[1];
}

/** The class is asked for in a field, and in one annotation from before it. */
function classKey(key: string, ingress: Resource): string | undefined {
  const plain = key.toLowerCase().replace(/[^a-z]/g, '');
  return key !== CLASS_ANNOTATION && CLASS_KEYS.includes(plain) && ingressClassOf(ingress) === undefined
    ? CLASS_ANNOTATION
    : undefined;
}

const CLASS_KEYS = ['kubernetesioingressclass', 'kubernetesioingressclassname', 'ingresskubernetesioclass'];

/** ingress-nginx read `ingress.kubernetes.io/` before 0.9, and HAProxy's controllers do so still. */
function ofNginx(key: string, takers: readonly IngressController[]): string | undefined {
  if (!key.startsWith(SHARED) || takers.length === 0 || takers.some(({ prefixes }) => prefixes.includes(SHARED)))
    return undefined;
  const family = FAMILIES.find(({ prefix }) => prefix === NGINX);
  const isNginx = takers.some(({ prefixes }) => prefixes.includes(NGINX));
  const name = key.slice(SHARED.length);
  return isNginx && family?.names.includes(name) === true ? NGINX + name : undefined;
}

/** What is behind `ingress.kubernetes.io/`, where it is known which of the two controllers of HAProxy reads it. */
function sharedPrefix(key: string, path: Path, takers: readonly IngressController[]): readonly UnreadAnnotation[] {
  const [taker, ...others] = takers;
  if (!key.startsWith(SHARED) || taker?.prefixes.includes(SHARED) !== true || others.length > 0) return [];
  const family = FAMILIES.find(({ prefix }) => prefix === taker.prefixes[0]);
  const name = key.slice(SHARED.length);
  if (family === undefined || isNameOf(family, name)) return [];
  const lender = lenderOf(name, family);
  return lender === undefined ? [] : [{ key, path, reader: family.reader, because: { kind: 'borrowed', lender } }];
}

const SHARED = 'ingress.kubernetes.io/';
const NGINX = 'nginx.ingress.kubernetes.io/';

function readerOf(key: string): string {
  return FAMILIES.find(({ prefix }) => key.startsWith(prefix))?.reader ?? 'a controller of Ingresses';
}

/** What ends in a dot or a dash takes a name of its own behind it. */
function isNameOf({ names }: AnnotationFamily, name: string): boolean {
  return names.some((known) => known === name || (/[.-]$/.test(known) && name.startsWith(known)));
}

/** Another controller of Ingresses that has this very name; short ones mean too much. */
function lenderOf(name: string, { reader }: AnnotationFamily): string | undefined {
  if (!name.includes('-') || !INGRESS_FAMILIES.some((family) => family.reader === reader)) return undefined;
  return INGRESS_FAMILIES.find((family) => family.reader !== reader && family.names.includes(name))?.reader;
}

/** The only known name that is nearly the one written, or goes on where it ends, as `allow-shared-ip` does. */
function slipFor(name: string, { names }: AnnotationFamily): string | undefined {
  const near = names.filter((known) => isSlip(known, name) || known.toLowerCase() === name.toLowerCase());
  const least = smallest(near.map((known) => edits(known, name)));
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
