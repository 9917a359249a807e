import type { Graph } from '../../../src/graph/graph.js';
import type { RunningProxy } from '../../../src/graph/routes/ingress-classes.js';
import { ownPrefix } from '../../../src/k8s/annotations/backend-scheme.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { ingressClassOf, isIngressV1 } from '../../../src/k8s/routes/ingress.js';
import { isOn } from '../../../src/k8s/entries/proxies.js';
import { TRAEFIK_GROUPS } from '../../../src/k8s/routes/traefik-middlewares.js';
import { defineRule, type Finding, type FixRecipe, type PlacedLabel } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getEntries, getList, getString } from '../../../src/tree/tree.js';

const TRAEFIK_KINDS = TRAEFIK_GROUPS.flatMap((group) =>
  ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map((kind) => `${group}/${kind}` as const),
);

/** A controller takes the Ingresses of its classes only, and what it refuses nobody else takes (semantics 7.22). */
export default defineRule({
  id: 'unserved-route',
  severity: 'warning',
  summary: 'An Ingress or a route of Traefik that the controller among the linted files does not take',
  kinds: ['networking.k8s.io/v1/Ingress', ...TRAEFIK_KINDS],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(route, graph) {
    if (route.partial || graph.unit.isRefused(route)) return;
    if (!isIngressV1(route)) {
      const traefik = graph.routes.withoutProvider('kubernetescrd');
      if (traefik !== undefined) yield withoutProvider(route, traefik, 'kubernetescrd');
      return;
    }
    const deaf = ingressClassOf(route) === undefined ? whoIsDeaf(route, graph) : undefined;
    if (deaf !== undefined) yield withoutClass(route, deaf, graph.routes.classes());
    const [taker, ...others] = graph.routes.takersOf(route);
    if (taker === undefined || others.length > 0) return;
    if (taker.name === 'Traefik') {
      const traefik = graph.routes.withoutProvider('kubernetesingress');
      if (traefik !== undefined) yield withoutProvider(route, traefik, 'kubernetesingress');
    }
    if (taker.prefixes.includes('nginx.org/')) yield* withoutHost(route, graph);
  },
});

/** What tells of the controller that wants a class, where the cluster gives none. */
function whoIsDeaf(ingress: Resource, { routes }: Graph): PlacedLabel | undefined {
  if (routes.classes().length === 0 || routes.hasDefaultClass()) return undefined;
  const proxies = routes.proxies();
  if (proxies.length === 0) return deafByClasses(ingress, routes.classes());
  const controller = isForOthers(ingress) ? undefined : deafController(proxies);
  return (
    controller && {
      place: controller.container.at('image'),
      text: 'this controller takes Ingresses of its classes only',
    }
  );
}

/** All classes are of ingress-nginx, and so are annotations of the Ingress; the controller runs elsewhere. */
function deafByClasses(ingress: Resource, classes: readonly Resource[]): PlacedLabel | undefined {
  const own = getEntries(ingress.tree, 'metadata', 'annotations').find(({ key }) => key.startsWith(NGINX_ANNOTATIONS));
  const isOfNginx = classes.every((each) => getString(each.tree, 'spec', 'controller') === NGINX_CONTROLLER);
  return own === undefined || !isOfNginx || isForOthers(ingress)
    ? undefined
    : { place: own.keyPlace, text: 'ingress-nginx, for which this is, takes Ingresses of its classes only' };
}

const NGINX_ANNOTATIONS = 'nginx.ingress.kubernetes.io/';
const NGINX_CONTROLLER = 'k8s.io/ingress-nginx';

/** The first controller of the unit, where every one wants a class. */
function deafController(proxies: readonly RunningProxy[]): RunningProxy | undefined {
  const wantsClass = (proxy: RunningProxy): boolean =>
    !proxy.open &&
    (proxy.program === 'ingress-nginx' || proxy.program === 'nginx.org') &&
    !isOn(proxy, 'watch-ingress-without-class') &&
    // Before version 1 it took what had none.
    !/:v?0\./.test(proxy.container.image);
  return proxies.every(wantsClass) ? proxies[0] : undefined;
}

/** An annotation of another controller says who takes it. */
function isForOthers(ingress: Resource): boolean {
  const prefix = ownPrefix(ingress);
  const isOfCloud = getEntries(ingress.tree, 'metadata', 'annotations').some(
    ({ key }) => key.startsWith('kubernetes.io/ingress.') || key.startsWith('ingress.'),
  );
  return isOfCloud || (prefix !== '' && !prefix.startsWith('nginx'));
}

function withoutClass(ingress: Resource, deaf: PlacedLabel, classes: readonly Resource[]): Finding {
  const [only, ...others] = classes;
  const name = others.length === 0 ? only?.name : undefined;
  return {
    message: `${describe(ingress)} names no class, and no IngressClass is the default`,
    at: { place: ingress.keyAt('spec'), text: 'no `ingressClassName` here' },
    related: [
      ...classes.slice(0, 2).map((each) => ({
        place: each.at('metadata', 'name'),
        text: `${describe(each)} is not marked as the default`,
      })),
      deaf,
    ],
    notes: ['no controller takes the Ingress, and nothing answers for its hosts'],
    help: name === undefined ? 'write `ingressClassName`, or mark a class as the default' : undefined,
    fix: name === undefined ? undefined : named(ingress, name),
  };
}

function named(ingress: Resource, name: string): FixRecipe | undefined {
  const [first] = getEntries(ingress.tree, 'spec');
  if (first === undefined) return undefined;
  return {
    title: 'name the IngressClass',
    applicability: 'unsafe',
    changes: [{ before: ingress.keyAt('spec', first.key), entry: ['ingressClassName', name] }],
  };
}

function* withoutHost(ingress: Resource, { routes }: Graph): Iterable<Finding> {
  const own = routes.proxies().filter(({ program }) => program === 'nginx.org');
  const [first] = own;
  if (first === undefined || own.some((proxy) => proxy.open || isOn(proxy, 'allow-empty-ingress-host'))) return;
  const rules = getList(ingress.tree, 'spec', 'rules');
  const index = rules.findIndex((rule) => (getString(rule, 'host') ?? '') === '');
  if (index < 0) return;
  yield {
    message: `${describe(ingress)} has a rule without a host, which the NGINX Ingress Controller of F5 refuses`,
    at: { place: ingress.at('spec', 'rules', index), text: 'no `host` in this rule' },
    related: [
      {
        place: first.container.at('image'),
        text: 'without `-allow-empty-ingress-host` it wants a host in each rule',
      },
    ],
    notes: ['the controller rejects the whole Ingress: none of its rules is served'],
    help: 'write the `host` that the rule is for',
  };
}

function withoutProvider(route: Resource, { container }: RunningProxy, provider: string): Finding {
  return {
    message: `${describe(route)} is never read: Traefik runs without the provider ${code(provider)}`,
    at: { place: route.at('kind'), text: `Traefik knows of these by the provider ${code(provider)}` },
    related: [{ place: container.keyAt('args'), text: 'other providers are switched on, this one is not' }],
    notes: ['requests for its hosts get 404'],
    help: `start Traefik with ${code(`--providers.${provider}`)}`,
  };
}
