import { append } from '../../data/group.js';
import type { Graph } from '../../graph/graph.js';
import type { Client } from '../../graph/names/clients.js';
import type { Passage } from '../../graph/passages/passage.js';
import type { Match } from '../../k8s/labels/labels.js';
import { union, NO_PORT, type PortSet } from '../../k8s/policies/port-set.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Connection, ShutOut } from './connections.js';
import { peerText } from './peer-text.js';
import { inOrder, type Places, type PolicyRuleOf } from './places.js';
import { rulesOf } from './sides.js';

/** A port of Pods that an Ingress or a route leads to, and whether their policies let in whoever carries it out. */
interface Need {
  readonly from: Resource;
  readonly port: { readonly number: number; readonly protocol: string };
  readonly gate: Passage['ingress'];
}

/** What becomes of the connections that Ingresses and routes need. */
export interface FromControllers {
  /** What is let in for sure, or perhaps: none, or one connection. */
  readonly connections: readonly Connection[];
  /** What is not. */
  readonly shutOut: readonly ShutOut[];
}

/** The connections that Ingresses and routes need, by the Pods that they lead to. */
export function ingressControllersOf(graph: Graph, places: Places): (template: PodTemplate) => FromControllers {
  const needs = new Map<PodTemplate, Need[]>();
  for (const service of graph.unit.services) {
    if (graph.unit.isRefused(service.resource)) continue;
    for (const client of graph.names.clientsOf(service).filter(isFromOutside)) {
      const wanted = service.ports.filter(({ port, name }) => [port, name, undefined].includes(client.port));
      for (const template of graph.selection.matching(service))
        for (const item of wanted) {
          const { number } = graph.ports.resolve(item, template);
          if (number === undefined) continue;
          const port = { number, protocol: item.protocol };
          const gate = graph.policies.passage('proxy', template, port).ingress;
          append(needs, template, { from: client.from, port, gate });
        }
    }
  }
  return (template) => {
    const own = needs.get(template) ?? [];
    return { connections: connectionsFor(own, places), shutOut: shutOutOf(own, places) };
  };
}

/** Routes of a mesh lead Pods to Pods. */
function isFromOutside({ by, from }: Client): boolean {
  return by === 'traffic' && from.group !== 'networking.istio.io' && from.group !== 'split.smi-spec.io';
}

function connectionsFor(needs: readonly Need[], places: Places): readonly Connection[] {
  const having = (match: Match): readonly Need[] => needs.filter(({ gate }) => gate.passes === match);
  const admitted = [...having('yes'), ...having('unknown')];
  if (admitted.length === 0) return [];
  const by = admitted.flatMap(({ gate }): readonly PolicyRuleOf[] => gate.admissions);
  const peer = { kind: 'ingress-controller', from: inOrder(admitted.map(({ from }) => places.object(from))) } as const;
  return [
    {
      peer,
      who: peerText(peer),
      ports: portsOf(having('yes')),
      perhaps: portsOf(having('unknown')),
      by: rulesOf({ places }, by),
    },
  ];
}

function shutOutOf(needs: readonly Need[], places: Places): readonly ShutOut[] {
  const shut = needs.filter(({ gate }) => gate.passes === 'no');
  if (shut.length === 0) return [];
  return [{ from: inOrder(shut.map(({ from }) => places.object(from))), ports: portsOf(shut) }];
}

function portsOf(needs: readonly Need[]): PortSet {
  return union(NO_PORT, ...needs.map(({ port: { number, protocol } }) => [{ protocol, from: number, to: number }]));
}
