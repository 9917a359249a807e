import { describe, expect, it } from 'vitest';
import { graphOf, service, serviceNamed, templateOf, workload } from '../support/graphs.js';

const selecting = (labels: string): string => `{selector: ${labels}, ports: [{port: 80}]}`;

describe('selection', () => {
  const names = (files: Readonly<Record<string, string>>): readonly string[] => {
    const graph = graphOf(files);
    return graph.selection
      .of(serviceNamed(graph, 's'))
      .templates.map((template) => template.workload.name)
      .sort();
  };

  it('wants every pair and no other', () => {
    expect(
      names({
        'a.yaml': [
          service('s', selecting('{app: web, tier: front}')),
          workload('both', { labels: '{app: web, tier: front, x: y}' }),
          workload('one', { labels: '{app: web}' }),
        ].join('---\n'),
      }),
    ).toEqual(['both']);
  });

  it.each([['{}'], ['null'], ['']])('a selector that is %j selects nothing', (selector) => {
    const graph = graphOf({
      'a.yaml': `${service('s', `{selector: ${selector}, ports: [{port: 80}]}`)}---\n${workload('web')}`,
    });
    expect(graph.selection.of(serviceNamed(graph, 's'))).toMatchObject({ scope: 'nowhere', templates: [] });
  });

  it('an ExternalName selects nothing', () => {
    expect(
      names({
        'a.yaml': `${service('s', '{type: ExternalName, externalName: example.com, selector: {app: web}}')}---\n${workload('web')}`,
      }),
    ).toEqual([]);
  });

  it('stays in its namespace, where both are written', () => {
    const files = (a: string | undefined, b: string | undefined) => ({
      'a.yaml': `${service('s', selecting('{app: web}'), a)}---\n${workload('web', b === undefined ? {} : { namespace: b })}`,
    });
    expect(names(files('one', 'one'))).toEqual(['web']);
    expect(names(files('one', 'two'))).toEqual([]);
    expect(names(files(undefined, undefined))).toEqual(['web']);
  });

  it('is uncertain where only one namespace is written', () => {
    const graph = graphOf({
      'a.yaml': [
        service('s', selecting('{app: web}'), 'one'),
        workload('web'),
        workload('other', { namespace: 'two' }),
      ].join('---\n'),
    });
    expect(graph.selection.of(serviceNamed(graph, 's')).uncertain).toBe(true);
  });

  it('takes the nearest: file, then folder, then unit', () => {
    const web = (name: string): string => workload(name, { labels: '{app: web}' });
    const s = service('s', selecting('{app: web}'));
    const scope = (files: Readonly<Record<string, string>>): string => {
      const graph = graphOf(files);
      return graph.selection.of(serviceNamed(graph, 's')).scope;
    };
    expect(scope({ 'x/a.yaml': `${s}---\n${web('here')}`, 'x/b.yaml': web('beside'), 'y/c.yaml': web('far') })).toBe(
      'file',
    );
    expect(scope({ 'x/a.yaml': s, 'x/b.yaml': web('beside'), 'y/c.yaml': web('far') })).toBe('folder');
    expect(scope({ 'x/a.yaml': s, 'y/c.yaml': web('far') })).toBe('unit');
  });

  it('knows the way back', () => {
    const graph = graphOf({
      'a.yaml': [
        service('s', selecting('{app: web}')),
        service('t', selecting('{app: web}')),
        service('u', selecting('{app: api}')),
        workload('web'),
      ].join('---\n'),
    });
    expect(
      graph.selection
        .servicesOf(templateOf(graph, 'web'))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['s', 't']);
  });
});

describe('nearMiss', () => {
  const miss = (selector: string, ...workloads: readonly string[]) => {
    const graph = graphOf({ 'a.yaml': [service('s', selecting(selector)), ...workloads].join('---\n') });
    return graph.selection.nearMiss(serviceNamed(graph, 's'));
  };

  it.each([
    ['{app: webb}', 'similar'],
    ['{app: Web}', 'case'],
    ['{app: web-api}', 'similar'],
  ])('%s differs from `web` in value: %s', (selector, how) => {
    expect(miss(selector, workload('web'))?.differences).toMatchObject([{ kind: 'value', how }]);
  });

  it('of another key', () => {
    expect(miss('{app.kubernetes.io/name: web}', workload('web'))?.differences).toMatchObject([
      { kind: 'key', found: { key: 'app' } },
    ]);
  });

  it('of a label that only the controller has', () => {
    const controller = workload('web', { labels: '{run: web}' }).replace(
      'metadata: {name: web}',
      'metadata: {name: web, labels: {tier: front}}',
    );
    expect(miss('{tier: front}', controller)?.differences).toMatchObject([
      { kind: 'absent', onController: { value: 'front' } },
    ]);
  });

  it('is the nearest, whatever the order', () => {
    const both = [
      workload('api', { labels: '{app: api, tier: back}' }),
      workload('web', { labels: '{app: web, tier: back}' }),
    ];
    expect(miss('{app: webb, tier: back}', ...both)?.template.workload.name).toBe('web');
    expect(miss('{app: webb, tier: back}', ...both.reverse())?.template.workload.name).toBe('web');
  });

  it('is nothing among strangers', () => {
    expect(miss('{team: blue}', workload('web'))).toBeUndefined();
  });
});

describe('namespaces', () => {
  it.each([
    ['one', 'one', 'yes'],
    ['one', 'two', 'no'],
    [undefined, undefined, 'yes'],
  ] as const)('%s and %s are the same: %s', (a, b, expected) => {
    const graph = graphOf({
      'a.yaml': `${service('s', selecting('{app: web}'), a)}---\n${workload('web', b === undefined ? {} : { namespace: b })}`,
    });
    expect(graph.namespaces.same(serviceNamed(graph, 's').resource, templateOf(graph, 'web').workload.resource)).toBe(
      expected,
    );
  });

  it('a target decides for objects that name none', () => {
    const graph = graphOf(
      { 'a.yaml': `${service('s', selecting('{app: web}'), 'one')}---\n${workload('web')}` },
      { namespace: 'one' },
    );
    expect(graph.namespaces.of(templateOf(graph, 'web').workload.resource)).toBe('one');
    expect(graph.namespaces.same(serviceNamed(graph, 's').resource, templateOf(graph, 'web').workload.resource)).toBe(
      'yes',
    );
  });
});

describe('what stands beside', () => {
  it('hand-written endpoints, by name and by label', () => {
    const graph = graphOf({
      'a.yaml': [
        service('s', '{ports: [{port: 80}]}'),
        'apiVersion: v1\nkind: Endpoints\nmetadata: {name: s}\n',
        'apiVersion: v1\nkind: Endpoints\nmetadata: {name: other}\n',
        'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: x, labels: {kubernetes.io/service-name: s}}\n',
        'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: s}\n',
      ].join('---\n'),
    });
    expect(graph.endpoints.of(serviceNamed(graph, 's')).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Endpoints s',
      'EndpointSlice x',
    ]);
  });

  it('the owners of a node port', () => {
    const port = (name: string): string =>
      service(name, '{type: NodePort, selector: {app: x}, ports: [{port: 80, nodePort: 30000}]}');
    const graph = graphOf({ 'a.yaml': port('s'), 'b.yaml': port('t') });
    const [first, second] = [serviceNamed(graph, 's'), serviceNamed(graph, 't')];
    expect(graph.ports.takenBefore(first, 30000)).toBeUndefined();
    expect(graph.ports.takenBefore(second, 30000)?.service.name).toBe('s');
    expect(graph.ports.takenBefore(second, 30001)).toBeUndefined();
  });

  it('is frozen', () => {
    expect(Object.isFrozen(graphOf({ 'a.yaml': workload('web') }))).toBe(true);
  });
});
