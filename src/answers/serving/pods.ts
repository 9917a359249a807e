import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { endsByDesign, portsAreKnown } from '../../k8s/listening/running.js';
import { describe } from '../../k8s/object/resource.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { code, codes, list } from '../../text/words.js';
import type { Backing, BackingPods } from '../endpoints/backing.js';
import { lackOf } from '../endpoints/lack.js';
import { hop, type Hop, remark, remarkBy, type Remark, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import { type Ground, saidOf, shows, showsPlace } from '../walk/said.js';
import { STOPS, type StopKind } from '../walk/stops.js';

/** The Pods that answer for a port, each with the number on which they do. */
export interface Serving {
  readonly pods: BackingPods;
  readonly number: number;
}

const SELECTION_RULES = [
  'unmatched-service-selector',
  'gained-service-selector',
  'overwritten-service-selector',
  'revision-pinned-selector',
  'crossed-service-selector',
  'empty-service-selector',
  'service-without-endpoints',
  'unserving-pods',
  'endpoint-port-mismatch',
  'null-map-value',
];

/** Errors for which the API server takes the workload, and none of its Pods. */
const PODLESS_RULES = ['host-network-port-clash', 'host-network-port-mismatch'];

/** What stands behind the port of a Service, by selector or by hand (semantics 5.1 to 5.10). */
export function podsHop(
  service: Service,
  port: ServicePort | undefined,
  backing: Backing,
  ground: Ground,
): { readonly hop: Hop; readonly serving: readonly Serving[] } {
  const { resource } = service;
  const findings = saidOf(resource, SELECTION_RULES, ground);
  const command = kubectl(ground.graph.namespaces.of(resource), [
    'get',
    'endpointslices',
    '-l',
    `kubernetes.io/service-name=${service.name}`,
  ]);
  const serving = servingOf(port, backing);
  const alike = serving.flatMap(({ pods }) => saidOf(pods.template.workload.resource, ['shared-pod-labels'], ground));
  const written = [
    ...backing.written.flatMap((each) => saidOf(each.resource, ['invalid-endpoints'], ground)),
    ...endpointFindings(service, ground),
  ];
  const stop =
    backing.source === 'selector' && backing.pods.length > 0
      ? stopOfPods(service, backing, serving, ground)
      : stopWithoutPods(service, port, backing, ground);
  const remarks = [
    ...[...findings, ...alike, ...written].filter((each) => isNews(each, stop)).map(remarkBy),
    ...absentees(backing, serving),
  ];
  return {
    hop: hop('pods', podsWords(backing, serving), resource.at('spec', 'selector'), { stop, remarks, command }),
    serving,
  };
}

/** What is merely absent goes without saying where a stop says why. */
function isNews({ rule, severity }: Diagnostic, stop: Stop | undefined): boolean {
  return rule !== stop?.rule && (stop === undefined || severity !== 'info');
}

function servingOf(port: ServicePort | undefined, { pods }: Backing): readonly Serving[] {
  return pods.flatMap((each) => {
    const number = port && each.ports.find((resolution) => resolution.port === port)?.number;
    return each.absent !== undefined || number === undefined ? [] : [{ pods: each, number }];
  });
}

function podsWords({ pods, written, source }: Backing, serving: readonly Serving[]): string {
  if (source !== 'selector')
    return written.length === 0
      ? 'no selector, and no endpoints among the files'
      : `endpoints that are written by hand: ${list(
          written.map(({ resource }) => describe(resource)),
          'and',
          3,
        )}`;
  const shown = serving.length > 0 ? serving.map((each) => each.pods) : pods;
  if (shown.length === 0) return 'no Pods among the files';
  const owners = new Set(shown.map(({ template }) => describe(template.workload.resource)));
  return `the Pods of ${list([...owners], 'and', 4)}`;
}

/** Those that are selected and have no Pod now, beside others that answer. */
function absentees({ pods }: Backing, serving: readonly Serving[]): readonly Remark[] {
  if (serving.length === 0) return [];
  const ending = serving.filter(({ pods: each }) => endsByDesign(each.template));
  const words = {
    refused: 'is refused by the API server',
    'scaled-to-zero': 'is scaled to no Pod',
    suspended: 'is suspended',
  };
  const absent = pods.flatMap(({ template, absent: why }) =>
    why === undefined ? [] : [{ template, says: words[why] }],
  );
  const ended = ending.map(({ pods: { template } }) => ({
    template,
    says: 'runs to its end, and then answers no more',
  }));
  return [...absent, ...ended].map(({ template: { workload }, says }) =>
    remark(`${describe(workload.resource)} ${says}`, workload.resource.at('metadata', 'name')),
  );
}

function stopOfPods(service: Service, backing: Backing, serving: readonly Serving[], ground: Ground): Stop | undefined {
  const { pods } = backing;
  if (pods.every(({ absent }) => absent !== undefined)) return absentStop(service, backing, ground);
  const answering = serving.length > 0 ? serving.map((each) => each.pods) : pods;
  const [first] = answering;
  if (first === undefined) return undefined;
  const { graph } = ground;
  const { template } = first;
  const { resource, guessed } = template.workload;
  const isCustom = guessed || resource.custom;
  const at = resource.at('metadata', 'name');
  const podless = serving.map(({ pods: each }) =>
    saidOf(each.template.workload.resource, PODLESS_RULES, ground).find(({ severity }) => severity === 'error'),
  );
  if (podless[0] !== undefined && !podless.includes(undefined)) return stopBy('refused-pods', podless[0]);
  const meant = saidOf(service.resource, SELECTION_RULES, ground).find(({ severity }) => severity === 'error');
  if (meant !== undefined) return stopBy('other-pods', meant);
  const isOpen = answering.every(
    ({ template: { workload } }) => graph.namespaces.same(service.resource, workload.resource) !== 'yes',
  );
  if (isOpen)
    return stopAt(
      'open-namespace',
      `nothing says that ${describe(resource)} is in the namespace of the Service`,
      at,
      'say where objects without a namespace go: `--namespace`',
    );
  if (
    answering.every(
      ({ template: each }) => each.workload.resource.custom || each.workload.guessed || !portsAreKnown(each),
    )
  )
    return stopAt('custom-kind', `${describe(resource)} ${isCustom ? CUSTOM : PATCHED}`, at);
  return undefined;
}

const CUSTOM = 'is a custom resource: its controller decides';
const PATCHED = 'is changed by a patch that is not evaluated';

function absentStop(service: Service, backing: Backing, ground: Ground): Stop {
  const [first] = backing.pods;
  const lack = lackOf(service, backing, ground);
  const kind: StopKind = first?.absent === 'refused' ? 'refused-pods' : 'scaled-to-zero';
  return {
    kind,
    ...STOPS[kind],
    note: lack?.text ?? 'there is no Pod',
    repair: null,
    at: lack && { file: lack.file, line: lack.line, column: lack.column },
    rule: lack?.rule ?? null,
  };
}

function stopWithoutPods(
  service: Service,
  port: ServicePort | undefined,
  backing: Backing,
  ground: Ground,
): Stop | undefined {
  const { resource, selector, name } = service;
  const { graph } = ground;
  if (backing.written.length > 0) return writtenStop(service, port, backing, ground);
  if (selector === undefined) {
    const written = endpointFindings(service, ground);
    const stranded = written.find(({ rule, severity }) => rule === 'stranded-endpoints' && severity === 'error');
    if (stranded !== undefined) return stopBy('stranded-endpoints', stranded);
    const [other] = saidOf(resource, ['empty-service-selector', 'service-without-endpoints'], ground);
    const finding = written.find(({ severity }) => severity === 'warning') ?? other;
    return finding === undefined
      ? stopAt('no-endpoints', 'no selector, and no endpoints among the files', resource.at('metadata', 'name'))
      : stopBy('no-endpoints', finding);
  }
  const finding = saidOf(resource, SELECTION_RULES, ground).find(({ severity }) => severity !== 'info');
  if (finding !== undefined) return stopBy('no-pods', finding);
  const wanted = [...selector.values()].map(({ key, value }) => `${key}: ${value}`);
  const note = graph.names.isExternal(name, resource)
    ? 'the settings say that the Service lives elsewhere'
    : `Pods with ${codes(wanted)} may be applied apart`;
  return stopAt('absent-pods', note, resource.at('spec', 'selector'));
}

/** The join of kube-proxy: the name of the port and the protocol (semantics 5.9). */
function writtenStop(service: Service, port: ServicePort | undefined, { written }: Backing, ground: Ground): Stop {
  const [first] = written;
  const joined = written.find(
    ({ hasAddresses, ports }) =>
      hasAddresses &&
      (port === undefined || ports.some(({ name, protocol }) => name === port.name && protocol === port.protocol)),
  );
  if (joined !== undefined || port === undefined) {
    const owner = (joined ?? first)?.resource;
    const note = `who answers at the addresses${owner ? ` of ${describe(owner)}` : ''} stands in no file`;
    return stopAt('written-endpoints', note, owner?.at('metadata', 'name'));
  }
  const findings = written.flatMap(({ resource }) => saidOf(resource, ['endpoint-port-mismatch'], ground));
  const tree = service.resource.get(...port.path);
  const finding = findings.find((each) => shows(each, tree)) ?? findings[0];
  if (finding !== undefined) return stopBy('unmatched-endpoints', finding);
  const wanted = port.name === '' ? 'a port without a name' : `a port named ${code(port.name)}`;
  const note = `no endpoint of Service ${code(service.name)} has ${wanted} for ${port.protocol}`;
  return stopAt('unmatched-endpoints', note, first?.resource.at('metadata', 'name'));
}

const ENDPOINT_RULES = ['contested-endpoints', 'unmirrored-endpoints', 'stranded-endpoints'];

/** What rules say of endpoints that are written by hand, for this Service or for one of nearly its name. */
function endpointFindings({ resource }: Service, { findings }: Ground): readonly Diagnostic[] {
  const own = [resource.at('metadata', 'name'), resource.keyAt('spec', 'selector')];
  return ENDPOINT_RULES.flatMap((rule) => findings.of(rule)).filter((each) =>
    own.some((place) => showsPlace(each, place)),
  );
}
