import type { Graph } from '../../../src/graph/graph.js';
import type { RunningProxy } from '../../../src/graph/routes/ingress-classes.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import {
  NAMING_KINDS,
  TRAEFIK_GROUPS,
  traefikNames,
  type TraefikName,
  type UnknownProvider,
  unknownProviders,
} from '../../../src/k8s/routes/traefik-middlewares.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { isSimilar } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';

/** Traefik drops a router whose middleware it does not find under the name that is written (semantics 7.4). */
export default defineRule({
  id: 'unknown-middleware',
  severity: 'warning',
  summary: 'A Middleware, TLSOption or ServersTransport of Traefik that is not found under its name or namespace',
  kinds: NAMING_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, graph) {
    if (graph.unit.isRefused(resource) || resource.partial) return;
    for (const unknown of unknownProviders(resource)) yield ofNoProvider(resource, unknown);
    for (const named of traefikNames(resource)) {
      if (named.bare === true) {
        yield ofRouter(resource, named, graph);
        continue;
      }
      const traefik = named.joined ? graph.routes.withoutProvider(OWN_PROVIDER) : undefined;
      const confining = named.inField === true ? graph.routes.confinedTraefik() : undefined;
      if (traefik !== undefined) yield withoutProvider(resource, named, traefik);
      else if (confining !== undefined) yield refusedForm(resource, named, confining);
      else yield* named.joined ? joined(resource, named, graph) : own(resource, named, graph);
    }
  },
});

function ofNoProvider(resource: Resource, { provider, at }: UnknownProvider): Finding {
  const isMeant = isSimilar(provider, OWN_PROVIDER);
  return {
    message: `${describe(resource)} names a part of provider ${code(provider)}, which Traefik does not have`,
    at: { place: at, text: 'no provider is called so' },
    notes: [DROPPED],
    help: isMeant ? undefined : `parts of Traefik's own kinds are of provider ${code(OWN_PROVIDER)}`,
    fix: isMeant ? replacing({ at }, OWN_PROVIDER) : undefined,
  };
}

/** Nothing that a user can write is of the provider of Ingresses. */
function ofRouter(resource: Resource, named: TraefikName, graph: Graph): Finding {
  const { kind, name, at } = named;
  const full = fullName(named, graph);
  return {
    message: `${describe(resource)} names ${kind} ${code(name)} without its provider`,
    at: { place: at, text: 'without `@` it is looked for among the parts of Ingresses, which are none' },
    related:
      full === undefined
        ? []
        : [{ place: full.owner.at('metadata', 'name'), text: `${describe(full.owner)} stands here` }],
    notes: [DROPPED],
    help: full === undefined ? `write ${code(`NAMESPACE-NAME@${OWN_PROVIDER}`)}` : undefined,
    fix: full && replacing({ at }, full.text),
  };
}

/** The one object on disk that is meant, by its name alone or with its namespace before it. */
function fullName(
  { kind, name }: TraefikName,
  graph: Graph,
): { readonly owner: Resource; readonly text: string } | undefined {
  const whole = called(kind, name, graph);
  const parts = [...name.matchAll(/-/g)].flatMap(({ index }) =>
    called(kind, name.slice(index + 1), graph).filter((each) => graph.namespaces.of(each) === name.slice(0, index)),
  );
  const [owner, ...others] = parts.length > 0 ? parts : whole;
  const namespace = owner && graph.namespaces.of(owner);
  if (owner === undefined || others.length > 0 || typeof namespace !== 'string') return undefined;
  return { owner, text: `${parts.length > 0 ? name : `${namespace}-${name}`}@${OWN_PROVIDER}` };
}

function withoutProvider(resource: Resource, { kind, name, at }: TraefikName, { container }: RunningProxy): Finding {
  return {
    message: `${describe(resource)} names ${kind} ${code(name)} of a provider that Traefik runs without`,
    at: { place: at, text: `${code(`@${OWN_PROVIDER}`)} is that of Traefik's own kinds` },
    related: [{ place: container.keyAt('args'), text: 'other providers are switched on, this one is not' }],
    notes: [DROPPED],
    help: `start Traefik with ${code(`--providers.${OWN_PROVIDER}`)}`,
  };
}

/** The form may lead to any namespace, so that Traefik refuses it wherever it leads. */
function refusedForm(resource: Resource, { kind, name, at }: TraefikName, { container }: RunningProxy): Finding {
  const whole = `${name}@${OWN_PROVIDER}`;
  return {
    message: `${describe(resource)} names ${kind} ${code(whole)}, a form that Traefik does not allow`,
    at: { place: at, text: 'here the name of the object stands alone, and its namespace beside it' },
    related: [{ place: container.keyAt('args'), text: 'without `--providers.kubernetescrd.allowCrossNamespace`' }],
    notes: [
      'from 2.5 on Traefik drops the route: the form may lead to another namespace, which has to be allowed first',
    ],
    help: 'write the name of the object, and `namespace` where it is another one, which Traefik must then allow',
  };
}

/** All on disk that have this name. */
function called(kind: string, name: string, { unit, elsewhere }: Graph): readonly Resource[] {
  return TRAEFIK_GROUPS.flatMap((group) => [
    ...unit.named(group, kind, name),
    ...elsewhere.named(group, kind, name, null),
  ]);
}

/** `shop-auth` is `auth` of `shop`, or `shop-auth` without its namespace. */
function* joined(resource: Resource, named: TraefikName, graph: Graph): Iterable<Finding> {
  const { kind, name } = named;
  const steps = [...name.matchAll(/-/g)].map(({ index }) => index);
  for (const step of steps) {
    const [namespace, rest] = [name.slice(0, step), name.slice(step + 1)];
    const found = called(kind, rest, graph).map((each) => graph.namespaces.of(each) ?? undefined);
    if (found.some((each) => each === undefined || each === namespace)) return;
  }
  const whole = called(kind, name, graph);
  const namespaces = new Set(whole.map((each) => graph.namespaces.of(each)));
  const [owner] = whole;
  if (owner === undefined || namespaces.size > 1) return;
  const [namespace] = namespaces;
  yield {
    message: `${describe(resource)} names ${code(name)} without the namespace of ${describe(owner)}`,
    at: { place: named.at, text: `this is \`NAMESPACE-NAME\` for Traefik` },
    related: [{ place: owner.at('metadata', 'name'), text: `${describe(owner)} stands here` }],
    notes: [DROPPED],
    help: typeof namespace === 'string' ? undefined : `write the namespace and a dash before ${code(name)}`,
    fix:
      typeof namespace === 'string'
        ? replacing(named, `${namespace}-${name}${named.inField === true ? `@${OWN_PROVIDER}` : ''}`)
        : undefined,
  };
}

/** Without `namespace` it is the one of the route. */
function* own(resource: Resource, named: TraefikName, graph: Graph): Iterable<Finding> {
  const { kind, name, at } = named;
  const wanted = named.namespace ?? graph.namespaces.of(resource);
  const found = called(kind, name, graph);
  const [owner] = found;
  const there = owner && graph.namespaces.of(owner);
  if (owner === undefined || wanted === null || typeof there !== 'string') return;
  if (found.some((each) => [wanted, null].includes(graph.namespaces.of(each)))) {
    const traefik = isOfAnother(resource, named, graph) ? graph.routes.confinedTraefik() : undefined;
    if (traefik !== undefined) yield confined(resource, named, traefik);
    return;
  }
  yield {
    message: `${describe(resource)} names ${describe(owner)}, which is in ${code(there)}, not in ${code(wanted)}`,
    at: {
      place: at,
      text: named.namespace === undefined ? 'without `namespace` it is the one of this object' : 'it is not there',
    },
    related: [{ place: owner.at('metadata', 'namespace'), text: `${describe(owner)} is in ${code(there)}` }],
    notes: [DROPPED],
    help: `write ${code(`namespace: ${there}`)} beside it; Traefik must then allow other namespaces`,
  };
}

function isOfAnother(resource: Resource, { namespace }: TraefikName, { namespaces }: Graph): boolean {
  const own = namespaces.of(resource);
  return namespace !== undefined && own !== null && own !== namespace;
}

function confined(resource: Resource, { kind, name, at }: TraefikName, { container }: RunningProxy): Finding {
  return {
    message: `${describe(resource)} names ${kind} ${code(name)} of another namespace, which Traefik does not allow`,
    at: { place: at, text: 'of another namespace than this object' },
    related: [{ place: container.keyAt('args'), text: 'without `--providers.kubernetescrd.allowCrossNamespace`' }],
    notes: [DROPPED],
    help: 'start Traefik with `--providers.kubernetescrd.allowCrossNamespace=true`, or move the object',
  };
}

const OWN_PROVIDER = 'kubernetescrd';
const DROPPED = 'Traefik drops a router with a part that it does not find: its requests get 404';

function replacing({ at }: Pick<TraefikName, 'at'>, text: string): FixRecipe {
  return {
    title: `name ${code(text)}`,
    applicability: 'unsafe',
    changes: [{ replace: at, with: text, inside: true }],
  };
}
