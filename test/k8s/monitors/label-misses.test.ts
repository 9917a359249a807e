import { expect, it } from 'vitest';
import { readLabels } from '../../../src/k8s/labels/labels.js';
import { missesOf } from '../../../src/k8s/monitors/label-misses.js';
import { readMonitor } from '../../../src/k8s/monitors/monitor.js';
import type { ResourceContext } from '../../../src/k8s/object/resource.js';
import { readService } from '../../../src/k8s/services/service.js';
import { podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

interface Case {
  readonly names?: readonly [service: string, monitor: string];
  readonly wanted: string;
  readonly own?: string;
  readonly selector?: string;
  readonly pods?: string;
  readonly endpoint?: string;
  readonly context?: Partial<ResourceContext>;
}

function misses({
  wanted,
  own = '{}',
  selector = '{}',
  pods = '{}',
  endpoint = '{port: http}',
  context = {},
  names,
}: Case) {
  const [web, m] = names ?? ['web', 'm'];
  const resource = resourceOf(
    `{apiVersion: v1, kind: Service, metadata: {name: ${web}, labels: ${own}}, spec: {selector: ${selector}, ports: [{name: http, port: 80}]}}`,
    context,
  );
  const monitor = readMonitor(
    resourceOf(
      `{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: ${m}}, spec: {selector: ${wanted}, endpoints: [${endpoint}]}}`,
    ),
  );
  const service = readService(resource);
  if (service === undefined || monitor === undefined) throw new Error('no Service, or no monitor');
  const labels = readLabels(resource.tree, ['metadata', 'labels']);
  const found = missesOf(monitor, { service, labels, templates: [podOf('{}', `{name: web, labels: ${pods}}`)] });
  return found?.map((miss) => `${miss.kind} ${miss.found.key}=${miss.found.value}`);
}

const WEB = '{matchLabels: {app: web}}';

it.each<readonly [string, Case, readonly string[] | undefined]>([
  ['nothing, where the Service has the label', { wanted: WEB, own: '{app: web}' }, undefined],
  ['a label of the selector', { wanted: WEB, selector: '{app: web}' }, ['selector app=web']],
  ['a label of the Pods', { wanted: WEB, pods: '{app: web}' }, ['pods app=web']],
  ['a similar value', { wanted: '{matchLabels: {app: ledger}}', own: '{app: legder}' }, ['similar app=legder']],
  ['no value that differs by a number', { wanted: '{matchLabels: {app: node-1}}', own: '{app: node-2}' }, undefined],
  ['no label that is nowhere', { wanted: WEB }, undefined],
  ['no label with another value on the Pods', { wanted: WEB, pods: '{app: api}' }, undefined],
  [
    'no label that a kustomization may add',
    { wanted: WEB, pods: '{app: web}', context: { partial: true, labelKeys: new Set(['app']) } },
    undefined,
  ],
  [
    'a longer value of the Service for its metrics, whatever its port is called',
    {
      names: ['cache-metrics', 'cache'],
      wanted: '{matchLabels: {app: cache, shop: a}}',
      own: '{app: cache-metrics, shop: a}',
      endpoint: '{port: metrics}',
    },
    ['similar app=cache-metrics'],
  ],
  [
    'not of the Service for the metrics of another',
    {
      names: ['store-metrics', 'cache'],
      wanted: '{matchLabels: {app: store, shop: a}}',
      own: '{app: store-metrics, shop: a}',
      endpoint: '{port: metrics}',
    },
    undefined,
  ],
  [
    'not where nothing else agrees',
    {
      names: ['cache-metrics', 'cache'],
      wanted: '{matchLabels: {app: cache, shop: a}}',
      own: '{app: cache-metrics}',
    },
    undefined,
  ],
  ['no expression', { wanted: '{matchExpressions: [{key: app, operator: Exists}]}', pods: '{app: web}' }, undefined],
  [
    'two labels',
    { wanted: '{matchLabels: {app: web, tier: front}}', pods: '{app: web, tier: front}' },
    ['pods app=web', 'pods tier=front'],
  ],
  [
    'no more than two',
    { wanted: '{matchLabels: {a: web, b: web, c: web}}', pods: '{a: web, b: web, c: web}' },
    undefined,
  ],
  ['no Service without the scraped port', { wanted: WEB, pods: '{app: web}', endpoint: '{port: metrics}' }, undefined],
  [
    'a Service that is scraped by its target port',
    { wanted: WEB, pods: '{app: web}', endpoint: '{targetPort: 9090}' },
    ['pods app=web'],
  ],
])('%s', (_, shape, expected) => {
  expect(misses(shape)).toEqual(expected);
});
