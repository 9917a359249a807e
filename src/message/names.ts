import { replacing } from './replacing.js';
import { textOf } from '../text/source-file.js';
import { code } from '../text/words.js';
import type { Place } from '../tree/tree.js';
import { describe, type Resource } from '../k8s/object/resource.js';
import type { NameReference } from '../k8s/dns/name-reference.js';

/** Who calls: "Deployment `web` calls", "ConfigMap `web-settings` points to". */
export function callWords({ from, field }: NameReference): string {
  return `${describe(from)} ${field === 'data' || field === 'annotation' || field === 'field' ? 'points to' : 'calls'}`;
}

/** Where in the object the name stands: "in variable `API_URL`". */
export function fieldWords({ field, key, container }: NameReference): string {
  if (field === 'check') return `in the ${key} of container ${code(container?.name ?? '')}`;
  if (field === 'env') return `in variable ${code(key)}`;
  if (field === 'field') return `in ${code(key)}`;
  if (field === 'annotation') return `in annotation ${code(key)}`;
  return field === 'data'
    ? `in entry ${code(key)}`
    : `in the ${field === 'args' ? 'arguments' : 'command'} of container ${code(key)}`;
}

/** The host as written, with the port if there is one: "`api:8080`". */
export function addressWords({ host, port }: NameReference): string {
  return code(port.kind === 'number' ? `${host}:${port.number}` : host);
}

/** "in namespace `shop`", or nothing where none is known. */
export function namespaceWords(namespace: string | null | undefined): string {
  return namespace === undefined || namespace === null ? '' : ` in namespace ${code(namespace)}`;
}

export interface Swap {
  readonly replace: Place;
  readonly with: string | number;
  readonly inside: true;
}

/**
 * The change of a piece of a text; none where it could not be told apart from the rest, or would read as no text any
 * more.
 */
export function swap(place: Place, was: string, now: string | number): readonly [Swap] | undefined {
  if (
    textOf(place.anchor ?? place.span) !== was ||
    /^(y|n|yes|no|on|off|true|false|null|\d+)$/.test(String(now)) !== (typeof now === 'number')
  )
    return undefined;
  return [{ replace: place, with: now, inside: true }];
}

/** The n-th label of a name, with the fix that puts another in its place. */
export function relabel(
  reference: NameReference,
  index: number,
  now: string | undefined,
  title: string,
): { readonly place: Place; readonly fix: Relabelled | undefined } {
  const labels = reference.host.split('.');
  const start = labels.slice(0, index).reduce((sum, label) => sum + label.length + 1, 0);
  const was = labels[index] ?? '';
  const place = reference.piece(start, start + was.length);
  const changes = now === undefined ? undefined : swap(place, was, now);
  return { place, fix: changes && { title, applicability: 'unsafe', changes } };
}

type Relabelled = { readonly title: string; readonly applicability: 'unsafe'; readonly changes: readonly [Swap] };

/** The place where an object says its namespace, else its name. */
export function homeOf(resource: Resource): Place {
  return resource.namespace === undefined ? resource.at('metadata', 'name') : resource.at('metadata', 'namespace');
}

/** The repair of an object in the wrong namespace: it names the one where it was meant to be. */
export function moveTo(resource: Resource, namespace: string): Move {
  return replacing('use the namespace of the Pods', resource.at('metadata', 'namespace'), namespace);
}

interface Move {
  readonly title: string;
  readonly applicability: 'unsafe';
  readonly changes: readonly { readonly replace: Place; readonly with: string }[];
}
