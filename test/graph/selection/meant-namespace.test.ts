import { describe, expect, it } from 'vitest';
import { graphOf, service, serviceNamed, stream, workload } from '../../support/graphs.js';

describe('where a Service was meant to be', () => {
  const selecting = '{selector: {app: web}, ports: [{port: 80}]}';
  it.each<readonly [string, readonly string[], string | undefined]>([
    [
      'where its Pods are, and nobody else speaks of its own namespace',
      [workload('web', { namespace: 'shop' }), workload('other', { namespace: 'shop' })],
      'shop',
    ],
    [
      'unknown where others live in its own namespace',
      [
        workload('web', { namespace: 'shop' }),
        workload('other', { namespace: 'shop' }),
        workload('a', { namespace: 'shp' }),
      ],
      undefined,
    ],
    ['where its Pods are, and the spelling is that of a word in use', [workload('web', { namespace: 'shop' })], 'shop'],
    ['unknown where two spellings are as good', [workload('web', { namespace: 'shq' })], undefined],
    ['unknown without such Pods', [workload('other', { namespace: 'shop' })], undefined],
  ])('%s', (_, others, expected) => {
    const graph = graphOf({ 'a.yaml': stream(service('s', selecting, 'shp'), ...others) });
    expect(graph.selection.meantNamespace(serviceNamed(graph, 's'))).toBe(expected);
  });
});
