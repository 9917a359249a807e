import { append } from '../../data/group.js';
import { type Makes, productsOf } from '../../k8s/kinds/custom-kinds.js';
import type { Resource } from '../../k8s/object/resource.js';
import { nameOf } from '../../text/paths.js';
import { getEntries, getString } from '../../tree/tree.js';
import type { Namespaces } from '../unit/namespaces.js';

/**
 * How much speaks for an operator as the maker of something: its object's very name, only the beginning of the name, or
 * only that it may make anything there.
 */
export type Made = 'named' | 'begun' | 'perhaps' | 'no';

/** What a selector asks for: pairs, and the name of the object whose selector it is. */
export interface WantedPods {
  readonly name: string;
  readonly pairs: Iterable<{ readonly key: string; readonly value: string }>;
}

/** Custom resources whose operators may make what no manifest does, asked by what is missing (semantics 3.6, 14.1). */
export interface Makers {
  /**
   * `named` where a value of the selector is the name of a custom resource in that namespace, or where a label key
   * belongs to its API group's domain, or begins with its kind (`coherenceRole`).
   */
  pods(wanted: WantedPods, namespace: string | null): Made;
  /** `begun` where the name of a Service tells that an operator makes it for one of them: `db-rw` for `db`. */
  service(name: string, namespace: string | null): Made;
  /** The longest beginning of a Service's name that is the name of a custom resource which may make it. */
  maker(service: string, namespace: string | null): string | undefined;
}

/** What one operator's object may make, in one namespace; null for one that nobody knows. */
interface Maker {
  readonly namespace: string | null;
  readonly makes: Makes;
}

export function makersOf(operated: readonly Resource[], namespaces: Pick<Namespaces, 'of'>): Makers {
  const podMakers = new Map<string, Maker[]>();
  const serviceMakers = new Map<string, Maker[]>();
  const domains = new Map<string, Maker[]>();
  const kinds = new Map<string, Maker[]>();
  for (const resource of operated) {
    const { pods, services } = productsOf(resource.group, resource.kind);
    const name = resource.name ?? '';
    // What a release brings goes where it says, and else to its own namespace.
    const namespace = getString(resource.tree, 'spec', 'targetNamespace') ?? namespaces.of(resource);
    const domain = resource.group.split('.').slice(-2).join('.');
    if (pods !== 'nothing') {
      append(kinds, resource.kind.toLowerCase(), { namespace, makes: pods });
      for (const key of [name, ...partsOf(resource), ...chartsOf(resource), ...(pods === 'any' ? [ANYTHING] : [])])
        append(podMakers, key, { namespace, makes: pods });
      if (!SHARED_DOMAINS.has(domain)) append(domains, domain, { namespace, makes: pods });
    }
    if (services !== 'nothing') {
      for (const key of [name, ...partsOf(resource), ...(services === 'any' ? [ANYTHING] : [])])
        append(serviceMakers, key, { namespace, makes: services });
    }
  }
  const isIn = (makers: readonly Maker[] | undefined, namespace: string | null): boolean =>
    makers?.some((maker) => maker.namespace === null || namespace === null || maker.namespace === namespace) ?? false;

  const madeBy = (
    makers: ReadonlyMap<string, readonly Maker[]>,
    names: readonly string[],
    namespace: string | null,
  ): Made => {
    if (names.flatMap(beginningsOf).some((beginning) => isIn(makers.get(beginning), namespace))) return 'begun';
    return isIn(makers.get(ANYTHING), namespace) ? 'perhaps' : 'no';
  };

  return {
    pods({ name, pairs }, namespace) {
      const written = [...pairs];
      const isNamed = written.some(
        ({ key, value }) =>
          isIn(podMakers.get(value), namespace) ||
          isIn(kinds.get(/^[a-z]+(?=[A-Z])/.exec(key)?.[0] ?? ''), namespace) ||
          domainsOf(key).some((domain) => isIn(domains.get(domain), namespace)),
      );
      if (isNamed) return 'named';
      return madeBy(podMakers, [name, ...written.map(({ value }) => value)], namespace);
    },
    service: (name, namespace) =>
      isIn(serviceMakers.get(name), namespace) ? 'named' : madeBy(serviceMakers, [name], namespace),
    maker: (service, namespace) =>
      beginningsOf(service).findLast((beginning) => isIn(serviceMakers.get(beginning), namespace)),
  };
}

/** Parts that are called by their kind, or by a field of the object, before its name: `vmselect-shop`. */
function partsOf({ tree, kind, name = '' }: Resource): readonly string[] {
  const fields = [...getEntries(tree, 'spec')].filter(({ key, value }) => value.type === 'map' && /^[a-z]+$/.test(key));
  return [kind.toLowerCase(), ...fields.map(({ key }) => key)].map((part) => `${part}-${name}`);
}

/** What a release installs, after which its Pods and Services are labelled; and what it is called in the cluster. */
function chartsOf({ tree }: Resource): readonly string[] {
  return CHART_FIELDS.flatMap((path) => getString(tree, ...path) ?? []).map((chart) => nameOf(chart));
}

/** HelmRelease of Flux, HelmChart of k3s, Application of Argo CD. */
const CHART_FIELDS = [
  ['spec', 'releaseName'],
  ['spec', 'chart'],
  ['spec', 'chart', 'spec', 'chart'],
  ['spec', 'chartRef', 'name'],
  ['spec', 'source', 'chart'],
  ['spec', 'source', 'helm', 'releaseName'],
] as const;

/** Everybody's labels begin with these. */
const SHARED_DOMAINS = new Set(['k8s.io', 'kubernetes.io']);

/** No object has this name. */
const ANYTHING = '*';

/** `db`, `db-rw`, and `db-rw-old` of `db-rw-old`. */
function beginningsOf(name: string): readonly string[] {
  const steps = name.split('-');
  return steps.map((_, at) => steps.slice(0, at + 1).join('-'));
}

/** `postgres.example.com` and `example.com`, and what else the prefix of a label key ends with. */
function domainsOf(key: string): readonly string[] {
  const prefix = key.slice(0, Math.max(0, key.indexOf('/')));
  const labels = prefix.split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}
