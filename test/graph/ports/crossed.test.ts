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
  ])('%s', (_, documents, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...documents) });
    const crossing = graph.selection.crossing(serviceNamed(graph, 'api'));
    expect(crossing?.own.workload.name).toBe(expected);
  });
});
