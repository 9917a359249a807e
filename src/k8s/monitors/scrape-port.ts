import { getString, type Path, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** The port of an annotation `prometheus.io/port`, as scrape configurations read it. */
export type ScrapePort = { readonly at: Place } & (
  { readonly kind: 'number'; readonly number: number } | { readonly kind: 'name'; readonly name: string }
);

/** The annotation for scrape configurations without an operator. */
export const SCRAPE_PORT = 'prometheus.io/port';
const SCRAPE = 'prometheus.io/scrape';

/**
 * What the annotations below `path` say; undefined where they say nothing, where somebody fills it in, and where they
 * say that nothing is scraped (semantics 7.5).
 */
export function scrapePort(resource: Resource, ...path: Path): ScrapePort | undefined {
  const annotations = [...path, 'metadata', 'annotations'];
  const written = getString(resource.tree, ...annotations, SCRAPE_PORT)?.trim();
  if (written === undefined || written === '') return undefined;
  if (getString(resource.tree, ...annotations, SCRAPE) === 'false') return undefined;
  const at = resource.at(...annotations, SCRAPE_PORT);
  if (/^\d+$/.test(written)) return { kind: 'number', number: Number(written), at };
  // Several ports, a pattern, or what somebody fills in are for a configuration of their own.
  return /^[a-z][a-z0-9-]*$/.test(written) ? { kind: 'name', name: written, at } : undefined;
}

/** Whether the annotations below `path` ask for it outright. */
export function isScraped(resource: Resource, ...path: Path): boolean {
  return getString(resource.tree, ...path, 'metadata', 'annotations', SCRAPE) === 'true';
}
