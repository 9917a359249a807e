import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { service, workload } from '../support/graphs.js';
import { svclint } from './real.js';

const containers = '[{name: main, image: "example.com/app:1"}]';

const cwd = (): string =>
  tree({
    'shop.yaml': [
      service('web', '{selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}', 'shop'),
      service('db', '{selector: {app: dbx}, ports: [{port: 5432}]}', 'shop'),
      workload('web', { namespace: 'shop', containers }),
      workload('db', { namespace: 'shop', containers }),
    ].join('---\n'),
  });

describe('svclint endpoints', () => {
  it('prints a table, and why a Service has no endpoints', async () => {
    const { code, out } = await svclint(['endpoints'], { cwd: cwd() });
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "NAMESPACE  SERVICE  TYPE       PORTS                PODS            READY               PLACE
      shop       web      ClusterIP  http 80 -> 8080/TCP  Deployment web  as soon as it runs  shop.yaml:3
      shop       db       ClusterIP  5432/TCP             -                                   shop.yaml:8
        ^ Service \`db\` selects \`app: dbx\`, which is not on the Pods of Deployment \`db\` (shop.yaml:9:24)
      "
    `);
  });

  it('shows the Services that are named', async () => {
    const both = (await svclint(['endpoints', '-f', 'line', '--service', 'shop/db'], { cwd: cwd() })).out;
    expect(both).toMatch(/^shop\.yaml:\d+: shop\/db: /);
    expect(both.split('\n')).toHaveLength(2);
    expect((await svclint(['endpoints', '-f', 'line', '--service', 'web'], { cwd: cwd() })).out).toMatch(/shop\/web/);
  });

  it('says which name is near where there is no such Service', async () => {
    const { code, err } = await svclint(['endpoints', '--service', 'shop/wbe'], { cwd: cwd() });
    expect(code).toBe(2);
    expect(err).toBe(
      'svclint: there is no Service `shop/wbe` among the files; there is a Service with a similar name: `shop/web`\n',
    );
  });
});
