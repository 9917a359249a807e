import { once } from '../../data/once.js';
import type { OuterRule } from '../../k8s/entries/outer-rule.js';
import { outerRulesOf } from '../../k8s/entries/outer-rules.js';
import type { Resource } from '../../k8s/object/resource.js';
import { GATEWAY_GROUP, hasListeners, type ParentRef, parentRefsOf } from '../../k8s/routes/gateway-api.js';
import { gatewaysOf, ISTIO_GROUP } from '../../k8s/routes/istio.js';
import { referencesOf } from '../../k8s/references/references.js';
import { isPlaceholder } from '../../k8s/syntax/placeholders.js';
import { getList, getString, type Path } from '../../tree/tree.js';
import type { Namespaces } from '../unit/namespaces.js';
import { areApplied } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Requests that two routes of one kind ask for at the same door, and send to different Services. */
export interface ContestedRoute {
  /** The rule of this route, and that of the other one. */
  readonly at: Path;
  readonly other: Resource;
  readonly otherAt: Path;
  /** Empty for any host. */
  readonly host: string;
  readonly path: string;
}

export interface RouteClaims {
  /** The first requests of this route for which an earlier one asks as well; undefined for that one itself. */
  contestedRoute(route: Resource): ContestedRoute | undefined;
}

/** Where the requests for a kind of route come in. */
interface Door {
  readonly group: string;
  readonly kind: string;
  /** Texts that compare. */
  readonly doorsOf: (route: Resource, rule: OuterRule, home: string | null) => readonly string[];
  /** False for rules that are told apart by more than host and path. */
  readonly isJudged?: (rule: OuterRule) => boolean;
  /** True where a host belongs to one object, whatever its paths are. */
  readonly byHost?: true;
}

const parent = ({ group, kind, namespace, name, sectionName, port }: ParentRef, home: string | null): string =>
  JSON.stringify([group, kind, namespace ?? home, name, sectionName, port]);

/** Requests of one kind of route are shared out among its own objects (semantics 7.2, 7.3, 7.4, 7.13). */
const DOORS: readonly Door[] = [
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map((kind): Door => ({
    group: GATEWAY_GROUP,
    kind,
    doorsOf: (route, _, home) =>
      parentRefsOf(route)
        .filter(hasListeners)
        .map((each) => parent(each, home)),
  })),
  {
    group: ISTIO_GROUP,
    kind: 'VirtualService',
    doorsOf: (route, _, home) => gatewaysOf(route).map((each) => parent(each, home)),
    isJudged: ({ at }) => at[1] === 'http',
  },
  ...['traefik.io', 'traefik.containo.us'].map((group): Door => ({
    group,
    kind: 'IngressRoute',
    // With equal priorities alone it is left to chance.
    doorsOf: ({ tree }, { priority }) => [
      JSON.stringify([
        priority,
        ...getList(tree, 'spec', 'entryPoints')
          .flatMap((each) => getString(each) ?? [])
          .sort(),
      ]),
    ],
  })),
  { group: 'projectcontour.io', kind: 'HTTPProxy', doorsOf: () => [''], byHost: true },
  {
    group: 'route.openshift.io',
    kind: 'Route',
    doorsOf: () => [''],
    isJudged: ({ at }) => at[1] === 'host',
  },
];

/** Of two routes for the same requests a router takes one, mostly the older. */
export function routeClaimsOf(
  index: Pick<UnitIndex, 'ofKind' | 'isOneApply'>,
  namespaces: Namespaces,
  isRefused: (resource: Resource) => boolean,
): RouteClaims {
  const contested = once(() => {
    const found = new Map<Resource, ContestedRoute>();
    for (const door of DOORS) {
      const first = new Map<string, Claim>();
      for (const route of index.ofKind(door.group, door.kind)) {
        if (route.partial || route.patched || isRefused(route)) continue;
        for (const claim of claimsOf(route, door, namespaces.of(route))) {
          const before = first.get(claim.requests);
          if (before === undefined) first.set(claim.requests, claim);
          else if (
            before.route.name !== route.name &&
            !found.has(route) &&
            (door.byHost === true || before.targets !== claim.targets) &&
            areApplied(before.route, route, undefined, index.isOneApply)
          )
            found.set(route, { ...claim, other: before.route, otherAt: before.at });
        }
      }
    }
    return found;
  });
  return { contestedRoute: (route) => contested().get(route) };
}

interface Claim extends Pick<ContestedRoute, 'at' | 'host' | 'path'> {
  readonly route: Resource;
  /** The door, and what is asked for there, as a text that compares. */
  readonly requests: string;
  /** The Services that get them. */
  readonly targets: string;
}

/** One text for one Service, whether its name is written short or in full, with its namespace or without. */
function targetsIn(route: Resource, home: string | null): (name: Path) => string {
  const references = new Map(referencesOf(route).map((reference) => [reference.nameAt.span.start, reference]));
  return (name) => {
    const meant = references.get(route.at(...name).span.start);
    return JSON.stringify([meant?.namespace ?? home, meant?.name ?? getString(route.tree, ...name)]);
  };
}

function claimsOf(route: Resource, door: Door, home: string | null): readonly Claim[] {
  const targetOf = targetsIn(route, home);
  return outerRulesOf(route).flatMap((rule) => {
    const { at, hosts, path, isConditional, isDefault } = rule;
    if (isConditional || isDefault || path.kind === 'open' || isPlaceholder(path.text)) return [];
    if (door.isJudged?.(rule) === false) return [];
    const targets = JSON.stringify(rule.services.map(targetOf).sort());
    const wanted = (hosts.length === 0 ? [''] : hosts).filter((host) => !isPlaceholder(host));
    return door.doorsOf(route, rule, home).flatMap((text) =>
      wanted.map((host) => ({
        route,
        at,
        host,
        path: path.text,
        requests: JSON.stringify(door.byHost === true ? [text, host] : [text, host, path.kind, path.text]),
        targets,
      })),
    );
  });
}
