import { describe, expect, it } from 'vitest';
import { graphOf, object, service, stream } from '../../support/graphs.js';

describe('the IngressClass that a name is a slip for', () => {
  it.each([
    ['ngnix', ['nginx', 'traefik'], 'nginx'],
    ['nginx', ['nginx'], undefined],
    ['haproxy', ['nginx'], undefined],
    ['ngnix', [], undefined],
    ['ngnix', Array.from({ length: 50 }, (_, at) => `class-number-${at}`).concat('nginx'), undefined],
  ])('%s', (name, classes, expected) => {
    const written = classes.map((each) => object('networking.k8s.io/v1 IngressClass', `{name: ${each}}`));
    const graph = graphOf({ 'a.yaml': stream(service('web', '{ports: [{port: 80}]}'), ...written) });
    expect(graph.routes.similarClass(name)?.name).toBe(expected);
  });
});
