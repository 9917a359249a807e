import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { service, workload } from '../support/graphs.js';
import { svclint } from './real.js';

const containers = '[{name: main, image: "example.com/app:1", ports: [{containerPort: 8080, name: http}]}]';
const external = service('mail', '{type: ExternalName, externalName: mail.example.com}', 'shop');
const cwd = (): string =>
  tree({
    'shop.yaml': [
      service('web', '{selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}', 'shop'),
      external,
      workload('web', { namespace: 'shop', containers }),
      workload('cart', { namespace: 'shop', containers }),
    ].join('---\n'),
  });

describe('svclint trace', () => {
  it.each<readonly [string, number]>([
    ['http://web', 0],
    ['http://web:8080', 1],
    ['http://mail', 4],
  ])('%s: the exit code is the verdict', async (to, expected) => {
    const { code, out, err } = await svclint(['trace', 'deploy/cart', to], { cwd: cwd() });
    expect(err).toBe('');
    expect(code).toBe(expected);
    expect(out.split('\n')[1]).toMatch(['arrives', 'stops at port', '', '', 'unknown at service'][expected] ?? '');
  });

  it.each<readonly [string, readonly string[], string]>([
    ['nothing', [], 'trace takes FROM and TO'],
    ['no TO', ['deploy/cart'], 'trace takes FROM and TO'],
    ['a slip in the name', ['deploy/crat', 'http://web'], 'there is one with a similar name: `deploy/cart`'],
    ['another kind', ['sts/cart', 'http://web'], 'Deployment `cart` in namespace `shop` is written `deploy/cart`'],
    ['another namespace', ['shpo/deploy/cart', 'http://web'], 'there is Deployment `cart` in namespace `shop`'],
    ['a workload for a namespace', ['cart', 'http://web'], 'Deployment `cart` is written `deploy/cart`'],
    ['a slip in the namespace', ['shpo', 'http://web'], 'a namespace with a similar name: `shop`'],
    ['nothing that is near', ['zzzzzz', 'http://web'], 'there is `shop`'],
    ['no place to start', ['shop//cart', 'http://web'], 'no place to start from'],
    ['no address', ['deploy/cart', 'http://'], 'is no address'],
    ['no port', ['deploy/cart', 'web:99999'], 'names no port: it must be 1 to 65535'],
    ['a host that nobody has', ['outside', 'https://shop.example.com'], 'nothing among the files has the host'],
    ['a path that is not there', ['deploy/cart', 'http://web', 'k8s'], 'no such file or folder: `k8s`'],
  ])('%s is said in one line, with what is near', async (_, argv, expected) => {
    const { code, out, err } = await svclint(['trace', ...argv], { cwd: cwd() });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(expected);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('prints JSON that fits its schema', async () => {
    const schema = JSON.parse(readFileSync('schema/trace.schema.json', 'utf8')) as object;
    const valid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    for (const to of ['http://web', 'web:8080', 'http://mail', 'http://wbe']) {
      const { out } = await svclint(['trace', '-f', 'json', 'shop', to], { cwd: cwd() });
      valid(JSON.parse(out));
      expect(valid.errors ?? []).toEqual([]);
    }
  });

  it('shows no command that a name could steer', async () => {
    const evil = tree({
      'a.yaml': `${service('web', '{selector: {app: "$(reboot)"}, ports: [{port: 80}]}', 'shop')}---\n${workload('web', { namespace: 'shop', labels: '{app: "$(reboot)"}', containers })}`,
    });
    const { out } = await svclint(['trace', 'shop', 'http://web'], { cwd: evil });
    expect(out).not.toMatch(/kubectl.*reboot/);
  });
});
