import type { Unit } from '../units/unit/unit.js';
import { closureOf } from './closure/closure.js';
import { makersOf } from './closure/makers.js';
import { elsewhereOf } from './elsewhere.js';
import { writtenEndpointsOf } from './endpoints.js';
import type { Graph } from './graph.js';
import { accountsOf } from './labelled/accounts.js';
import { budgetsOf } from './labelled/budgets.js';
import { labelledOf } from './labelled/labelled.js';
import { podsElsewhereOf, podsOf } from './labelled/pods.js';
import { monitorsOf } from './monitors.js';
import { leftBehindOf } from './left-behind.js';
import { linkVariablesIn, type LinkVariables } from './link-variables.js';
import { namesOf } from './names/names.js';
import { certifiedCallsOf, type CertifiedCalls } from './references/certified-calls.js';
import { companionsOf, type Companions } from './references/companions.js';
import { namespaceGaps } from './references/namespace-gaps.js';
import { closedPortsOf } from './passages/closed-ports.js';
import { oneSidedPassagesOf } from './passages/one-sided.js';
import { passagesOf } from './passages/passage.js';
import { scrapedPortsOf } from './passages/scraped-ports.js';
import { policiesOf } from './policies/policies.js';
import { openedNumbersOf } from './passages/opened-numbers.js';
import { delegationsOf } from './routes/delegations.js';
import { apexesOf } from './routes/apexes.js';
import { shutInsOf } from './shut-ins.js';
import { shutOutsOf } from './shut-outs.js';
import { attachmentsOf } from './routes/attachments.js';
import { destinationRulesOf } from './mesh/destination-rules.js';
import { ingressClaimsOf } from './routes/ingress-claims.js';
import { pathTypesOf } from './routes/path-types.js';
import { ingressClassesOf } from './routes/ingress-classes.js';
import { meshOf } from './mesh/mesh.js';
import { routeClaimsOf } from './routes/route-claims.js';
import { alikeOf } from './selection/alike.js';
import { brokenWorkloadsOf } from './selection/broken-workloads.js';
import { gainedSelectorsOf } from './selection/gained.js';
import { idleTemplatesOf } from './selection/idle-templates.js';
import { unselectedOf } from './selection/unselected.js';
import { crossingsOf } from './sharing/crossed.js';
import { deafPortsOf } from './ports/deaf-ports.js';
import { loopbackRoutesOf, type LoopbackRoutes } from './ports/loopback-routes.js';
import { meantNamespacesOf } from './selection/meant-namespace.js';
import { meantPortsOf } from './ports/meant-ports.js';
import { oddPortsOf } from './ports/odd-ports.js';
import { portsOf } from './ports/ports.js';
import { selectionsOf, type Selections } from './selection/selection.js';
import { proxyReadersOf, type ProxyReaders } from './protocols/proxy-readers.js';
import { spokenBehindOf, type SpokenBehind } from './protocols/spoken.js';
import { sentToOf } from './ports/sent.js';
import { nodeCallsOf, type NodeCalls } from './ports/node-calls.js';
import { untranslatedOf, type UntranslatedPorts } from './ports/untranslated.js';
import { sharedAddressesOf, type SharedAddresses } from './sharing/addresses.js';
import { unservingOf, type UnservingPods } from './sharing/unserving.js';
import { widenedSelectorsOf, type WidenedSelectors } from './sharing/widened.js';
import { membersOf, type Members } from './selection/members.js';
import { routedOf } from './selection/routed.js';
import { type Namespaces, namespacesOf, type Target } from './unit/namespaces.js';
import { objectsOf, type UnitObjects } from './unit/objects.js';
import type { Surroundings } from './unit/surroundings.js';
import { indexUnit, type UnitIndex } from './unit/unit-index.js';

/**
 * Builds the graph of one unit: every index in one pass; answers that are rarely asked for are computed then, and kept.
 */
export function buildGraph(unit: Unit, surroundings: Surroundings): Graph {
  const target = targetOf(unit, surroundings);
  const cluster = { ...surroundings.cluster, namespace: target?.isGuess === true ? undefined : target?.name };
  const index = indexUnit(unit);
  const namespaces = namespacesOf(target);
  const objects = objectsOf(index, namespaces, surroundings);
  const selections = selectionsOf(index, namespaces, surroundings);
  const makers = makersOf(index.operated, namespaces);
  const pods = { ...podsOf(index, namespaces, surroundings), ...accountsOf(index, namespaces) };
  const labelled = { ...pods, ...labelledOf(index), ...budgetsOf(index, namespaces, pods, objects.isRefused) };
  const podsElsewhere = podsElsewhereOf(index, namespaces, surroundings.elsewhere);
  const elsewhere = elsewhereOf(index, namespaces, surroundings, podsElsewhere);
  const ground = { index, namespaces, selections };
  const names = namesOf({ ...ground, unit, makers, target: target?.name, surroundings });
  const ports = portsOf({ ...ground, ...names, objects, minor: cluster.minor });
  const gaps = namespaceGaps(unit.objects, index, {
    matching: selections.matching,
    isRefused: objects.isRefused,
    instructions: unit.instructions,
    isDecided: cluster.namespace !== undefined || unit.deployer !== undefined,
    builtFrom: unit.kind === 'kustomization' ? unit.folder : undefined,
  });
  const policies = policiesOf(index, namespaces, { ...labelled, elsewhere: podsElsewhere }, surroundings.ofKind);
  const barriers = {
    ...ground,
    policies,
    ports,
    names,
    policiesElsewhere: elsewhere.policies,
    isRefused: objects.isRefused,
    isNamespaceKnown: target !== undefined,
  };
  const monitors = monitorsOf(namespaces, labelled, selections, objects.isRefused);
  const heard = { ...ports, ...deafPortsOf(selections, ports) };
  const sentTo = sentToOf(selections, ports);
  const members = membersOf(index, selections, namespaces, routedOf(unit, selections));
  return Object.freeze<Graph>({
    cluster,
    unit: objects,
    namespaces: { ...namespaces, gaps },
    selection: {
      ...selections,
      ...alikeOf(selections, namespaces),
      ...gainedSelectorsOf(index),
      ...sharingOf(index, selections, members, ports),
      ...brokenWorkloadsOf(index, namespaces),
      ...{ ...idleTemplatesOf(index), ...unselectedOf(index, namespaces, selections) },
      ...crossingsOf(index, namespaces, { ...selections, ...members }, ports),
      ...meantNamespacesOf(selections, surroundings.voices),
    },
    closure: closureOf(index, namespaces, selections, makers, { ...surroundings, ...unit }),
    leftBehind: leftBehindOf({ ...ground, unit, names, monitors }),
    ports: { ...heard, ...oddPortsOf(sentTo, heard), ...meantPortsOf(sentTo), ...behind(ground, ports, objects) },
    endpoints: writtenEndpointsOf(index, namespaces, elsewhere),
    labelled,
    names: { ...names, ...namedBeside(ground, surroundings) },
    routes: routesOf({ index, namespaces, objects, surroundings, unit }, { labelled, selections, ports }),
    monitors,
    policies: {
      ...policies,
      ...passagesOf(policies, objects),
      ...closedPortsOf(policies, ports, objects, { namespace: target?.name, open: index.open }),
      ...openedNumbersOf(policies, selections, ports),
      ...{ ...shutOutsOf(barriers), ...shutInsOf(barriers), ...scrapedPortsOf(policies, objects, target?.name) },
      ...oneSidedPassagesOf(barriers),
    },
    voices: surroundings.voices,
    elsewhere,
  });
}

/** Whoever deploys the unit decides before the option that speaks of the whole tree. */
function targetOf(unit: Unit, { cluster }: Surroundings): Target | undefined {
  return unit.namespace ?? (cluster.namespace === undefined ? undefined : { name: cluster.namespace });
}

/** Who shares what with whom: Pods, selectors, addresses. */
function sharingOf(
  index: UnitIndex,
  selections: Selections,
  members: Members,
  ports: Pick<Graph['ports'], 'resolve' | 'listensOn'>,
): UnservingPods & SharedAddresses & WidenedSelectors {
  const widened = widenedSelectorsOf(index, selections, ports);
  return { ...unservingOf(members, ports, widened), ...sharedAddressesOf(index), ...widened };
}

/** What objects name beside Services, or of them by other words. */
function namedBeside(
  { index, namespaces, selections }: Pick<Around, 'index' | 'namespaces'> & { readonly selections: Selections },
  surroundings: Surroundings,
): Companions & CertifiedCalls & LinkVariables {
  return {
    ...linkVariablesIn(index, namespaces),
    ...companionsOf(index, namespaces, surroundings),
    ...certifiedCallsOf({ index, namespaces, templatesOf: (service) => selections.of(service).templates }),
  };
}

/** What stands behind the ports of Services, beyond their numbers. */
function behind(
  { index, selections }: { readonly index: UnitIndex; readonly selections: Selections },
  ports: Pick<Graph['ports'], 'resolve' | 'configured' | 'given'>,
  objects: Pick<UnitObjects, 'find'>,
): SpokenBehind & LoopbackRoutes & ProxyReaders & UntranslatedPorts & NodeCalls {
  return {
    ...nodeCallsOf(index),
    ...spokenBehindOf(selections, ports),
    ...proxyReadersOf(selections, ports, objects),
    ...loopbackRoutesOf(selections, ports),
    ...untranslatedOf(selections, ports),
  };
}

interface Around {
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly objects: UnitObjects;
  readonly surroundings: Surroundings;
}

/** All answers about routes. */
function routesOf(
  { index, namespaces, objects, surroundings, unit }: Around & { readonly unit: Unit },
  parts: Omit<Parameters<typeof meshOf>[2], 'isRefused' | 'surroundings'>,
): Graph['routes'] {
  return {
    ...attachmentsOf(index, namespaces, objects, surroundings),
    ...destinationRulesOf(index, namespaces),
    ...ingressClassesOf(index, namespaces, surroundings),
    ...ingressClaimsOf(index, objects.isRefused, surroundings.ofTree),
    ...pathTypesOf(surroundings, unit.instructions),
    ...routeClaimsOf(index, namespaces, objects.isRefused),
    ...apexesOf(surroundings.splitsOf, namespaces),
    ...delegationsOf(surroundings),
    ...meshOf(index, namespaces, { ...parts, surroundings, isRefused: objects.isRefused }),
  };
}
