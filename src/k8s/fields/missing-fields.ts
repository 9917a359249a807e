import { isSimilar } from '../../text/spelling/similar.js';
import { getEntries, getList, getString, type Path, type Tree } from '../../tree/tree.js';
import { isMonitor, MONITOR_KINDS } from '../monitors/monitor.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';
import { POD_MAKING_KINDS } from '../pods/pod-makers.js';
import { podSpecsOf, podTemplatePaths, type PodSpec } from '../pods/pod-specs.js';
import { CALLER_KINDS } from '../references/api-server.js';
import { isIngressV1 } from '../routes/ingress.js';
import { splitPorts, writtenPorts } from '../services/written-ports.js';
import type { MissingField } from './missing-field.js';
import { callMissing, ingressMissing } from './missing-in-ingress.js';

/** The kinds of which it is known here what they require. */
export const KINDS_WITH_REQUIRED_FIELDS: readonly ObjectKind[] = [
  ...POD_MAKING_KINDS,
  '/Service',
  'networking.k8s.io/v1/Ingress',
  ...CALLER_KINDS,
  ...MONITOR_KINDS,
];

/**
 * Absent or empty required fields of Services, Pod templates, Ingresses and of what the API server calls (semantics
 * 4.3, 4.4, 6.2, 6.9, 7.1, 7.6); one for each that lacks something. `strict` where unknown fields are refused already.
 */
export function missingFields(resource: Resource, strict: boolean): readonly MissingField[] {
  if (isMonitor(resource)) return isAbsent(resource.get('spec'), 'selector') ? [MONITORS_SELECTOR] : [];
  return allMissing(resource, strict).filter(({ path }) => !isMisspelled(resource, path));
}

const MONITORS_SELECTOR: MissingField = {
  path: ['spec', 'selector'],
  field: 'selector',
  part: undefined,
  because: 'an empty one, `{}`, selects everything',
};

function allMissing(resource: Resource, strict: boolean): readonly MissingField[] {
  if (isKind(resource, '', 'Service')) return serviceFields(resource, strict);
  if (isIngressV1(resource)) return ingressMissing(resource, strict);
  return [
    ...callMissing(resource),
    ...templateFields(resource),
    ...podSpecsOf(resource).flatMap((spec) => podFields(resource, spec, strict)),
  ];
}

function serviceFields(resource: Resource, strict: boolean): readonly MissingField[] {
  const spec = resource.get('spec');
  const type = getString(spec, 'type') || 'ClusterIP';
  const headless = type === 'ClusterIP' && getString(spec, 'clusterIP') === 'None';
  const missing = (field: string, because?: string): MissingField => ({
    path: ['spec', field],
    field,
    part: undefined,
    ...(because !== undefined && { because }),
  });
  if (type === 'ExternalName' && isAbsent(spec, 'externalName'))
    return [missing('externalName', 'an ExternalName Service is only a name')];
  if (type !== 'ExternalName' && !headless && isAbsent(spec, 'ports'))
    return [missing('ports', 'only a headless Service can do without ports')];
  const ports = getList(spec, 'ports');
  if (!ports.some((port) => isAbsent(port, 'port'))) return [];
  // One port cut in two is another mistake.
  const halves = new Set(splitPorts(writtenPorts(resource)).map(({ index }) => index));
  return ports.flatMap((port, index) =>
    isAbsent(port, 'port') && !halves.has(index) && !(strict && hasNumberOfAnotherName(port, SERVICE_PORT))
      ? [inPart(['spec', 'ports', index], 'port')]
      : [],
  );
}

function templateFields(resource: Resource): readonly MissingField[] {
  return podTemplatePaths(resource).flatMap((path) =>
    isAbsent(resource.get(...path), 'spec') ? [inPart(path, 'spec')] : [],
  );
}

function podFields(
  resource: Resource,
  { path, tree: spec, containers }: PodSpec,
  strict: boolean,
): readonly MissingField[] {
  const restarts = resource.group === 'batch' && isAbsent(spec, 'restartPolicy');
  const nameless = getString(spec, 'dnsPolicy') === 'None' && getList(spec, 'dnsConfig', 'nameservers').length === 0;
  return [
    ...(isAbsent(spec, 'containers') ? [inPart(path, 'containers')] : []),
    ...(restarts ? [{ ...inPart(path, 'restartPolicy'), because: 'the default `Always` would never let it end' }] : []),
    ...(nameless
      ? [{ ...inPart(path, 'dnsConfig'), because: '`dnsPolicy: None` leaves the Pod without any nameserver' }]
      : []),
    ...containers.flatMap((container) => containerFields(container.get(), container.path, strict)),
  ];
}

function containerFields(tree: Tree | undefined, path: Path, strict: boolean): readonly MissingField[] {
  const first = IDENTITY.find((field) => isAbsent(tree, field));
  const ports = getList(tree, 'ports').flatMap((port, index) =>
    isAbsent(port, 'containerPort') && !(strict && hasNumberOfAnotherName(port, CONTAINER_PORT))
      ? [inPart([...path, 'ports', index], 'containerPort')]
      : [],
  );
  return first === undefined ? ports : [inPart(path, first), ...ports];
}

const IDENTITY = ['name', 'image'];

const SERVICE_PORT = ['name', 'protocol', 'appProtocol', 'port', 'targetPort', 'nodePort'];

const CONTAINER_PORT = ['name', 'protocol', 'containerPort', 'hostPort', 'hostIP'];

/** `grpcPort: 8081`: the number stands there, in a field that does not exist, which is the finding. */
function hasNumberOfAnotherName(item: Tree, known: readonly string[]): boolean {
  return [...getEntries(item)].some(
    ({ key, value }) => !known.includes(key) && value.type === 'scalar' && typeof value.value === 'number',
  );
}

function inPart(part: Path, field: string): MissingField {
  return { path: [...part, field], field, part };
}

/** Empty text and empty lists are absent values here; a value of a wrong type is another finding. */
function isAbsent(tree: Tree | undefined, field: string): boolean {
  if (tree !== undefined && tree.type !== 'map') return false;
  const found = tree?.entries.get(field)?.value;
  if (found === undefined) return true;
  if (found.type === 'scalar') return found.value === null || found.value === '';
  return found.type === 'list' && found.items.length === 0;
}

/** A field with a similar name stands in its place: that one is unknown, and reported. */
function isMisspelled(resource: Resource, path: Path): boolean {
  const field = String(path.at(-1));
  return [...getEntries(resource.tree, ...path.slice(0, -1))].some(({ key }) => key !== field && isSimilar(key, field));
}
