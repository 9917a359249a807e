import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { describe } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { code, list } from '../../text/words.js';
import type { Place } from '../../tree/tree.js';
import { hop, type Hop, remarkBy, type Stop, stopAt, stopBy } from '../walk/hop.js';
import { kubectl } from '../walk/kubectl.js';
import type { Serving } from './pods.js';
import { type Ground, saidOf, shows } from '../walk/said.js';

const PROBE_RULES = [
  'unknown-probe-port-name',
  'undeclared-probe-port',
  'service-port-in-probe',
  'invalid-probe',
  'foreign-probe-host',
  'udp-port-in-probe',
  'missing-readiness-probe',
  'plain-probe',
  'unsplit-command-line',
];

/** When the Pods get requests: Kubernetes keeps those from them that are not ready (semantics 5.7, 6.5, 6.6). */
export function readinessHop(service: Service, serving: readonly Serving[], ground: Ground): Hop {
  const findings = serving.flatMap(({ pods }) => probeFindings(pods.template, ground));
  const gates = serving.flatMap(({ pods }) =>
    saidOf(pods.template.workload.resource, ['unset-readiness-gate'], ground),
  );
  const stop = service.publishNotReadyAddresses ? undefined : stopOf(serving, ground, gates);
  const remarks = unique(findings.filter((finding) => finding.severity !== 'info' && finding.rule !== stop?.rule)).map(
    remarkBy,
  );
  const { selector } = service;
  const labels = selector && [...selector.values()].map(({ key, value }) => `${key}=${value}`).join(',');
  const command = kubectl(ground.graph.namespaces.of(service.resource), ['get', 'pods', '-l', labels]);
  return hop('readiness', readyWords(service, serving), probeOf(serving[0]?.pods.template), { stop, remarks, command });
}

/** What is said of a hook before the end keeps no Pod from becoming ready. */
function probeFindings({ workload, containers }: PodTemplate, ground: Ground): readonly Diagnostic[] {
  const hooks = containers.map((container) => container.get('lifecycle', 'preStop'));
  return saidOf(workload.resource, PROBE_RULES, ground).filter((each) => !hooks.some((hook) => shows(each, hook)));
}

function stopOf(serving: readonly Serving[], ground: Ground, gates: readonly Diagnostic[]): Stop | undefined {
  const errors = serving.map(({ pods }) =>
    probeFindings(pods.template, ground).find(({ severity }) => severity === 'error'),
  );
  const [error] = errors;
  if (error !== undefined && !errors.includes(undefined)) return stopBy('never-ready', error);
  const [first] = serving;
  if (first !== undefined && serving.every(({ pods }) => pods.readiness === 'never')) {
    const { resource } = first.pods.template.workload;
    return stopAt(
      'never-ready',
      `a probe of ${describe(resource)} asks a port that its container lacks`,
      resource.at('metadata', 'name'),
    );
  }
  const [gate] = gates;
  return gate === undefined ? undefined : stopBy('readiness-gate', gate);
}

function readyWords({ publishNotReadyAddresses }: Service, serving: readonly Serving[]): string {
  if (publishNotReadyAddresses)
    return 'requests reach the Pods whether they are ready or not: `publishNotReadyAddresses`';
  const kinds = new Set(serving.map(({ pods }) => pods.readiness));
  if (kinds.size > 1) {
    const words = serving.map(
      ({ pods: { template, readiness } }) => `${code(template.workload.name)} ${READY[readiness]}`,
    );
    return `ready: ${list([...new Set(words)], 'and', 4)}`;
  }
  const [kind = 'always'] = kinds;
  return kind === 'never' ? 'never ready' : `ready ${READY[kind]}`;
}

const READY = {
  probe: 'when the readiness probe succeeds',
  always: 'as soon as the containers run: nothing asks them',
  never: 'never',
} as const;

function probeOf(template: PodTemplate | undefined): Place | undefined {
  const container = template?.runningContainers.find((each) => each.get('readinessProbe') !== undefined);
  return container?.keyAt('readinessProbe');
}

function unique(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Set(findings)];
}
