import { describe, expect, it } from 'vitest';
import { chartOf, chartsAmong } from '../../src/charts/chart.js';

describe('chartOf', () => {
  const charts = new Set(['shop', '']);
  it.each([
    ['shop/templates/a.yaml', 'shop'],
    ['shop/charts/b/values.yaml', 'shop'],
    ['shop/crds/a.yaml', 'shop'],
    ['shop/files/a.yaml', 'shop'],
    ['shop/dashboards/a.json', 'shop'],
    ['shop/ci/test-values.yaml', 'shop'],
    ['shop/values-prod.yaml', 'shop'],
    ['shop/requirements.yaml', 'shop'],
    ['templates/a.yaml', ''],
    ['shop/ci/deployment.yaml', undefined],
    ['shop/charts-old/a.yaml', undefined],
    ['shop/examples/a.yaml', undefined],
    ['k8s/a.yaml', undefined],
  ])('%s belongs to %j', (path, chart) => {
    expect(chartOf(path, charts)).toBe(chart);
  });
});

describe('chartsAmong', () => {
  it('leaves out libraries and what is a part of another chart, and reads what looks like a template', () => {
    const file = (path: string, text: string): { readonly path: string; readonly text: string } => ({ path, text });
    expect(
      chartsAmong([
        file('b/Chart.yaml', 'name: b\ndescription: "{{ not a template }}"\n'),
        file('a/Chart.yaml', 'name: a\n'),
        file('a/charts/c/Chart.yaml', 'name: c\n'),
        file('lib/Chart.yaml', 'name: lib\ntype: library\n'),
      ]),
    ).toEqual([
      { folder: 'a', name: 'a' },
      { folder: 'b', name: 'b' },
    ]);
  });
});
