import type { InputFile, LintOptions } from '../../engine/input/options.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { Rule } from '../../rule/rule.js';
import { compareTexts } from '../../text/compare.js';
import { positionAt, writtenSpan } from '../../text/source-file.js';
import { type Evidence, gather, type World } from '../evidence/evidence.js';
import { type Backing, backingOf, type BackingPods, type WrittenBacking } from './backing.js';
import type { EndpointGroup, EndpointOwner, EndpointPort, ServiceEndpoints } from './endpoints.js';
import { lackOf } from './lack.js';

/**
 * The endpoints that the control plane would make of every Service, in the order of the text (semantics 5.1 to 5.5).
 */
export function predictWith(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions = {},
): readonly ServiceEndpoints[] {
  return predictedIn(gather(rules, inputs, options));
}

/** The same of a tree that is read already. */
export function predictedIn(evidence: Evidence): readonly ServiceEndpoints[] {
  const found: Found[] = [];
  const seen = new Set<Resource>();
  for (const world of evidence.worlds) {
    for (const service of world.graph.unit.services) {
      if (seen.has(service.resource)) continue; // a file that several environments share
      seen.add(service.resource);
      found.push({
        offset: service.resource.at('metadata', 'name').span.start,
        endpoints: endpointsOf(service, world, evidence),
      });
    }
  }
  return found.sort(byPlace).map(({ endpoints }) => endpoints);
}

interface Found {
  readonly offset: number;
  readonly endpoints: ServiceEndpoints;
}

function byPlace(a: Found, b: Found): number {
  return (
    compareTexts(a.endpoints.file, b.endpoints.file) ||
    a.offset - b.offset ||
    compareTexts(a.endpoints.unit, b.endpoints.unit)
  );
}

function endpointsOf(service: Service, { unit, graph }: World, { findings }: Evidence): ServiceEndpoints {
  const { resource, name, type, headless } = service;
  const { file, start } = writtenSpan(resource.at('metadata', 'name').span);
  const backing = backingOf(service, graph);
  const groups = groupsOf(backing);
  return {
    unit: unit.folder === '' ? '.' : unit.folder,
    namespace: graph.namespaces.of(resource),
    name,
    file: file.path,
    line: positionAt(file, start).line,
    type,
    headless,
    ports: service.ports.map(({ name: ownName, port, protocol, target }) => ({
      name: ownName,
      port,
      protocol,
      target: target.kind === 'name' ? target.name : target.number,
    })),
    source: backing.source,
    groups,
    lack: lackOf(service, backing, { graph, findings }),
  };
}

function groupsOf({ pods, written }: Backing): readonly EndpointGroup[] {
  return merge([
    ...pods.filter(({ absent }) => absent === undefined).map((each) => podGroup(each)),
    ...written.map(writtenGroup),
  ]);
}

/** Ports that FindPort leaves out are left out, so a group may have none (semantics 5.5). */
function podGroup({ template, ports, readiness }: BackingPods): EndpointGroup {
  const { kind, name } = template.workload;
  return {
    ports: ports.flatMap(({ number, port }): EndpointPort[] =>
      number === undefined ? [] : [{ name: port.name, port: number, protocol: port.protocol }],
    ),
    pods: [{ kind, name, readiness }],
  };
}

function writtenGroup({ resource, ports, hasAddresses }: WrittenBacking): EndpointGroup {
  return {
    ports,
    pods: hasAddresses ? [{ kind: resource.kind, name: resource.name ?? '', readiness: 'always' }] : [],
  };
}

/** Groups of equal ports become one; ports in the order of their names, Pods in the order of theirs. */
function merge(groups: readonly EndpointGroup[]): readonly EndpointGroup[] {
  const byPorts = new Map<
    string,
    { readonly ports: readonly EndpointPort[]; readonly pods: Map<string, EndpointOwner> }
  >();
  for (const group of groups) {
    const ports = [...group.ports].sort((a, b) => compareTexts(portKey(a), portKey(b)));
    const key = ports.map(portKey).join('\n');
    const same = byPorts.get(key) ?? { ports, pods: new Map<string, EndpointOwner>() };
    for (const pod of group.pods) {
      const name = `${pod.kind}/${pod.name}`;
      if (!same.pods.has(name)) same.pods.set(name, pod);
    }
    byPorts.set(key, same);
  }
  return sorted(byPorts).map(({ ports, pods }) => ({ ports, pods: sorted(pods) }));
}

/** The values of a map in the order of their keys. */
function sorted<V>(map: ReadonlyMap<string, V>): readonly V[] {
  return [...map].sort(([a], [b]) => compareTexts(a, b)).map(([, value]) => value);
}

function portKey({ name, port, protocol }: EndpointPort): string {
  return `${name}\0${String(port).padStart(5, '0')}\0${protocol}`;
}
