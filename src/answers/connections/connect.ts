import { groupBy } from '../../data/group.js';
import { admit, graphsOf } from '../../engine/load.js';
import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Graph } from '../../graph/graph.js';
import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import type { Unit } from '../../units/unit/unit.js';
import type { World } from '../evidence/evidence.js';
import type { PodGroup, UnitConnections } from './connections.js';
import { ingressControllersOf } from './ingress-controllers.js';
import { inOrder, keyOfObject, placesOf } from './places.js';
import { podClassesOf } from './pod-classes.js';
import { sidesOf } from './sides.js';

/** Who may talk to whom, unit by unit in the order of their folders; units without Pods are left out. */
export function connectWith(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions = {},
): readonly UnitConnections[] {
  return connectedIn([...graphsOf(admit(inputs, options, rules))]);
}

/** The same of a tree that is read already. */
export function connectedIn(worlds: readonly World[]): readonly UnitConnections[] {
  return worlds
    .map(({ unit, graph }) => connectionsIn(unit, graph))
    .filter(({ groups }) => groups.length > 0)
    .sort((a, b) => compareTexts(a.unit, b.unit));
}

function connectionsIn({ folder, objects }: Unit, graph: Graph): UnitConnections {
  const places = placesOf(graph.namespaces);
  const accepted = objects.filter(({ resource }) => !graph.unit.isRefused(resource));
  const refused = objects.filter(({ resource }) => graph.unit.isRefused(resource));
  const policies = accepted.flatMap(({ policy }) => policy ?? []);
  const all = podClassesOf(graph, policies, ({ workload }) => !graph.unit.isRefused(workload.resource));
  const sides = sidesOf({ all, places });
  const fromControllers = ingressControllersOf(graph, places);
  const drafts = all.classes.flatMap((pods) => {
    const [ingress, egress] = [sides.of(pods, 'ingress'), sides.of(pods, 'egress')];
    const key = [sides.keyOf(ingress), sides.keyOf(egress), pods.onHostNetwork].join();
    return pods.templates.map((template) => {
      const { connections, shutOut } = fromControllers(template);
      const isPlain = connections.length + shutOut.length === 0;
      const group: PodGroup = {
        pods: [places.pods(template)],
        onHostNetwork: pods.onHostNetwork,
        ingress:
          connections.length === 0 ? ingress : { ...ingress, connections: [...ingress.connections, ...connections] },
        egress,
        shutOut,
      };
      return { group, key: isPlain ? key : `${key} ${JSON.stringify([connections, shutOut])}` };
    });
  });
  const groups = [...groupBy(drafts, ({ key }) => key).values()].flatMap(([first, ...rest]): readonly PodGroup[] =>
    first === undefined ? [] : [{ ...first.group, pods: inOrder([first, ...rest].flatMap(({ group }) => group.pods)) }],
  );
  return {
    unit: folder === '' ? '.' : folder,
    groups: groups.sort((a, b) => compareTexts(firstOf(a), firstOf(b))),
    labelled: sides.labelled(),
    refused: inOrder(
      refused.filter(({ policy, workload }) => policy ?? workload).map(({ resource }) => places.object(resource)),
    ),
  };
}

function firstOf({ pods: [first] }: PodGroup): string {
  return first === undefined ? '' : keyOfObject(first);
}
