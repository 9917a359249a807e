import { describe, expect, it } from 'vitest';
import { graphOf, service, serviceNamed, stream, workload } from '../../support/graphs.js';

const onPort = (port: number): string => `[{name: main, ports: [{containerPort: ${port}}]}]`;
const selecting = (name: string, app: string, port = 80): string =>
  service(name, `{selector: {app: ${app}}, ports: [{port: ${port}}]}`, 'shop');
const pods = (name: string, port = 80): string => workload(name, { namespace: 'shop', containers: onPort(port) });

describe('a Service that is called like one workload and selects another', () => {
  it.each<readonly [string, readonly string[], string | undefined]>([
    ['crosses', [selecting('api', 'web'), selecting('web', 'web'), pods('api'), pods('web')], 'api'],
    [
      'is an alias where no workload has its name',
      [selecting('api', 'web'), selecting('web', 'web'), pods('web')],
      undefined,
    ],
    [
      'is an alias where another Service serves that workload',
      [selecting('api', 'web'), selecting('web', 'web'), selecting('other', 'api'), pods('api'), pods('web')],
      undefined,
    ],
    [
      'is one on purpose where no Service is called like the selected workload',
      [selecting('api', 'web'), pods('api'), pods('web')],
      undefined,
    ],
    [
      'is one on purpose where the workload of its name lacks the port',
      [selecting('api', 'web'), selecting('web', 'web'), pods('api', 9000), pods('web')],
      undefined,
    ],
    [
      'is a version of it',
      [selecting('api', 'api-v2'), selecting('api-v2', 'api-v2'), pods('api'), pods('api-v2')],
      undefined,
    ],
    [
      'is one on purpose where the workload of its name ends',
      [
        selecting('api', 'web'),
        selecting('web', 'web'),
        pods('api').replace('Deployment', 'Job').replace('apps/v1', 'batch/v1'),
        pods('web'),
      ],
      undefined,
    ],
    [
      'is one on purpose where nobody knows the ports of the workload of its name',
      [
        selecting('api', 'web'),
        selecting('web', 'web'),
        pods('api').replace('Deployment', 'App').replace('apps/v1', 'example.com/v1'),
        pods('web'),
      ],
      undefined,
    ],
    [
      'is an alias where the workload of its name lives in another namespace',
      [selecting('api', 'web'), selecting('web', 'web'), pods('api').replace('shop', 'other'), pods('web')],
      undefined,
    ],
    [
      'crosses where one of several ports is that of the workload of its name',
      [
        service('api', '{selector: {app: web}, ports: [{name: a, port: 81}, {name: b, port: 80}]}', 'shop'),
        selecting('web', 'web'),
        workload('api', {
          namespace: 'shop',
          containers: '[{name: main, ports: [{containerPort: 82}, {containerPort: 80}]}]',
        }),
        pods('web'),
      ],
      'api',
    ],
    [
      'is no crossing where it selects several workloads',
      [
        service('api', '{selector: {tier: front}, ports: [{port: 80}]}', 'shop'),
        service('web', '{selector: {tier: front}, ports: [{port: 80}]}', 'shop'),
        pods('api'),
        workload('web', { namespace: 'shop', labels: '{tier: front, app: web}' }),
        workload('more', { namespace: 'shop', labels: '{tier: front, app: more}' }),
      ],
      undefined,
    ],
    [
      'is no crossing where it selects nothing',
      [selecting('api', 'none'), selecting('web', 'web'), pods('api'), pods('web')],
      undefined,
    ],
  ])('%s', (_, documents, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...documents) });
    const crossing = graph.selection.crossing(serviceNamed(graph, 'api'));
    expect(crossing?.own.workload.name).toBe(expected);
  });
});

describe('two Services of two workloads with one selector', () => {
  const chart = (name: string, selector = '{chart: shop}', namespace = 'shop'): string =>
    service(name, `{selector: ${selector}, ports: [{port: 80}]}`, namespace);
  const release = (name: string, labels = `{chart: shop, release: ${name}}`, port = 80): string =>
    workload(name, { namespace: 'shop', labels, containers: onPort(port) });
  const green = release('green');

  /** The other workload that Service `red` finds, the Service that it has, and what tells the two apart. */
  const sharing = (...documents: readonly string[]): string | undefined => {
    const graph = graphOf({ 'a.yaml': stream(...documents) });
    const found = graph.selection.sharing(serviceNamed(graph, 'red'));
    return (
      found &&
      `${found.own.workload.name} and ${found.other.workload.name}, ${found.rightful.name}, by ${found.label?.key}: ${found.label?.value}`
    );
  };
  const shared = 'red and green, green, by release: red';

  it.each<readonly [string, readonly string[], string | undefined]>([
    ['share their requests', [chart('red'), chart('green'), release('red'), green], shared],
    [
      'do not, where the selectors name the release',
      [chart('red', '{release: red}'), chart('green', '{release: green}'), release('red'), green],
      undefined,
    ],
    ['do not, where the other workload has no Service of its name', [chart('red'), release('red'), green], undefined],
    [
      'do not, where its Service has another selector',
      [chart('red'), chart('green', '{release: green}'), release('red'), green],
      undefined,
    ],
    [
      'do not, where its Service asks for more',
      [chart('red'), chart('green', '{chart: shop, release: green}'), release('red'), green],
      undefined,
    ],
    [
      'do not, where its Service has no selector',
      [chart('red'), service('green', '{ports: [{port: 80}]}', 'shop'), release('red'), green],
      undefined,
    ],
    [
      'do not, where its Service is in another namespace',
      [chart('red'), chart('green', '{chart: shop}', 'other'), release('red'), green],
      undefined,
    ],
    [
      'do not, where no workload has the name of the Service',
      [chart('red'), chart('green'), release('blue'), green],
      undefined,
    ],
    [
      'do not, where one is a version of the other',
      [chart('red'), chart('red-v2'), release('red'), release('red-v2')],
      undefined,
    ],
    [
      'do not, where one is of one kind of Pods and the other ends',
      [chart('red'), chart('green'), release('red'), green.replace('Deployment', 'Job').replace('apps/v1', 'batch/v1')],
      undefined,
    ],
    [
      'do not, where the other lacks the port',
      [chart('red'), chart('green'), release('red'), release('green', '{chart: shop, release: green}', 81)],
      undefined,
    ],
    [
      'do not, where its own lacks the port',
      [chart('red'), chart('green'), release('red', '{chart: shop, release: red}', 81), green],
      undefined,
    ],
    [
      'do not, where no label tells the Pods apart',
      [chart('red'), chart('green'), release('red', '{chart: shop}'), release('green', '{chart: shop}')],
      undefined,
    ],
    [
      'do not, where only a version tells them apart',
      [
        chart('red'),
        chart('green'),
        release('red', '{chart: shop, version: a}'),
        release('green', '{chart: shop, version: b}'),
      ],
      undefined,
    ],
    [
      'share by one of two ports',
      [
        service('red', '{selector: {chart: shop}, ports: [{name: a, port: 81}, {name: b, port: 80}]}', 'shop'),
        chart('green'),
        release('red'),
        green,
      ],
      shared,
    ],
    [
      'do not, where one pair of the selector of the other Service differs',
      [
        chart('red', '{chart: shop, tier: front}'),
        chart('green', '{chart: shop, tier: back}'),
        release('red', '{chart: shop, tier: front, release: red}'),
        release('green', '{chart: shop, tier: front, release: green}'),
      ],
      undefined,
    ],
    [
      'do not, where its name begins with that of the other',
      [chart('red'), chart('re'), release('red'), release('re')],
      undefined,
    ],
    [
      'are told apart by no label of both',
      [
        chart('red'),
        chart('green'),
        release('red', '{chart: shop, tier: front, release: red}'),
        release('green', '{chart: shop, tier: front, release: green}'),
      ],
      shared,
    ],
    [
      'are told apart by a label that both carry first',
      [chart('red'), chart('green'), release('red', '{chart: shop, only: x, release: red}'), green],
      shared,
    ],
    [
      'are told apart by a label that only the own Pods carry',
      [chart('red'), chart('green'), release('red'), release('green', '{chart: shop}')],
      shared,
    ],
  ])('%s', (_, documents, expected) => {
    expect(sharing(...documents)).toBe(expected);
  });
});
