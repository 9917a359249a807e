import { readinessOf } from '../graph/ports/find-port.js';
import { compareTexts } from '../text/compare.js';
import type { Graph } from '../graph/graph.js';
import { isKind, type Resource } from '../k8s/object/resource.js';
import { isSlice } from '../k8s/services/endpoints.js';
import type { Service } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Rule } from '../rule/rule.js';
import { positionAt, writtenSpan } from '../text/source-file.js';
import { getList, getNumber, getString, type Tree } from '../tree/tree.js';
import type { Unit } from '../units/unit/unit.js';
import type { EndpointGroup, EndpointOwner, EndpointPort, ServiceEndpoints } from './endpoints.js';
import { admit, graphsOf } from './load.js';
import type { InputFile, LintOptions } from './input/options.js';

/**
 * The endpoints that the control plane would make of every Service, in the order of the text (semantics 5.1 to 5.5).
 */
export function predictWith(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  options: LintOptions = {},
): readonly ServiceEndpoints[] {
  const admitted = admit(inputs, options, rules);
  const found: Found[] = [];
  const seen = new Set<Resource>();
  for (const { unit, graph } of graphsOf(admitted)) {
    for (const service of graph.unit.services) {
      if (seen.has(service.resource)) continue; // a file that several environments share
      seen.add(service.resource);
      found.push({
        offset: service.resource.at('metadata', 'name').span.start,
        endpoints: endpointsOf(service, unit, graph),
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

function endpointsOf(service: Service, { folder }: Unit, graph: Graph): ServiceEndpoints {
  const { resource, name, type } = service;
  const { file, start } = writtenSpan(resource.at('metadata', 'name').span);
  return {
    unit: folder === '' ? '.' : folder,
    namespace: graph.namespaces.of(resource),
    name,
    file: file.path,
    line: positionAt(file, start).line,
    type,
    ...sourceOf(service, graph),
  };
}

function sourceOf(service: Service, graph: Graph): Pick<ServiceEndpoints, 'source' | 'groups'> {
  if (graph.unit.isRefused(service.resource)) return { source: 'rejected', groups: [] };
  if (service.type === 'ExternalName') return { source: 'external-name', groups: [] };
  if (service.selector !== undefined)
    return { source: 'selector', groups: merge([...podGroups(service, graph), ...sliceGroups(service, graph)]) };
  const slices = sliceGroups(service, graph);
  const mirrored = mirroredGroups(service, graph);
  const groups = merge([...mirrored, ...slices]);
  if (slices.length > 0) return { source: 'endpointslice', groups };
  return { source: mirrored.length > 0 ? 'endpoints' : 'none', groups };
}

/**
 * One group for each template; ports that FindPort leaves out are left out, so a group may have none (semantics 5.5).
 */
function podGroups(service: Service, graph: Graph): readonly EndpointGroup[] {
  const matching = graph.selection.matching(service);
  const certain = matching.filter(
    ({ workload }) => graph.namespaces.same(service.resource, workload.resource) === 'yes',
  );
  // Where both a certain and a possible namespace match, the possible one is left out; alone, it is the best guess.
  return (certain.length > 0 ? certain : matching)
    .filter((template) => makesPods(template, graph))
    .map((template) => {
      const ports = service.ports.flatMap((port): EndpointPort[] => {
        const { number } = graph.ports.resolve(port, template);
        return number === undefined ? [] : [{ name: port.name, port: number, protocol: port.protocol }];
      });
      const { kind, name } = template.workload;
      return { ports, pods: [{ kind, name, readiness: readinessOf(template) }] };
    });
}

/**
 * No Pod comes of an object that is refused or scaled to nothing, nor of one that the built-in controllers do not know.
 */
function makesPods({ workload }: PodTemplate, graph: Graph): boolean {
  const { resource, replicas } = workload;
  return !graph.unit.isRefused(resource) && replicas > 0 && !isSuspendedJob(resource);
}

function isSuspendedJob(resource: Resource): boolean {
  const suspend = resource.get('spec', 'suspend');
  return resource.kind === 'Job' && suspend?.type === 'scalar' && suspend.value === true;
}

function sliceGroups(service: Service, graph: Graph): readonly EndpointGroup[] {
  return graph.endpoints
    .of(service)
    .filter((resource) => isSlice(resource) && !graph.unit.isRefused(resource))
    .map((slice) => ({
      ports: getList(slice.tree, 'ports').flatMap(portOf),
      pods: getList(slice.tree, 'endpoints').length > 0 ? [ownerOf(slice)] : [],
    }));
}

/** The mirroring controller copies Endpoints of the Service's name unless a label forbids it (semantics 5.10). */
function mirroredGroups(service: Service, graph: Graph): readonly EndpointGroup[] {
  return graph.endpoints
    .of(service)
    .filter((resource) => isKind(resource, '', 'Endpoints') && !graph.unit.isRefused(resource))
    .filter(
      (resource) =>
        getString(resource.tree, 'metadata', 'labels', 'endpointslice.kubernetes.io/skip-mirror') !== 'true',
    )
    .flatMap((endpoints) =>
      getList(endpoints.tree, 'subsets').map((subset) => ({
        ports: getList(subset, 'ports').flatMap(portOf),
        pods: [ownerOf(endpoints)],
      })),
    );
}

function portOf(tree: Tree): readonly EndpointPort[] {
  const port = getNumber(tree, 'port');
  if (port === undefined) return []; // kube-proxy ignores a slice port without a number
  return [{ name: getString(tree, 'name') ?? '', port, protocol: getString(tree, 'protocol') ?? 'TCP' }];
}

function ownerOf(resource: Resource): EndpointOwner {
  return { kind: resource.kind, name: resource.name ?? '', readiness: 'always' };
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
