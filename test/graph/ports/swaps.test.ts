import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream, workload } from '../../support/graphs.js';

/** Pods that declare 8080, a Service of those two numbers, and a client that dials a number. */
function swappedWith(port: number, target: number, dialled?: number): readonly [boolean, boolean] {
  const client = object('v1 ConfigMap', 'c', `data: {URL: "http://web:${dialled ?? 0}"}`);
  const reader = workload('client', {
    containers: '[{name: main, envFrom: [{configMapRef: {name: c}}]}]',
  });
  const graph = graphOf({
    'a.yaml': stream(
      service('web', `{selector: {app: web}, ports: [{port: ${port}, targetPort: ${target}}]}`),
      workload('web', { containers: '[{name: main, ports: [{containerPort: 8080}]}]' }),
      ...(dialled === undefined ? [] : [client, reader]),
    ),
  });
  const web = serviceNamed(graph, 'web');
  const [only] = web.ports;
  if (only === undefined) throw new Error('no port');
  return [graph.ports.isSwapped(web, only), graph.ports.isPortOnceSwapped(web, target)];
}

describe('port and targetPort the wrong way round', () => {
  it.each<readonly [string, number, number, number | undefined, boolean]>([
    ['where the Pods declare the port', 8080, 80, undefined, true],
    ['not where they declare the target', 80, 8080, undefined, false],
    ['not where they declare neither', 80, 443, undefined, false],
    ['not where one number is mistyped', 8080, 8081, undefined, false],
    ['not where one number is the next but one', 8080, 8082, undefined, false],
    ['not where a client dials the port', 8080, 80, 8080, false],
    ['where a client dials the target', 8080, 8081, 8081, true],
  ])('%s', (_, port, target, dialled, expected) => {
    expect(swappedWith(port, target, dialled)).toEqual([expected, expected]);
  });
});
