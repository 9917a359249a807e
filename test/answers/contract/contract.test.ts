import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeContract } from '../../../src/index.js';
import { readProject } from '../../support/project.js';
import { service, workload } from '../../support/graphs.js';

const containers = '[{name: main, image: "example.com/app:1", ports: [{name: http, containerPort: 8080}]}]';
const probed =
  '[{name: main, image: "example.com/app:1", ports: [{name: http, containerPort: 8080}], readinessProbe: {httpGet: {port: http}}}]';

/** The edges of one file, a line each. */
function edgesOf(...objects: readonly string[]): readonly string[] {
  const { edges, findings } = describeContract([{ path: 'all.yaml', text: objects.join('---\n') }]);
  return edges.map(
    ({ from, to, kind, status, findings: own }) =>
      `${status}: ${from} ${kind} ${to}${own.map((index) => ` (${findings[index]?.rule ?? ''})`).join('')}`,
  );
}

const ingress = (backend: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: shop}\nspec: {defaultBackend: {service: {name: ${backend}, port: {number: 80}}}}\n`;

describe('what a finding breaks', () => {
  it('is the edge between the two ends that it names', () => {
    const web = service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: htpt}]}', 'shop');
    const found = edgesOf(web, workload('web', { namespace: 'shop', containers: probed }));
    expect(found).toEqual(['broken: Service/shop/web selects Deployment/shop/web (unknown-target-port-name)']);
  });

  it('is the edge that a Service was meant to have, where it selects nothing', () => {
    const web = service('web', '{selector: {app: wbe}, ports: [{port: 80, targetPort: 8080}]}', 'shop');
    const found = edgesOf(web, workload('web', { namespace: 'shop', containers: probed }));
    expect(found).toEqual(['broken: Service/shop/web selects Deployment/shop/web (unmatched-service-selector)']);
  });

  it('is the edge of one port of an entry, and of no other entry', () => {
    const web = service('web', '{selector: {app: web}, ports: [{port: 8000, targetPort: 8080}]}', 'shop');
    const right = ingress('web').replace('name: i,', 'name: right,').replace('80', '8000');
    expect(edgesOf(web, workload('web', { namespace: 'shop', containers: probed }), ingress('web'), right)).toEqual([
      'broken: Ingress/shop/i routes Service/shop/web (unknown-service-port)',
      'ok: Ingress/shop/right routes Service/shop/web',
      'ok: Service/shop/web selects Deployment/shop/web',
    ]);
  });

  it('is doubtful for a warning', () => {
    const web = service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}', 'shop');
    expect(edgesOf(web, workload('web', { namespace: 'shop', containers }))).toEqual([
      'doubtful: Service/shop/web selects Deployment/shop/web (missing-readiness-probe)',
    ]);
  });

  it('is the part alone, where no edge has to do with it', () => {
    const text = service(
      'web',
      '{ports: [{port: 80, targetPort: 8080}, {port: 81, targetPort: 8080}], selector: {app: web}}',
      'shop',
    );
    const { namespaces, findings } = describeContract([
      { path: 'all.yaml', text: `${text}---\n${workload('web', { namespace: 'shop', containers: probed })}` },
    ]);
    const parts = namespaces.flatMap((each) => each.parts);
    const rules = parts.map(({ id, findings: own }) => [id, own.map((index) => findings[index]?.rule)]);
    expect(rules).toEqual([
      ['Service/shop/web', ['unnamed-service-port']],
      ['Deployment/shop/web', []],
    ]);
  });
});

describe('what is not among the files', () => {
  it('is unknown where a rule only notes it', () => {
    const elsewhere = ingress('elsewhere').replace('namespace: shop', 'namespace: other');
    expect(edgesOf(elsewhere)).toEqual([
      'unknown: Ingress/other/i routes Service/other/elsewhere (dangling-service-reference)',
    ]);
  });

  it('is no edge where the name may be a host of the outside world', () => {
    const calls = '[{name: main, image: i, env: [{name: API_URL, value: "https://api.example.com"}]}]';
    expect(edgesOf(workload('web', { namespace: 'shop', containers: calls }))).toEqual([]);
  });
});

it('counts versions of one object, and tells units apart', () => {
  const web = service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}', 'shop');
  const files = ['dev', 'prod'].map((name) => ({
    path: `${name}/all.yaml`,
    text: `${web}---\n${workload('web', { namespace: 'shop', containers: probed })}`,
  }));
  const { namespaces, edges } = describeContract(files);
  expect(namespaces.map(({ unit }) => unit)).toEqual(['dev', 'prod']);
  expect(edges.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
    'dev#Service/shop/web -> dev#Deployment/shop/web',
    'prod#Service/shop/web -> prod#Deployment/shop/web',
  ]);
});

it('is the same whatever the order of the files', () => {
  const { files } = readProject('fixtures/projects/broken');
  const expected = JSON.stringify(describeContract(files));
  fc.assert(
    fc.property(fc.shuffledSubarray([...files], { minLength: files.length }), (shuffled) => {
      expect(JSON.stringify(describeContract(shuffled))).toBe(expected);
    }),
    { numRuns: 5 },
  );
});
