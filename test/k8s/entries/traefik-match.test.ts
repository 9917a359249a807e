import { describe, expect, it } from 'vitest';
import { readTraefikMatch } from '../../../src/k8s/entries/traefik-match.js';

const every = { kind: 'text', text: '/' };

describe('the match of a route of Traefik', () => {
  it.each([
    ['Host(`a.example`)', [{ hosts: ['a.example'], path: every }]],
    ['Host("A.example")', [{ hosts: ['a.example'], path: every }]],
    ['Host(`a.example`, `b.example`)', [{ hosts: ['a.example', 'b.example'], path: every }]],
    ['HostSNI(`*`)', [{ hosts: [], path: every }]],
    ['PathPrefix(`/cart`)', [{ hosts: [], path: { kind: 'text', text: '/cart' } }]],
    ['Host(`a`)&&Path(`/x`)', [{ hosts: ['a'], path: { kind: 'exact', text: '/x' } }]],
    [
      'Path(`/x`, `/y`)',
      [
        { hosts: [], path: { kind: 'exact', text: '/x' } },
        { hosts: [], path: { kind: 'exact', text: '/y' } },
      ],
    ],
    ['Host(`a`) && PathRegexp(`^/x`)', [{ hosts: ['a'], path: { kind: 'open', text: '^/x' } }]],
    ['Host(`a`) && PathPrefix(`/{id:[0-9]+}`)', [{ hosts: ['a'], path: { kind: 'open', text: '/{id:[0-9]+}' } }]],
    [
      'Host(`a`) || Host(`b`) && Path(`/x`)',
      [
        { hosts: ['a'], path: every },
        { hosts: ['b'], path: { kind: 'exact', text: '/x' } },
      ],
    ],
    [
      '(Host(`a`) || Host(`b`)) && (Path(`/x`) || Path(`/y`))',
      [
        { hosts: ['a'], path: { kind: 'exact', text: '/x' } },
        { hosts: ['a'], path: { kind: 'exact', text: '/y' } },
        { hosts: ['b'], path: { kind: 'exact', text: '/x' } },
        { hosts: ['b'], path: { kind: 'exact', text: '/y' } },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(readTraefikMatch(text)).toEqual(expected.map((each) => ({ ...each, isConditional: false })));
  });

  it.each([
    'Host(`a`) && Headers(`X-Beta`, `yes`)',
    'Host(`a`) && !Path(`/x`)',
    '!(Path(`/x`) || Path(`/y`)) && Host(`a`)',
    'Host(`a`) && Method(`GET`)',
    'Host(`a`) && Path(`/x`) && PathPrefix(`/x`)',
  ])('%s: more than host and path decides', (text) => {
    expect(readTraefikMatch(text)).toMatchObject([{ hosts: ['a'], isConditional: true }]);
  });

  it.each([
    '',
    'Host',
    'Host(a)',
    'Host(`a`',
    'Host(`a`) &&',
    '(Host(`a`)',
    'Host(`a`))',
    'Host(`a`) Path(`/x`)',
    '{{x}}',
  ])('is not taken apart: %j', (text) => {
    expect(readTraefikMatch(text)).toBeUndefined();
  });

  it('is not taken apart where there are very many alternatives', () => {
    const some = `(${Array.from({ length: 9 }, (_, at) => `Path(\`/${String(at)}\`)`).join(' || ')})`;
    expect(readTraefikMatch(some)).toHaveLength(9);
    expect(readTraefikMatch(`${some} && ${some}`)).toBeUndefined();
    expect(readTraefikMatch(Array.from({ length: 70 }, () => 'Host(`a`)').join(' || '))).toBeUndefined();
  });
});
