import type { Graph } from '../../../src/graph/graph.js';
import type { RunningProxy } from '../../../src/graph/routes/ingress-classes.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { isIngress } from '../../../src/k8s/routes/ingress.js';
import { entryPointsOf } from '../../../src/k8s/entries/proxies.js';
import { TRAEFIK_GROUPS } from '../../../src/k8s/routes/traefik-middlewares.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code, codes } from '../../../src/text/words.js';
import { partsOf } from '../../../src/tree/part-of-scalar.js';
import { get, getList, isString, type Place } from '../../../src/tree/tree.js';

const ANNOTATION = 'traefik.ingress.kubernetes.io/router.entrypoints';

/** Traefik drops a router for an entry point that it does not have (semantics 7.22). */
export default defineRule({
  id: 'unknown-entry-point',
  severity: 'warning',
  summary: 'A route for an entry point that the Traefik among the linted files does not have',
  kinds: [
    'networking.k8s.io/Ingress',
    ...TRAEFIK_GROUPS.flatMap((group) =>
      ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map((kind) => `${group}/${kind}` as const),
    ),
  ],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(route, graph) {
    if (route.partial || graph.unit.isRefused(route)) return;
    const wanted = entryPointsIn(route);
    const traefiks = wanted.length === 0 ? [] : traefiksOf(graph);
    const [first] = traefiks;
    if (first === undefined) return;
    const known = new Set(traefiks.flatMap((traefik) => [...entryPointsOf(traefik)]));
    for (const one of wanted)
      if (!known.has(one.name.toLowerCase()) && one.name !== INTERNAL) yield unknown(route, one, first, known);
  },
});

/** It is made by itself for the dashboard, the pings and the metrics. */
const INTERNAL = 'traefik';

/** All of the unit, if all that they have is known. */
function traefiksOf({ routes }: Graph): readonly RunningProxy[] {
  const traefiks = routes.proxies().filter(({ program }) => program === 'traefik');
  return traefiks.every((traefik) => !traefik.open && entryPointsOf(traefik).size > 0) ? traefiks : [];
}

interface Wanted {
  readonly name: string;
  readonly at: Place;
}

function entryPointsIn(route: Resource): readonly Wanted[] {
  if (!isIngress(route))
    return getList(route.tree, 'spec', 'entryPoints').flatMap((item, index) =>
      isString(item) && !isPlaceholder(item.value)
        ? [{ name: item.value, at: route.at('spec', 'entryPoints', index) }]
        : [],
    );
  const written = get(route.tree, 'metadata', 'annotations', ANNOTATION);
  if (!isString(written) || isPlaceholder(written.value)) return [];
  const part = partsOf(written);
  return [...written.value.matchAll(/[^,\s]+/g)].map(({ 0: name, index }) => ({
    name,
    at: part(index, index + name.length),
  }));
}

function unknown(
  route: Resource,
  { name, at }: Wanted,
  { container }: RunningProxy,
  known: ReadonlySet<string>,
): Finding {
  const similar = closest(name.toLowerCase(), known);
  return {
    message: `${describe(route)} is for the entry point ${code(name)}, which Traefik does not have`,
    at: { place: at, text: 'no option makes an entry point of this name' },
    related: [{ place: container.keyAt('args'), text: `Traefik has ${codes([...known])}` }],
    notes: ['Traefik leaves the entry point out, and drops a router that is left with none: requests get 404'],
    fix:
      similar === undefined
        ? undefined
        : {
            title: `name ${code(similar)}`,
            applicability: 'unsafe',
            changes: [{ replace: at, with: similar, inside: true }],
          },
  };
}
