import { expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const service = (spec: string, metadata = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: till${metadata}}\n` +
  `spec: {selector: {app: till}, ports: [{port: 80, targetPort: http}], ${spec}}\n`;

const pod = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: till, labels: {app: till}}\nspec: {${spec}}\n`;

const container = (ports: string, more = ''): string =>
  `{name: till, image: till:1.0.0, ports: [${ports}], readinessProbe: {tcpSocket: {port: http}}${more}}`;

const HTTP = '{name: http, containerPort: 8080}';
const POD = pod(`containers: [${container(HTTP)}]`);
const withPod = (spec: string, metadata?: string): string => `${service(spec, metadata)}---\n${POD}`;
const withService = (text: string): string => `${service('type: ClusterIP')}---\n${text}`;

/** Where Kubernetes 1.36 says it. */
const SERVICE = 'pkg/api/service/warnings.go';
const PODS = 'pkg/api/pod/warnings.go';

/**
 * What the API server takes with a `Warning:` in the kinds of the contract, and the rule that says the same; none where
 * nothing comes of it. The identifiers are those of recorded answers (fixtures/conformance).
 */
const WARNINGS: readonly (readonly [what: string, source: string, text: string, rule: string | undefined])[] = [
  ['loadBalancerIP, headless', SERVICE, withPod('clusterIP: None, loadBalancerIP: 192.0.2.1'), 'ineffective-field'],
  ['externalIPs, headless', SERVICE, withPod('clusterIP: None, externalIPs: [192.0.2.1]'), 'ineffective-field'],
  ['sessionAffinity, headless', SERVICE, withPod('clusterIP: None, sessionAffinity: ClientIP'), 'ineffective-field'],
  [
    'externalIPs of an ExternalName',
    SERVICE,
    'apiVersion: v1\nkind: Service\nmetadata: {name: till}\n' +
      'spec: {type: ExternalName, externalName: till.example.com, externalIPs: [192.0.2.1]}\n',
    'ineffective-field',
  ],
  ['externalName of another type', SERVICE, withPod('externalName: till.example.com'), 'ineffective-field'],
  ['externalIPs', `${SERVICE}, B54`, withPod('externalIPs: [192.0.2.1]'), 'deprecated-field'],
  ['PreferClose', `${SERVICE}, E32`, withPod('trafficDistribution: PreferClose'), 'deprecated-field'],
  [
    'topology-aware hints',
    SERVICE,
    withPod('type: ClusterIP', ', annotations: {service.kubernetes.io/topology-aware-hints: auto}'),
    'deprecated-field',
  ],
  [
    'one port twice',
    `${PODS}, C24, C52, C53`,
    withService(pod(`containers: [${container(`${HTTP}, {name: web, containerPort: 8080}`)}]`)),
    'duplicate-container-port',
  ],
  [
    'one port with a hostPort and without',
    PODS,
    withService(pod(`containers: [${container(`${HTTP}, {name: web, containerPort: 8080, hostPort: 8080}`)}]`)),
    'duplicate-container-port',
  ],
  [
    'one name in two containers',
    `${PODS}, A10`,
    withService(
      pod(
        `containers: [${container(HTTP)}, {name: side, image: side:1.0.0, ports: [{name: http, containerPort: 8081}]}]`,
      ),
    ),
    'shadowed-port-name',
  ],
  [
    'a variable that hides another one',
    PODS,
    withService(pod(`containers: [${container(HTTP, ', env: [{name: HOST, value: one}, {name: HOST, value: two}]')}]`)),
    'duplicate-variable',
  ],
  [
    'a slice of names',
    'F11',
    'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: FQDN\n' +
      'metadata: {name: till-1, labels: {kubernetes.io/service-name: till}}\n' +
      'ports: [{port: 80}]\nendpoints: [{addresses: [till.example.com]}]\n',
    'invalid-endpoints',
  ],
  [
    'Endpoints of v1',
    'kubectl 1.36',
    'apiVersion: v1\nkind: Endpoints\nmetadata: {name: till}\nsubsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]\n' +
      '---\napiVersion: v1\nkind: Service\nmetadata: {name: till}\nspec: {ports: [{port: 80}]}\n',
    'deprecated-field',
  ],
  // Without a host port the address says nothing, and the port is open on the Pod all the same.
  [
    'hostIP without hostPort',
    PODS,
    withService(pod(`containers: [${container('{name: http, containerPort: 8080, hostIP: 192.0.2.1}')}]`)),
    undefined,
  ],
  // The second entry goes into the same file as the first one.
  [
    'one address of hostAliases twice',
    PODS,
    withService(
      pod(
        `hostAliases: [{ip: 192.0.2.1, hostnames: [one]}, {ip: 192.0.2.1, hostnames: [two]}], containers: [${container(HTTP)}]`,
      ),
    ),
    undefined,
  ],
];

it.each(WARNINGS)('what the API server warns of: %s (%s)', (_, __, text, rule) => {
  const said = lint([{ path: 'till.yaml', text }]).diagnostics.map((each) => each.rule);
  if (rule === undefined) expect(said).toEqual([]);
  else expect(said).toContain(rule);
});

it('the same objects without what is warned of are clean', () => {
  expect(lint([{ path: 'till.yaml', text: withPod('type: ClusterIP') }]).diagnostics).toEqual([]);
});
