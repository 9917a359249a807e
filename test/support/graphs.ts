import { admit, graphsOf } from '../../src/engine/load.js';
import type { LintOptions } from '../../src/engine/input/options.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Service } from '../../src/k8s/services/service.js';
import { isKind, type Resource } from '../../src/k8s/object/resource.js';
import type { ServiceReference } from '../../src/k8s/references/reference.js';
import type { NetworkPolicy } from '../../src/k8s/policies/network-policy.js';
import type { PodTemplate, Workload } from '../../src/k8s/workloads/workload.js';
import type { LoadedObject } from '../../src/units/unit/objects.js';
import type { Unit } from '../../src/units/unit/unit.js';

/** The graph of files that make one unit, by path. Without rules nothing is refused. */
export function graphOf(files: Readonly<Record<string, string>>, options: LintOptions = {}): Graph {
  const inputs = Object.entries(files).map(([path, text]) => ({ path, text }));
  const [only, ...more] = [...graphsOf(admit(inputs, options, []))];
  if (only === undefined || more.length > 0)
    throw new Error(`${more.length + (only === undefined ? 0 : 1)} units instead of one`);
  units.set(only.graph, only.unit);
  return only.graph;
}

/** The units behind the graphs of this file: rules have no list of all objects, and tests do. */
const units = new WeakMap<Graph, Unit>();

function objectsOf(graph: Graph): readonly LoadedObject[] {
  const unit = units.get(graph);
  if (unit === undefined) throw new Error('a graph that was built elsewhere');
  return unit.objects;
}

export function resourcesOf(graph: Graph): readonly Resource[] {
  return objectsOf(graph).map(({ resource }) => resource);
}

export function ofKind(graph: Graph, group: string, kind: string): readonly Resource[] {
  return resourcesOf(graph).filter((resource) => isKind(resource, group, kind));
}

export function workloadsOf(graph: Graph): readonly Workload[] {
  return objectsOf(graph).flatMap(({ workload: found }) => found ?? []);
}

export function policiesOf(graph: Graph): readonly NetworkPolicy[] {
  return objectsOf(graph).flatMap(({ policy }) => policy ?? []);
}

export function referencesOf(graph: Graph): readonly ServiceReference[] {
  return objectsOf(graph).flatMap(({ references }) => references);
}

export function serviceNamed(graph: Graph, name: string): Service {
  const found = graph.unit.services.find((service) => service.name === name);
  if (found === undefined) throw new Error(`no Service ${name}`);
  return found;
}

export function templateOf(graph: Graph, name: string): PodTemplate {
  const found = workloadsOf(graph).find((workload) => workload.name === name)?.templates[0];
  if (found === undefined) throw new Error(`no template of ${name}`);
  return found;
}

interface Shape {
  readonly namespace?: string;
  readonly labels?: string;
  readonly kind?: string;
  readonly containers?: string;
}

/** A workload in flow style: `labels` are its own and its template's. */
export function workload(
  name: string,
  { namespace, labels = `{app: ${name}}`, kind = 'Deployment', containers = '[{name: main}]' }: Shape = {},
): string {
  const where = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}${where}}\nspec:\n  selector: {matchLabels: ${labels}}\n  template: {metadata: {labels: ${labels}}, spec: {containers: ${containers}}}\n`;
}

export function service(name: string, spec: string, namespace?: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}}\nspec: ${spec}\n`;
}

/** The graph of the one unit of that folder, of files that make several. */
export function graphIn(folder: string, files: Readonly<Record<string, string>>, options: LintOptions = {}): Graph {
  const inputs = Object.entries(files).map(([path, text]) => ({ path, text }));
  const found = [...graphsOf(admit(inputs, options, []))].filter(({ unit }) => unit.folder === folder);
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) throw new Error(`${found.length} units of ${folder} instead of one`);
  units.set(only.graph, only.unit);
  return only.graph;
}

/** A kustomization of manifests beside it, which makes its folder a unit. */
export function kustomization(...resources: readonly string[]): string {
  return `resources: [${resources.join(', ')}]\n`;
}

/** An object in flow style: `apiVersion kind`, its name or the whole of its metadata, and further fields. */
export function object(kind: string, metadata: string, rest = ''): string {
  const [apiVersion, name] = kind.split(' ');
  const named = metadata.startsWith('{') ? metadata : `{name: ${metadata}}`;
  return `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: ${named}\n${rest === '' ? '' : `${rest}\n`}`;
}

/** Documents in one file. */
export function stream(...documents: readonly string[]): string {
  return documents.join('---\n');
}
