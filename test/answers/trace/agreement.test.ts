import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.js';
import { gather, type Evidence } from '../../../src/answers/evidence/evidence.js';
import { verdictOfHops, walkService } from '../../../src/answers/trace/to-service.js';
import { tracer } from '../../../src/answers/trace/tracer.js';
import type { Hop, HopKind, Stop } from '../../../src/answers/walk/hop.js';
import type { StopKind } from '../../../src/answers/walk/stops.js';
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.js';
import { outerRulesOf } from '../../../src/k8s/entries/outer-rules.js';
import { positionAt } from '../../../src/text/source-file.js';
import { scalarsIn } from '../../../src/tree/tree.js';
import { readProject, type Project } from '../../support/project.js';

const FOLDER = 'fixtures/rules';

/**
 * Rules whose findings are about one part of an object that a request may pass by: another reference, or another port.
 * They count only where the walk shows the very line.
 */
const ABOUT_A_PART: ReadonlySet<string> = new Set([
  'dangling-service-reference',
  'foreign-service-reference',
  'target-port-protocol-mismatch',
  'ungranted-cross-namespace-reference',
  'unknown-target-port-name',
]);

/** Rules about what the objects themselves call: that counts where the walk shows the very address. */
const ABOUT_CALLS: ReadonlySet<string> = new Set([
  'short-name-across-namespaces',
  'unfollowed-service-name',
  'unknown-port-in-address',
  'unknown-service-name',
]);

/** About the names of single Pods, and about where a client is sent afterwards: none of these walks asks for that. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'dangling-service-name',
  'loopback-advertised-listener',
  'missing-service-name',
]);

/** What no request into the cluster or within it asks for, though it passes the same object. */
const BESIDE_THE_WAY: ReadonlySet<string> = new Set([
  'dangling-service-reference/default-backend-annotation', // asked where no path fits, by the controller alone
  'foreign-service-reference/traefik-without-its-option', // an option of the proxy, which this walk does not read
  'mismatched-scheme/edge-before-tls', // the router gives it a host that no file has
  'mismatched-scheme/passthrough-before-plain', // the same
  'mismatched-scheme/http-proxy', // said of the route, which this walk does not take
  'mismatched-scheme/tls-before-plain-grpc', // the same
  'mismatched-scheme/virtual-server', // the same
  'mismatched-scheme/webhook-before-plain', // the API server calls
  'port-without-listener/probe-beside-the-web-address', // the kubelet asks there, and the process listens elsewhere
  'port-without-listener/probe-on-the-usual-port', // the kubelet asks there, and the process listens elsewhere
  'port-without-listener/probe-of-the-usual-port', // the kubelet asks there, and the process listens elsewhere
  'shut-out-caller/both-ends', // the first of two policies ends the walk
  'stranded-endpoints/other-namespace', // of another namespace
  'ungranted-cross-namespace-reference/mirror-in-flow-style', // a copy of the request
  'unknown-port-in-address/auth-url', // said by the listener
  'unknown-service-name/ingress-annotation', // a copy of the request
  'unknown-service-port/action-annotation', // an action of a load balancer
  'unknown-service-port/copies-are-no-alternatives', // the same Ingress in another file
  'unknown-service-port/keda-http', // an autoscaler
  'unknown-service-port/mesh-parent', // a route for the mesh
  'unknown-service-port/other-routers', // routes that are not walked
  'unknown-service-port/webhook-default-port', // the API server calls
  'unread-path-pattern/wildcards', // asked with the asterisk itself, which is the one path that arrives
  'wildcard-in-path/alb', // the first of two paths that no request takes
  'wrong-route-port/alternate-backend', // the router gives it a host that no file has
  'wrong-protocol-backend/mesh', // said by the Service, for whom has a sidecar
]);

/** Rules that speak of a hop, by that hop: what they find, a walk over it says. */
const SPOKEN: Readonly<Record<HopKind, readonly string[]>> = {
  resolver: ['cluster-name-on-host-network', 'dnsless-egress'],
  name: [
    'absolute-short-name',
    'localhost-for-other-pod',
    'malformed-cluster-name',
    'short-name-across-namespaces',
    'unknown-pod-name',
    'unknown-service-name',
    'workload-name-as-host',
  ],
  listener: [
    'ambiguous-parent-refs',
    'duplicate-ingress-path',
    'listener-set-not-allowed',
    'path-rewritten-away',
    'route-not-allowed',
    'split-route-rule',
    'unknown-gateway',
    'unknown-ingress-class',
    'unknown-listener',
    'unknown-middleware',
    'unknown-rewrite-group',
    'unmatched-gateway-host',
    'unmatched-istio-gateway',
    'unoffered-gateway-port',
    'unruled-tls-host',
  ],
  route: [
    'dangling-service-reference',
    'foreign-service-reference',
    'unexposed-alb-backend',
    'ungranted-cross-namespace-reference',
    'unread-path-pattern',
    'wildcard-in-path',
  ],
  service: ['external-name-misuse', 'ineffective-field', 'opaque-mesh-port', 'taken-node-port', 'unknown-subset'],
  port: [
    'defaulted-target-port',
    'mismatched-scheme',
    'shadowed-port-name',
    'swapped-ports',
    'target-port-protocol-mismatch',
    'undeclared-port-in-address',
    'undeclared-target-port',
    'unknown-port-in-address',
    'unknown-service-port',
    'unknown-target-port-name',
    'untranslated-headless-port',
    'wrong-protocol-backend',
    'wrong-route-port',
  ],
  pods: [
    'contested-endpoints',
    'crossed-service-selector',
    'empty-service-selector',
    'endpoint-port-mismatch',
    'gained-service-selector',
    'host-network-port-clash',
    'host-network-port-mismatch',
    'revision-pinned-selector',
    'shared-pod-labels',
    'stranded-endpoints',
    'unmatched-service-selector',
    'unmirrored-endpoints',
    'unserving-pods',
  ],
  readiness: [
    'foreign-probe-host',
    'missing-readiness-probe',
    'plain-probe',
    'service-port-in-probe',
    'udp-port-in-probe',
    'undeclared-probe-port',
    'unknown-probe-port-name',
    'unset-readiness-gate',
    'unsplit-command-line',
  ],
  process: [
    'loopback-advertised-listener',
    'loopback-listener',
    'port-without-listener',
    'service-name-listener',
    'stale-container-port',
  ],
  policies: ['blocked-service-port', 'shut-out-caller', 'shut-out-outsider'],
};

/** A walk for everything that may stand on the way of a request into the cluster or within it. */
interface Walked {
  readonly title: string;
  readonly hops: readonly Hop[];
}

/** Every call from a workload to a port of a Service, every Service by a proxy, and every host and path from outside. */
function walksIn({ files, options }: Project, evidence: Evidence): readonly Walked[] {
  const { worlds, findings, diagnostics } = evidence;
  const ask = tracer(rules, files, options, () => evidence);
  const walk = (from: string, to: string): readonly Walked[] => {
    try {
      return ask({ from, to }).ways.map(({ hops }) => ({ title: `${from} -> ${to}`, hops }));
    } catch (error) {
      if (error instanceof RangeError) return []; // several namespaces or units have it
      throw error;
    }
  };
  const within = (namespace: string | null, name: string, between: string): string =>
    namespace === null ? name : [namespace, name].join(between);
  const objects = worlds.flatMap(({ unit, graph }) =>
    unit.objects.map((object) => ({ ...object, namespace: graph.namespaces.of(object.resource) })),
  );
  const callers = objects.flatMap(({ workload, namespace, resource }) =>
    workload === undefined ? [] : [within(namespace, `${resource.kind}/${workload.name}`, '/')],
  );
  const addresses = objects.flatMap(({ service, namespace }) => {
    const host = service && [service.name, ...(namespace === null ? [] : [namespace])].join('.');
    const ports = service?.ports ?? [];
    if (service !== undefined && ports.length === 0) return [host ?? ''];
    return ports.map(({ port }) => `${host ?? ''}:${port}`);
  });
  const called = diagnostics.flatMap(({ call }) =>
    call === undefined ? [] : [`${call.host}${call.port === undefined ? '' : `:${call.port}`}`],
  );
  const asked = [...new Set([...addresses, ...called, 'any.any.svc.cluster.local'])];
  const texts = [...new Set(objects.flatMap(({ resource }) => [...scalarsIn(resource.tree)]))];
  const hosts = texts.filter((text) => /^\*?[a-z0-9.-]+\.[a-z]+$/.test(text)).map((text) => text.replace('*', 'x'));
  const paths = texts.filter((text) => /^\/[\w/-]*$/.test(text));
  const isEntered = objects.some(({ references }) => references.length > 0);
  const entries = objects.flatMap(({ resource }) =>
    outerRulesOf(resource).map(({ hosts: own, path }) => {
      const text = path.text.replace(/\.\*|[*(].*$/g, 'x').replaceAll('?', 'x');
      return `${(own[0] ?? 'any.example').replace('*', 'x')}${text.startsWith('/') ? '' : '/'}${text}`;
    }),
  );
  return [
    ...[...new Set(callers)].slice(0, 12).flatMap((from) => asked.flatMap((to) => walk(from, to))),
    ...[...new Set(entries)].flatMap((to) => [...walk('outside', `https://${to}`), ...walk('outside', `http://${to}`)]),
    ...[...new Set(addresses)].flatMap((to) => walk('outside', to)),
    ...(isEntered ? [...hosts.slice(0, 6), 'any.example'] : []).flatMap((host) =>
      ['/', ...paths.slice(0, 4)].flatMap((path) => walk('outside', `https://${host}${path}`)),
    ),
    ...worlds.flatMap((world) =>
      world.graph.unit.services.flatMap((service) =>
        service.ports.map(({ name, port: number, protocol }) => {
          const asked = { number, name: name || undefined, protocol, isOpen: false };
          const { hops } = walkService({ service, world, findings, from: { kind: 'proxy' }, asked, isDirect: false });
          return { title: `a proxy -> ${service.name}:${number}`, hops };
        }),
      ),
    ),
  ];
}

const lineOf = ({ span: { file, start } }: Diagnostic['primary']): string =>
  `${file.path}:${positionAt(file, start).line}`;

/** Errors about what the walk passed on its way to the process, none of which it says. */
function unsaid({ hops }: Walked, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = hops.flatMap(({ remarks, stop }) => [...remarks, ...(stop === null ? [] : [stop])]);
  const passed = hops.filter(({ kind }) => kind !== 'resolver');
  const words = passed.map(({ says }) => says).join(' ');
  const lines = new Set(passed.flatMap(({ at }) => (at === null ? [] : [`${at.file}:${at.line}`])));
  return diagnostics
    .filter(({ severity, rule }) => severity === 'error' && !NOT_ASKED.has(rule))
    .filter(({ subject }) => subject !== null && words.includes(`${subject.kind} \`${subject.name}\``))
    .filter(
      ({ rule, primary, related }) =>
        !ABOUT_A_PART.has(rule) || [primary, ...related].some((place) => lines.has(lineOf(place))),
    )
    .filter(({ rule, primary }) => !ABOUT_CALLS.has(rule) || lines.has(lineOf(primary)))
    .filter(({ rule, primary }) =>
      said.every(({ rule: own, at }) => own !== rule || at === null || `${at.file}:${at.line}` !== lineOf(primary)),
    );
}

const folders = readdirSync(FOLDER).flatMap((rule) =>
  readdirSync(join(FOLDER, rule))
    .filter((name) => !name.startsWith('ok-'))
    .map((name) => join(FOLDER, rule, name)),
);

/** Broken by a warning: the walk itself shows that the request ends. */
const SHOWN_BY_THE_WALK: ReadonlySet<StopKind> = new Set<StopKind>([
  'dns-blocked',
  'egress-denied',
  'ingress-denied',
  'node-resolver',
  'other-protocol',
  'refused-route',
  'unknown-path',
  'unknown-port',
  'unknown-service',
  'unmatched-endpoints',
]);

/** No more than unknown by an error: where an ExternalName leads, and whether the caller has a sidecar. */
const NEVER_SURE: ReadonlySet<StopKind> = new Set<StopKind>(['external-name', 'mesh-route']);

/** An error about what goes beside the request: a copy of it. */
const BESIDE: ReadonlySet<string> = new Set(['istio-short-host', 'unknown-subset']);

/** Where a hop is surer or less sure than the rule that it speaks for, or goes on over an error. */
function disagreements({ title, hops }: Walked, severityOf: (said: Said) => string | undefined): readonly string[] {
  return hops.flatMap(({ stop, remarks }) => {
    const severity = stop === null ? undefined : severityOf(stop);
    const ends = verdictOfHops(hops);
    const passed = remarks.filter(
      (each) => each.severity === 'error' && ends !== 'broken' && !BESIDE.has(each.rule ?? ''),
    );
    return [
      ...(severity === 'error' && stop?.ends === 'unknown' && !NEVER_SURE.has(stop.kind)
        ? [`unsure: ${stop.note}`]
        : []),
      ...(severity === 'warning' && stop?.ends === 'broken' && !SHOWN_BY_THE_WALK.has(stop.kind)
        ? [`too sure: ${stop.note}`]
        : []),
      ...passed.map(({ text }) => `goes on: ${text}`),
    ].map((what) => `${title}: ${what}`);
  });
}

type Said = Pick<Stop, 'rule' | 'at'>;

const keyOf = ({ rule, at }: Said): string => `${rule ?? ''} ${at?.file ?? ''}:${at?.line ?? ''}`;

/** Findings of a rule about a hop that walks over the same object do not say there; and how many they say. */
function unspoken(rule: string, kind: HopKind, walks: readonly Walked[], diagnostics: readonly Diagnostic[]) {
  const over = walks.filter(({ hops }) => hops.some((hop) => hop.kind === kind));
  const hops = over.flatMap((each) => each.hops.filter((hop) => hop.kind === kind));
  const said = new Set(hops.flatMap(({ remarks, stop }) => [...remarks, ...(stop === null ? [] : [stop])]).map(keyOf));
  const words = over.flatMap((each) => each.hops.map(({ says }) => says)).join('\n');
  const own = diagnostics.filter((each) => each.rule === rule && each.severity !== 'info');
  const isSaid = ({ primary }: Diagnostic): boolean => said.has(`${rule} ${lineOf(primary)}`);
  const isPassed = ({ subject }: Diagnostic): boolean => subject !== null && words.includes(`\`${subject.name}\``);
  return {
    spoken: own.filter(isSaid).length,
    unsaid: own.filter((each) => !isSaid(each) && isPassed(each)).map(({ message }) => message),
  };
}

describe('a walk and the rules agree', () => {
  const counted = { arriving: 0, stoppedByRules: 0, spoken: 0 };

  it.each(folders)('%s: no request arrives over an error', (folder) => {
    const project = readProject(folder);
    const evidence = gather(rules, project.files, project.options);
    const walks = walksIn(project, evidence);
    const arriving = walks.filter(({ hops }) => verdictOfHops(hops) === 'arrives');
    counted.arriving += arriving.length;
    counted.stoppedByRules += walks.filter(({ hops }) => hops.some(({ stop }) => stop?.rule)).length;
    const contradictions = arriving.flatMap((walked) =>
      unsaid(walked, evidence.diagnostics).map(({ rule, message }) => `${walked.title}: ${rule}: ${message}`),
    );
    expect(contradictions).toEqual([]);
    const severities = new Map(
      evidence.diagnostics.map((each) => [`${each.rule} ${lineOf(each.primary)}`, each.severity]),
    );
    expect(walks.flatMap((each) => disagreements(each, (said) => severities.get(keyOf(said))))).toEqual([]);
    const [, , rule = ''] = folder.split('/');
    const [kind] = (Object.keys(SPOKEN) as HopKind[]).filter((each) => SPOKEN[each].includes(rule));
    if (kind === undefined) return;
    const { spoken, unsaid: left } = unspoken(rule, kind, walks, evidence.diagnostics);
    counted.spoken += spoken;
    if (!BESIDE_THE_WAY.has(folder.replace(`${FOLDER}/`, ''))) expect(left).toEqual([]);
  });

  it('is no agreement about nothing', () => {
    expect(counted.arriving).toBeGreaterThan(500);
    expect(counted.stoppedByRules).toBeGreaterThan(300);
    expect(counted.spoken).toBeGreaterThan(500);
  });
});
