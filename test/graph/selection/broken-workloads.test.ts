import { describe, expect, it } from 'vitest';
import { graphOf, service, serviceNamed, stream, workload } from '../../support/graphs.js';

describe('the broken workload that a Service means', () => {
  const broken = workload('web', { labels: '{app: wbe}' }).replace(
    'matchLabels: {app: wbe}',
    'matchLabels: {app: web}',
  );
  it.each<readonly [string, string, string, string | undefined]>([
    ['is the one whose selector asks for the same', '{app: web}', broken, 'web'],
    ['is the one whose Pods carry it', '{app: wbe}', broken, 'web'],
    ['is none where a label is said by neither', '{app: web, tier: front}', broken, undefined],
    ['is none where the workload is whole', '{app: web}', workload('web'), undefined],
  ])('%s', (_, selector, other, expected) => {
    const graph = graphOf({ 'a.yaml': stream(service('s', `{selector: ${selector}, ports: [{port: 80}]}`), other) });
    expect(graph.selection.brokenWorkloadOf(serviceNamed(graph, 's'))?.name).toBe(expected);
  });
});
