import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { describeConnections, portsBetween, type InputFile } from '../../../src/index.js';
import { connectionsReporters } from '../../../src/report/reporters.js';
import { object, stream, workload } from '../../support/graphs.js';

const ROOT = 'fixtures/connections';

function filesOf(name: string): readonly InputFile[] {
  const names = readdirSync(join(ROOT, name)).filter((file) => file.endsWith('.yaml'));
  return names.sort().map((path) => ({ path, text: readFileSync(join(ROOT, name, path), 'utf8') }));
}

async function printed(name: string, format: string, given: { width?: number; explain?: boolean } = {}) {
  const report = await connectionsReporters.get(format)?.();
  const options = { color: false, width: Infinity, version: '1.0.0', ...given };
  return report?.(describeConnections(filesOf(name)), options) ?? '';
}

describe('the connections of the fixtures, read by eye', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    await expect(await printed(name, 'pretty')).toMatchFileSnapshot(`../../../${ROOT}/${name}/expected.txt`);
    await expect(await printed(name, 'pretty', { explain: true })).toMatchFileSnapshot(
      `../../../${ROOT}/${name}/explained.txt`,
    );
  });

  it.each(readdirSync(ROOT))('%s fits into a narrow terminal', async (name) => {
    for (const explain of [false, true]) {
      const lines = (await printed(name, 'pretty', { width: 60, explain })).split('\n');
      expect(lines.filter((line) => line.length > 60)).toEqual([]);
    }
  });

  it.each(readdirSync(ROOT))('%s is valid JSON by its schema', async (name) => {
    const schema = JSON.parse(readFileSync('schema/connections.schema.json', 'utf8')) as object;
    const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(await printed(name, 'json'))) ? [] : validate.errors).toEqual([]);
  });
});

describe('many Pods behind many policies', () => {
  const policy = (name: string, spec: string): string =>
    object('networking.k8s.io/v1 NetworkPolicy', `{name: ${name}, namespace: shop}`, `spec: ${spec}`);
  const numbers = Array.from({ length: 40 }, (_, at) => at);
  const pods = (number: number): string =>
    workload(`w${number}`, {
      namespace: 'shop',
      labels: `{app: w${number}, tier: all}`,
      containers: '[{name: main, image: a/b:1}]',
    });

  it('are told by their labels where nobody isolates them on their side', () => {
    const text = stream(
      ...numbers.map(pods),
      ...numbers.map((number) =>
        policy(
          `p${number}`,
          `{podSelector: {matchLabels: {app: w${number}}}, ` +
            `ingress: [{from: [{podSelector: {matchLabels: {tier: all}}}], ports: [{port: ${number + 1}}]}]}`,
        ),
      ),
    );
    const [unit] = describeConnections([{ path: 'a.yaml', text }]);
    expect(unit?.groups.map(({ ingress }) => ingress.connections.map(({ peer }) => peer.kind))).toEqual(
      numbers.map(() => ['labelled']),
    );
    expect(unit?.labelled.map((set) => set.pods.length)).toEqual([40]);
    const pair = (name: string) => ({ kind: 'Deployment', namespace: 'shop', name });
    expect(unit && portsBetween(unit, pair('w1'), pair('w2'))).toEqual({
      ports: [{ protocol: 'TCP', from: 3, to: 3 }],
      perhaps: [],
    });
  });

  it('are told by their labels where each has policies of its own on both sides', () => {
    const both = (number: number): string => {
      const peer = 'podSelector: {matchLabels: {tier: all}}';
      const port = number === 2 ? 'http' : number;
      return policy(
        `p${number}`,
        `{podSelector: {matchLabels: {app: w${number}}}, policyTypes: [Ingress, Egress], ` +
          `ingress: [{from: [{${peer}}], ports: [{port: ${number + 1}}, {port: 8080}]}], ` +
          `egress: [{to: [{${peer}}], ports: [{port: ${port}}, {port: 4}]}]}`,
      );
    };
    const own = numbers.map((number) => number + 1);
    const text = stream(...own.map(pods), ...own.map(both));
    const [unit] = describeConnections([{ path: 'a.yaml', text }]);
    const lines = unit?.groups.flatMap(({ ingress, egress }) => [...ingress.connections, ...egress.connections]) ?? [];
    expect(new Set(lines.map(({ peer }) => peer.kind))).toEqual(new Set(['labelled']));
    expect(lines).toHaveLength(80);
    const between = (from: string, to: string) => {
      const [source, target] = [from, to].map((name) => ({ kind: 'Deployment', namespace: 'shop', name }));
      return unit && source && target && portsBetween(unit, source, target).ports.map(({ from: port }) => port);
    };
    expect(between('w4', 'w3')).toEqual([4]);
    expect(between('w5', 'w4')).toEqual([5]);
    expect(between('w5', 'w9')).toEqual([]);
  });

  it('are one group where the policies say the same of all of them', () => {
    const text = stream(
      ...numbers.map(pods),
      ...numbers.map((number) =>
        policy(
          `p${number}`,
          `{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: w${number}}}}], ports: [{port: ${number + 1}}]}]}`,
        ),
      ),
    );
    const [unit] = describeConnections([{ path: 'a.yaml', text }]);
    expect(unit?.groups.map((group) => [group.pods.length, group.ingress.connections.length])).toEqual([[40, 40]]);
  });
});

it('names a workload that is not there', () => {
  const unit = { unit: '.', groups: [], labelled: [], refused: [] };
  const pods = { kind: 'Deployment', namespace: null, name: 'web' };
  expect(() => portsBetween(unit, pods, pods)).toThrow(RangeError);
});
