import { describe, expect, it } from 'vitest';
import { evidenceOf, isSlipFor } from '../../../src/k8s/slips/names.js';
import { referencesOf } from '../../../src/k8s/references/references.js';
import { readService } from '../../../src/k8s/services/service.js';
import { service } from '../../support/graphs.js';
import { resourceOf } from '../../support/resources.js';

const ROUTE = (spec: string): string =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: r}\nspec: ${spec}\n`;

const calling = (...hosts: readonly string[]): string =>
  ROUTE(`{http: [{route: [${hosts.map((host) => `{destination: {host: ${host}}}`).join(', ')}]}]}`);

function found(route: string, path = 'a/s.yaml') {
  const wrong = referencesOf(resourceOf(route, {}, 'a/route.yaml')).find(({ name }) => name !== 'ledger');
  const ledger = readService(resourceOf(service('ledger', '{ports: [{port: 80}]}'), {}, path));
  if (wrong === undefined || ledger === undefined) throw new Error('no reference, or no Service');
  return { wrong, ledger };
}

describe('isSlipFor', () => {
  it.each([
    ['a slip for a Service beside it', calling('legder'), 'a/s.yaml', true],
    ['a Service in another folder', calling('legder'), 'b/s.yaml', false],
    ['the same but for the word service', calling('ledger-svc'), 'a/s.yaml', true],
    ['another name', calling('orders'), 'a/s.yaml', false],
    ['a name that the object has too, beside the right one', calling('legder', 'ledger'), 'a/s.yaml', false],
    [
      'what a rule is about, though the right one is called',
      ROUTE('{hosts: [legder], http: [{route: [{destination: {host: ledger}}]}]}'),
      'a/s.yaml',
      true,
    ],
  ])('%s', (_, route, path, expected) => {
    const { wrong, ledger } = found(route, path);
    expect(isSlipFor(wrong, ledger)).toBe(expected);
  });
});

describe('evidenceOf', () => {
  it.each([
    ['namespaces that differ by a slip', ['pord-shop', 'prod-shop'], 'b/s.yaml', false, 'error'],
    ['a namespace that nobody is in', ['alpha', 'omega'], 'a/s.yaml', false, 'info'],
    ['both beside each other', ['alpha', 'omega'], 'a/s.yaml', true, 'error'],
    ['a Service in another folder', ['alpha', 'omega'], 'b/s.yaml', true, 'warning'],
  ] as const)('%s', (_, namespaces, path, isKnown, expected) => {
    const { wrong, ledger } = found(calling('other'), path);
    expect(evidenceOf(wrong, ledger, namespaces, isKnown)).toBe(expected);
  });
});
