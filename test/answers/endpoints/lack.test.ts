import { describe, expect, it } from 'vitest';
import { predictEndpoints } from '../../../src/index.js';
import { object, service, stream, workload } from '../../support/graphs.js';

const PORTS = 'ports: [{port: 80, targetPort: http}]';
const web = (spec = `{selector: {app: web}, ${PORTS}}`): string => service('web', spec);
const pods = '[{name: main, image: "example.com/web:1", ports: [{containerPort: 8080, name: http}]}]';
const deployment = workload('web', { containers: pods });

function lackOf(...documents: readonly string[]) {
  return predictEndpoints([{ path: 'a.yaml', text: stream(...documents) }])[0]?.lack;
}

describe('why a Service has no endpoints', () => {
  it.each<readonly [string, readonly string[]]>([
    ['it has some', [web(), deployment]],
    ['one of two workloads has the port', [web(), deployment, workload('web-2', { labels: '{app: web}' })]],
    ['a headless Service without ports has addresses', [web('{clusterIP: None, selector: {app: web}}'), deployment]],
  ])('nothing is said where %s', (_, documents) => {
    expect(lackOf(...documents)).toBeNull();
  });

  it('is what a rule says, at its place', () => {
    expect(lackOf(web(`{selector: {app: wbe}, ${PORTS}}`), deployment)).toMatchObject({
      rule: 'unmatched-service-selector',
      text: expect.stringContaining('Service `web` selects'),
      file: 'a.yaml',
      line: 4,
    });
    expect(lackOf(web('{selector: {app: web}, ports: [{port: 80, targetPort: htpp}]}'), deployment)).toMatchObject({
      rule: 'unknown-target-port-name',
    });
    expect(lackOf(web(), deployment.replace('8080', '80800'))).toMatchObject({
      text: expect.stringMatching(/^the API server refuses Deployment `web`: /),
      rule: expect.any(String),
    });
    expect(lackOf(web('{ports: [{port: 80}]}'))).toMatchObject({ rule: 'service-without-endpoints' });
    const probed = pods.replace('ports:', 'readinessProbe: {tcpSocket: {port: htpp}}, ports:');
    expect(lackOf(web(), workload('web', { containers: probed }))).toMatchObject({ rule: 'unknown-probe-port-name' });
    const written = 'subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]';
    expect(lackOf(web('{ports: [{port: 80}]}'), object('v1 Endpoints', 'wbe', written))).toMatchObject({
      rule: 'stranded-endpoints',
      line: expect.any(Number),
    });
    expect(lackOf(web('{selector: {app: web}, ports: [{port: 80000}]}'), deployment)?.rule).toMatch(/./);
  });

  it.each<readonly [string, string, readonly string[]]>([
    [
      'scaled to nothing',
      'Deployment `web` is scaled to no Pod',
      [web(), deployment.replace('spec:', 'spec:\n  replicas: 0')],
    ],
    [
      'another name',
      'DNS answers with `example.com`, which is no Pod',
      [web('{type: ExternalName, externalName: example.com}')],
    ],
    [
      'a suspended Job',
      'Job `web` is suspended',
      [
        web(),
        object(
          'batch/v1 Job',
          'web',
          `spec: {suspend: true, template: {metadata: {labels: {app: web}}, spec: {restartPolicy: Never, containers: ${pods}}}}`,
        ),
      ],
    ],
    [
      'Endpoints without an address',
      'no address in what is written by hand',
      [
        web('{ports: [{port: 80}]}'),
        object(
          'discovery.k8s.io/v1 EndpointSlice',
          '{name: web-1, labels: {kubernetes.io/service-name: web}}',
          'addressType: IPv4\nports: [{port: 80}]\nendpoints: []',
        ),
      ],
    ],
  ])('%s', (_, text, documents) => {
    expect(lackOf(...documents)).toMatchObject({ text, rule: null, file: 'a.yaml' });
  });
});
