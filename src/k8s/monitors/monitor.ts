import { getBoolean, getList, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import { readLabelSelector, type Requirement } from '../labels/labels.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';

/** ServiceMonitor and PodMonitor of the Prometheus operator. */
export const MONITOR_KINDS: readonly ObjectKind[] = [
  'monitoring.coreos.com/ServiceMonitor',
  'monitoring.coreos.com/PodMonitor',
];

export function isMonitor({ group, kind }: Resource): boolean {
  return kind.endsWith('Monitor') && MONITOR_KINDS.includes(`${group}/${kind}`);
}

/** One scraped port of a monitor. `port` wins over `portNumber` and `targetPort` (semantics 7.5). */
export interface ScrapedPort {
  readonly path: Path;
  readonly field: 'port' | 'portNumber' | 'targetPort';
  /** Names are what a Service or container port must be called; several where a regular expression lists them. */
  readonly wanted:
    | { readonly kind: 'names'; readonly names: readonly string[] }
    | { readonly kind: 'number'; readonly number: number };
}

export interface Monitor {
  readonly resource: Resource;
  /** What its selector speaks of: the labels of Services, or those of Pods. */
  readonly selects: 'services' | 'pods';
  /** None selects everything. */
  readonly selector: readonly Requirement[];
  /** The monitor's own namespace, every one, or those it names. */
  readonly namespaces: 'own' | 'any' | readonly string[];
  readonly ports: readonly ScrapedPort[];
}

/** Undefined for what is no monitor, has no selector, or selects by an expression that nobody can read offline. */
export function readMonitor(resource: Resource): Monitor | undefined {
  const path = ['spec', 'selector'];
  if (!isMonitor(resource) || resource.get(...path)?.type !== 'map') return undefined;
  const selector = readLabelSelector(resource.tree, path).map(readPattern);
  if (!selector.every((requirement) => requirement !== undefined)) return undefined;
  const list = resource.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  return {
    resource,
    selects: resource.kind === 'PodMonitor' ? 'pods' : 'services',
    selector,
    namespaces: namespacesOf(resource.tree),
    ports: getList(resource.tree, 'spec', list).flatMap((tree, index) => readPort(tree, ['spec', list, index]) ?? []),
  };
}

function namespacesOf(tree: Tree): Monitor['namespaces'] {
  if (getBoolean(tree, 'spec', 'namespaceSelector', 'any') === true) return 'any';
  const names = getList(tree, 'spec', 'namespaceSelector', 'matchNames').flatMap((tree) => getString(tree) ?? []);
  return names.length > 0 ? names : 'own';
}

/**
 * The operator puts the values of `matchLabels` into regular expressions, so that `a|b` means either (semantics 7.5).
 */
function readPattern(requirement: Requirement): Requirement | undefined {
  const { key, operator, at, pair } = requirement;
  if (pair === undefined) return requirement;
  const values = namesIn(pair.value);
  return values === undefined ? undefined : { key, operator, values, at, pair };
}

function readPort(tree: Tree, path: Path): ScrapedPort | undefined {
  const port = getString(tree, 'port') ?? '';
  if (port !== '') return withNames(path, 'port', port);
  const portNumber = getNumber(tree, 'portNumber');
  if (portNumber !== undefined)
    return { path: [...path, 'portNumber'], field: 'portNumber', wanted: { kind: 'number', number: portNumber } };
  const number = getNumber(tree, 'targetPort');
  if (number !== undefined)
    return { path: [...path, 'targetPort'], field: 'targetPort', wanted: { kind: 'number', number } };
  const target = getString(tree, 'targetPort') ?? '';
  return target === '' ? undefined : withNames(path, 'targetPort', target);
}

function withNames(path: Path, field: 'port' | 'targetPort', pattern: string): ScrapedPort | undefined {
  const names = namesIn(pattern);
  return names === undefined ? undefined : { path: [...path, field], field, wanted: { kind: 'names', names } };
}

/**
 * The words that a regular expression stands for: itself, or those that bars separate; undefined where it is more than
 * that.
 */
function namesIn(pattern: string): readonly string[] | undefined {
  const words = pattern.replace(/^\((.*)\)$/, '$1').split('|');
  return words.every((word) => /^[-A-Za-z0-9_.]*$/.test(word)) ? words : undefined;
}

/** The names of the Service that a monitor speaks of by its own: `web` and `web-metrics` for `web-monitor`. */
export function namesakesOf({ name = '' }: Resource): readonly string[] {
  const bare = name.replace(/-(?:metrics|(?:service-?)?monitor)$/, '');
  return [...new Set([name, bare, `${bare}-metrics`])];
}
