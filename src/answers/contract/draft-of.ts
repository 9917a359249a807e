import { groupBy } from '../../data/group.js';
import type { World } from '../evidence/evidence.js';
import { callingEdges, type IsBlamed } from './calling.js';
import type { EdgePort } from './contract.js';
import type { Draft, DraftEdge, DraftPart } from './draft.js';
import { partsOf } from './parts.js';
import { routingEdges } from './routing.js';
import { selectingEdges } from './selecting.js';

/** The parts of one unit, and the edges between them. */
export function draftOf({ unit, graph }: World, isBlamed: IsBlamed): Draft {
  const parts = partsOf(unit.objects, graph);
  const edges = unit.objects.flatMap((object) => [
    ...(object.service === undefined ? [] : selectingEdges(object.service, parts, graph)),
    ...routingEdges(object, parts, graph),
    ...callingEdges(object, parts, graph, isBlamed),
  ]);
  return {
    unit: unit.folder === '' ? '.' : unit.folder,
    parts: [...new Set([...parts.all, ...edges.flatMap(({ from, to }) => [from, to])])],
    edges: joined(edges),
  };
}

/** Edges of one kind between the same two parts are one, with the ports of all. */
function joined(edges: readonly DraftEdge[]): readonly DraftEdge[] {
  const numbers = new Map<DraftPart, number>();
  const numberOf = (part: DraftPart): number => {
    const known = numbers.get(part) ?? numbers.size;
    numbers.set(part, known);
    return known;
  };
  const groups = groupBy(edges, ({ from, to, kind }) => `${numberOf(from)} ${kind} ${numberOf(to)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    return [
      {
        ...first,
        ports: distinct(group.flatMap(({ ports }) => ports)),
        evidence: group.flatMap(({ evidence }) => evidence),
        status: group.every(({ status }) => status === 'unknown') ? 'unknown' : 'ok',
      },
    ];
  });
}

function distinct(ports: readonly EdgePort[]): readonly EdgePort[] {
  return [...new Map(ports.map((port) => [JSON.stringify(port), port])).values()];
}
