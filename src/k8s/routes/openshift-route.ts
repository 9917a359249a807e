import { getNumber, getString, type Place } from '../../tree/tree.js';
import { isPortPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

/** What an OpenShift Route says of the port, with which the router compares the endpoints (semantics 7.13). */
export type RoutePort =
  { readonly kind: 'unwritten' } | { readonly kind: 'number'; readonly number: number; readonly at: Place };

/** Undefined for the name of a port, and for what somebody else fills in; quoted digits are a number, too. */
export function routePortOf(route: Resource): RoutePort | undefined {
  if (route.get('spec', 'port') === undefined) return { kind: 'unwritten' };
  const path = ['spec', 'port', 'targetPort'];
  const text = getString(route.tree, ...path) ?? '';
  const number = getNumber(route.tree, ...path) ?? (/^\d{1,5}$/.test(text) ? Number(text) : 0);
  return number === 0 || isPortPlaceholder(text) ? undefined : { kind: 'number', number, at: route.at(...path) };
}
