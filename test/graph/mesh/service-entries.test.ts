import { expect, it } from 'vitest';
import { graphOf, object, service, stream } from '../../support/graphs.js';

it.each([
  ['api.example.com', true],
  ['web.one', true],
  ['other.example.com', false],
  ['', false],
])('a mesh is told of %s: %s', (host, expected) => {
  const entry = object(
    'networking.istio.io/v1 ServiceEntry',
    '{name: outside}',
    'spec: {hosts: ["*.example.com", api.example.com, web.one]}',
  );
  const graph = graphOf({ 'a.yaml': stream(service('web', '{ports: [{port: 80}]}', 'one'), entry) });
  expect(graph.routes.isServiceEntryHost(host)).toBe(expected);
});
