import { describe, expect, it } from 'vitest';
import { readComplaint } from '../../../src/charts/complaints/complaint.js';

const cases: readonly (readonly [string, string, ReturnType<typeof readComplaint>])[] = [
  [
    'a template that cannot be parsed',
    'Error: parse error at (shop/templates/service.yaml:16): unexpected "}" in if\n\nUse --debug flag to render out invalid YAML',
    { about: 'syntax', path: 'templates/service.yaml', line: 16, message: 'unexpected "}" in if' },
  ],
  [
    'a value that is required',
    'Error: execution error at (shop/templates/service.yaml:16:6): a value is needed\n\nUse --debug flag to render out invalid YAML',
    { about: 'values', path: 'templates/service.yaml', line: 16, column: 7, message: 'a value is needed' },
  ],
  [
    'a failing action, as helm 3 says it',
    'Error: template: shop/templates/service.yaml:16:13: executing "shop/templates/service.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b',
    {
      about: 'values',
      path: 'templates/service.yaml',
      line: 16,
      column: 14,
      message: '<.Values.a.b>: nil pointer evaluating interface {}.b',
    },
  ],
  [
    'a failing action, as helm 4 says it',
    'Error: shop/templates/service.yaml:16:13\n  executing "shop/templates/service.yaml" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b\n\nUse --debug',
    {
      about: 'values',
      path: 'templates/service.yaml',
      line: 16,
      column: 14,
      message: '<.Values.a.b>: nil pointer evaluating interface {}.b',
    },
  ],
  [
    'the innermost of several places',
    'Error: shop/templates/job.yaml:6:8\n  executing "shop/templates/job.yaml" at <include "shop.labels" .>:\n    error calling include:\nshop/templates/_helpers.tpl:37:18\n  executing "shop.labels" at <.Values.q.z>:\n    nil pointer evaluating interface {}.z',
    {
      about: 'values',
      path: 'templates/_helpers.tpl',
      line: 37,
      column: 19,
      message: '<.Values.q.z>: nil pointer evaluating interface {}.z',
    },
  ],
  [
    'a template of a sub-chart',
    'Error: execution error at (shop/charts/cache/templates/pod.yaml:2:4): no',
    { about: 'values', path: 'charts/cache/templates/pod.yaml', line: 2, column: 5, message: 'no' },
  ],
  [
    'rendered text that is no YAML',
    'Error: YAML parse error on shop/templates/service.yaml: error converting YAML to JSON: yaml: line 21: mapping values are not allowed in this context\n\nUse --debug',
    {
      about: 'text',
      path: 'templates/service.yaml',
      message: 'the rendered text is no YAML: line 21: mapping values are not allowed in this context',
    },
  ],
  [
    'charts that are not on disk',
    'Error: an error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: cache, mail',
    {
      about: 'dependencies',
      path: 'Chart.yaml',
      message: '`cache` and `mail` are not in its `charts/`',
      missing: ['cache', 'mail'],
    },
  ],
  [
    'values that the schema refuses, as helm 3 says it',
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- service.port: Invalid type. Expected: integer, given: string\n- a: no\n",
    {
      about: 'schema',
      message: '`service.port`: Invalid type. Expected: integer, given: string',
      refused: ['service', 'port'],
      chart: 'shop',
    },
  ],
  [
    'values that the schema refuses, as helm 4 says it',
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- at '/service/port': got string, want integer\n",
    {
      about: 'schema',
      message: '`service.port`: got string, want integer',
      refused: ['service', 'port'],
      chart: 'shop',
    },
  ],
  [
    'a value that the schema wants',
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- at '': missing property 'port'\n",
    { about: 'schema', message: "missing property 'port'", refused: [], chart: 'shop' },
  ],
  [
    'a schema that is not on disk',
    'Error: values don\'t meet the specifications of the schema(s) in the following chart(s):\nshop:\nfailing loading "https://example.com/a.json": HTTP request failed for https://example.com/a.json: Get "https://example.com/a.json": no such host',
    { about: 'helm', message: 'it cannot load `https://example.com/a.json`, to which a schema of values refers' },
  ],
  [
    'a chart for other clusters',
    'Error: chart requires kubeVersion: >=1.19.0 <1.22.0 which is incompatible with Kubernetes v1.36.0\n\nUse --debug flag',
    { about: 'version', path: 'Chart.yaml', message: 'it is for Kubernetes `>=1.19.0 <1.22.0` only' },
  ],
  [
    'values that are no YAML, as helm 3 says it',
    'Error: cannot load values.yaml: error converting YAML to JSON: yaml: line 3: did not find expected node content',
    { about: 'syntax', path: 'values.yaml', line: 3, message: 'line 3: did not find expected node content' },
  ],
  [
    'values that are no YAML, as helm 4 says it',
    'Error: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 3: did not find expected node content',
    { about: 'syntax', path: 'values.yaml', line: 3, message: 'line 3: did not find expected node content' },
  ],
  [
    'a chart without a version',
    'Error: validation: chart.metadata.version is required',
    { about: 'syntax', path: 'Chart.yaml', message: 'version is required' },
  ],
  [
    'a helm that is too old',
    'Error: unknown flag: --skip-tests',
    { about: 'helm', message: 'this helm does not know its option `--skip-tests`' },
  ],
  [
    'warnings before the error',
    'WARNING: Kubernetes configuration file is group-readable. This is insecure. Location: /home/a/.kube/config\nwalk.go:74: found symbolic link in path: /a\nError: execution error at (shop/templates/a.yaml:1:2): no',
    { about: 'values', path: 'templates/a.yaml', line: 1, column: 3, message: 'no' },
  ],
  [
    'words behind a blank line',
    'Error: execution error at (shop/charts/minio/templates/NOTES.txt:84:4): \n\nimages have been substituted.\n\nUnrecognized images:\n  - a',
    {
      about: 'values',
      path: 'charts/minio/templates/NOTES.txt',
      line: 84,
      column: 5,
      message: 'images have been substituted',
    },
  ],
  [
    'words with decoration',
    'Error: execution error at (shop/templates/NOTES.txt:3:4): \n** Set `password! **  ',
    { about: 'values', path: 'templates/NOTES.txt', line: 3, column: 5, message: "Set 'password" },
  ],
  ['silence', '', { about: 'values', message: 'helm gave no reason' }],
];

describe('readComplaint', () => {
  it.each(cases)('%s', (_, text, complaint) => {
    expect(readComplaint(text)).toEqual(complaint);
  });
});
