import { groupBy } from '../../data/group.js';
import { rememberEach } from '../../data/once.js';
import { admit, graphsOf } from '../../engine/load.js';
import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Graph } from '../../graph/graph.js';
import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import type { Unit } from '../../units/unit/unit.js';
import type { PodGroup, UnitConnections } from './connections.js';
import { ingressControllersOf } from './ingress-controllers.js';
import { inOrder, keyOfObject, placesOf } from './places.js';
import { podClassesOf, type PodClass } from './pod-classes.js';
import { sideOf } from './sides.js';

/** Who may talk to whom, unit by unit in the order of their folders; units without Pods are left out. */
export function connectWith(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions = {},
): readonly UnitConnections[] {
  return [...graphsOf(admit(inputs, options, rules))]
    .map(({ unit, graph }) => connectionsIn(unit, graph))
    .filter(({ groups }) => groups.length > 0)
    .sort((a, b) => compareTexts(a.unit, b.unit));
}

/** The connections of one unit. */
export function connectionsIn({ folder, objects }: Unit, graph: Graph): UnitConnections {
  const { isRefused } = graph.unit;
  const policies = objects.flatMap(({ policy }) => (policy && !isRefused(policy.resource) ? policy : []));
  const templates = objects.flatMap(({ workload }) =>
    workload && !isRefused(workload.resource) ? workload.templates : [],
  );
  const places = placesOf(graph.namespaces);
  const all = podClassesOf(graph, policies, templates);
  const side = rememberEach((pods: PodClass, direction: 'ingress' | 'egress') =>
    sideOf({ all, places }, pods, direction),
  );
  const fromControllers = ingressControllersOf(graph, places);
  const placed = all.classes.flatMap((pods) =>
    pods.templates.map((template): PodGroup => {
      const ingress = side(pods, 'ingress');
      return {
        pods: [places.pods(template)],
        onHostNetwork: pods.onHostNetwork,
        ingress: { ...ingress, connections: [...ingress.connections, ...fromControllers(template)] },
        egress: side(pods, 'egress'),
      };
    }),
  );
  const alike = [...groupBy(placed, ({ pods: _, ...said }) => JSON.stringify(said)).values()];
  const groups = alike.flatMap(([first, ...rest]): readonly PodGroup[] =>
    first === undefined ? [] : [{ ...first, pods: inOrder([first, ...rest].flatMap(({ pods }) => pods)) }],
  );
  return { unit: folder === '' ? '.' : folder, groups: groups.sort((a, b) => compareTexts(firstOf(a), firstOf(b))) };
}

function firstOf({ pods: [first] }: PodGroup): string {
  return first === undefined ? '' : keyOfObject(first);
}
