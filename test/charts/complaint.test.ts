import { describe, expect, it } from 'vitest';
import { readComplaint } from '../../src/charts/complaint.js';

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
    { about: 'values', path: 'templates/service.yaml', line: 16, column: 14, message: '<.Values.a.b>: nil pointer evaluating interface {}.b' },
  ],
  [
    'a failing action, as helm 4 says it',
    'Error: shop/templates/service.yaml:16:13\n  executing "shop/templates/service.yaml" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b\n\nUse --debug',
    { about: 'values', path: 'templates/service.yaml', line: 16, column: 14, message: '<.Values.a.b>: nil pointer evaluating interface {}.b' },
  ],
  [
    'the innermost of several places',
    'Error: shop/templates/job.yaml:6:8\n  executing "shop/templates/job.yaml" at <include "shop.labels" .>:\n    error calling include:\nshop/templates/_helpers.tpl:37:18\n  executing "shop.labels" at <.Values.q.z>:\n    nil pointer evaluating interface {}.z',
    { about: 'values', path: 'templates/_helpers.tpl', line: 37, column: 19, message: '<.Values.q.z>: nil pointer evaluating interface {}.z' },
  ],
  [
    'a template of a sub-chart',
    'Error: execution error at (shop/charts/cache/templates/pod.yaml:2:4): no',
    { about: 'values', path: 'charts/cache/templates/pod.yaml', line: 2, column: 5, message: 'no' },
  ],
  [
    'rendered text that is no YAML',
    'Error: YAML parse error on shop/templates/service.yaml: error converting YAML to JSON: yaml: line 21: mapping values are not allowed in this context\n\nUse --debug',
    { about: 'values', path: 'templates/service.yaml', message: 'the rendered text is no YAML: line 21: mapping values are not allowed in this context' },
  ],
  [
    'charts that are not on disk',
    'Error: an error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: cache',
    {
      about: 'files',
      message:
        'an error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: cache',
    },
  ],
  ['silence', '', { about: 'values', message: 'helm gave no reason' }],
];

describe('readComplaint', () => {
  it.each(cases)('%s', (_, text, complaint) => {
    expect(readComplaint(text)).toEqual(complaint);
  });
});
