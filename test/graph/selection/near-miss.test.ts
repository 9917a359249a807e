import { describe, expect, it } from 'vitest';
import type { NearMiss } from '../../../src/graph/selection/near-miss.js';
import { graphOf, service, serviceNamed, stream, workload } from '../../support/graphs.js';

const select = (selector: string, name = 's', namespace?: string): string =>
  service(name, `{selector: ${selector}, ports: [{port: 80}]}`, namespace);

const far = (...documents: readonly string[]): Readonly<Record<string, string>> => ({
  'far/b.yaml': stream(...documents),
});

/** What Service `s` of `a.yaml` missed most probably. */
function missOf(files: Readonly<Record<string, string>>, name = 's'): NearMiss | undefined {
  const graph = graphOf(files);
  return graph.selection.nearMiss(serviceNamed(graph, name));
}

const beside = (selector: string, ...others: readonly string[]): NearMiss | undefined =>
  missOf({ 'a.yaml': stream(select(selector), ...others) });

/** Every difference in short, as `value similar` or `absent`. */
const inShort = (miss: NearMiss | undefined): readonly string[] | undefined =>
  miss?.differences.map((it) => {
    if (it.kind === 'value') return `value ${it.how}`;
    return it.kind === 'absent' && it.onController !== undefined ? 'absent, on controller' : it.kind;
  });

describe('how the pair of a selector differs from what the Pods carry', () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ['only in case', '{app: WEB}', '{app: web}', ['value case']],
    ['by one letter', '{app: fronted}', '{app: frontend}', ['value similar']],
    ['by a word at the end', '{app: web-server-main}', '{app: web}', ['value similar']],
    ['by a word at the beginning', '{app: shop-frontend}', '{app: frontend}', ['value similar']],
    ['by every letter, in one file', '{app: cart}', '{app: billing}', ['value other']],
    ['by an ending of a word too short to mean anything', '{app: ab-gateway}', '{app: ab}', ['value other']],
    ['by the beginning of a word too short to mean anything', '{app: ab}', '{app: ab-gateway}', ['value other']],
    ['by the custom of naming an application', '{k8s-app: shop}', '{run: shop}', ['key']],
    ['by a slip in the key', '{compnent: shop}', '{component: shop}', ['key']],
    ['by one of two pairs', '{app: web, tier: back}', '{app: web, tier: front}', ['value other']],
    ['by a pair that is not there at all', '{app: web, tier: back}', '{app: web}', ['absent']],
  ])('%s', (_, selector, labels, expected) => {
    expect(inShort(beside(selector, workload('x', { labels })))).toEqual(expected);
  });

  it('by any key, if the value is the name of the workload', () => {
    expect(inShort(beside('{component: web}', workload('web', { labels: '{service: web}' })))).toEqual(['key']);
    expect(beside('{component: web}', workload('x', { labels: '{service: web}' }))).toBeUndefined();
  });

  it('by a value that the controller of the Pods overwrites (semantics 3.1)', () => {
    const job = workload('web', { kind: 'Job', labels: '{job-name: mine}' }).replace('apps/v1', 'batch/v1');
    expect(inShort(beside('{job-name: mine}', job))).toEqual(['overwritten']);
  });

  it('names what both have', () => {
    const miss = beside('{app: web, tier: back}', workload('x', { labels: '{app: web, tier: front}' }));
    expect(miss?.matched.map(({ key, value }) => [key, value])).toEqual([['app', 'web']]);
  });

  it('is nothing for a Pod whose own labels are no second place to look', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: {app: shop}}\nspec: {containers: [{name: a}]}\n';
    expect(beside('{tier: front}', pod)).toBeUndefined();
  });
});

describe('a miss that only the namespace explains', () => {
  it('has no difference', () => {
    const files = {
      'a.yaml': stream(select('{app: web}', 's', 'one'), workload('web', { namespace: 'two' })),
    };
    expect(missOf(files)).toMatchObject({ differences: [], otherNamespace: true, telling: false });
  });
});

describe('telling signs', () => {
  const web = workload('web');
  it.each<readonly [string, boolean, Readonly<Record<string, string>>]>([
    ['a small edit in one file', true, { 'a.yaml': stream(select('{app: webb}'), web) }],
    ['a small edit in one folder, with nothing in common', true, { 'a.yaml': select('{app: webb}'), 'b.yaml': web }],
    [
      'a small edit far away, with another pair in common',
      true,
      { 'a.yaml': select('{app: webb, tier: front}'), ...far(workload('web', { labels: '{app: web, tier: front}' })) },
    ],
    [
      'a small edit far away, of the name of the Service',
      true,
      { 'a.yaml': select('{app: webb}', 's'), ...far(workload('s', { labels: '{app: web}' })) },
    ],
    ['another value in one file', false, { 'a.yaml': stream(select('{app: cart}'), workload('billing')) }],
    [
      'another value under one name',
      true,
      { 'a.yaml': stream(select('{app: cart}'), workload('s', { labels: '{app: billing}' })) },
    ],
    [
      'other values of two keys in one file',
      false,
      { 'a.yaml': stream(select('{app: cart, tier: front}'), workload('x', { labels: '{app: billing, tier: db}' })) },
    ],
    [
      'a label that is not there, which may come at run time',
      false,
      { 'a.yaml': stream(select('{app: web, tier: front}'), web) },
    ],
    [
      'a label that is not there, on Pods of the same file and name',
      true,
      { 'a.yaml': stream(select('{app: s, tier: front}'), workload('s')) },
    ],
    [
      'Pods that another Service has already, two edits away',
      false,
      {
        'a.yaml': stream(
          select('{app: webb, tier: frnt}'),
          select('{app: web}', 'other'),
          workload('web', { labels: '{app: web, tier: front}' }),
        ),
      },
    ],
    [
      'Pods that another Service has already, one edit away in one file',
      true,
      { 'a.yaml': stream(select('{app: webb}'), select('{app: web}', 'other'), web) },
    ],
    [
      'Pods that another Service has already, one edit away in the next file',
      true,
      { 'a.yaml': select('{app: webb}'), 'b.yaml': stream(select('{app: web}', 'other'), web) },
    ],
    [
      'Pods that another Service has already, a word away in the next file',
      false,
      { 'a.yaml': select('{app: web-cache}'), 'b.yaml': stream(select('{app: web}', 'other'), web) },
    ],
  ])('%s: %s', (_, telling, files) => {
    expect(missOf(files)?.telling).toBe(telling);
  });
});

describe('of several, the likeliest', () => {
  const labels = '{app: web, tier: front}';
  const chosen = (...others: readonly string[]): string | undefined =>
    beside('{app: webb, part-of: shop}', ...others)?.template.workload.name;
  const labelled = (name: string, app: string, rest = ', part-of: shop'): string =>
    workload(name, { labels: `{app: ${app}${rest}}` });

  it.each<readonly [string, readonly string[], string]>([
    ['has fewer differences', [labelled('a', 'web', ''), labelled('b', 'web')], 'b'],
    ['differs by an edit, not by a whole value', [labelled('a', 'billing'), labelled('b', 'web')], 'b'],
    ['has the name of the Service', [labelled('a', 'web'), labelled('s', 'web')], 's'],
    ['comes first, if nothing else decides', [labelled('a', 'web'), labelled('b', 'web')], 'a'],
    [
      'is not yet behind another Service',
      [labelled('a', 'web', ', part-of: shop, x: z'), labelled('b', 'web'), select('{x: z}', 'other')],
      'b',
    ],
  ])('%s', (_, others, expected) => {
    expect(chosen(...others)).toBe(expected);
  });

  it('shows a telling sign, before any number of shared labels', () => {
    const selector = '{app: webb, part-of: shop, version: v1}';
    const sharing = workload('a', { labels: '{part-of: shop, version: v1}' });
    const named = workload('s', { labels: '{app: web, part-of: shop, version: v2}' });
    expect(missOf({ 'a.yaml': stream(select(selector), sharing), ...far(named) })?.template.workload.name).toBe('s');
  });

  it('stands in the same file, then in the same folder', () => {
    const chosenIn = (...paths: readonly string[]): string | undefined => {
      const folders = Object.fromEntries(paths.map((path) => [path, workload(path.slice(0, 1), { labels })]));
      return missOf({ 'a.yaml': select('{app: webb, tier: front}'), ...folders })?.template.workload.name;
    };
    expect(chosenIn('f/x.yaml', 'b.yaml')).toBe('b');
    expect(chosenIn('b.yaml', 'f/x.yaml')).toBe('b');
    const here = stream(select('{app: webb, tier: front}'), workload('a', { labels }));
    expect(missOf({ 'b.yaml': workload('b', { labels }), 's.yaml': here })?.template.workload.name).toBe('a');
  });
});

describe('no miss', () => {
  it.each([
    ['of a Service that selects Pods', '{app: web}'],
    ['of a Service without a selector', '{}'],
    ['of a Service for static Pods (semantics 14.1)', '{component: kube-web}'],
    ['where nothing is near', '{team: blue}'],
  ])('%s', (_, selector) => {
    expect(beside(selector, workload('web', { labels: '{app: web, component: web}' }))).toBeUndefined();
  });

  it('far away, where no pair is shared: a look-alike there is another application', () => {
    expect(missOf({ 'a.yaml': select('{app: webb}'), ...far(workload('web')) })).toBeUndefined();
  });
});
