import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { fingerprintOf, fingerprintsOf } from '../../src/diagnostic/fingerprint.js';
import { lint } from '../../src/index.js';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 70000
`;

function findings(text: string, path = 'service.yaml'): readonly Diagnostic[] {
  return lint([{ path, text }]).diagnostics.filter(({ rule }) => rule === 'invalid-port-number');
}

function only(text: string, path?: string): Diagnostic {
  const [first, ...more] = findings(text, path);
  if (first === undefined || more.length > 0) throw new Error(`${more.length} more findings than one`);
  return first;
}

describe('fingerprintOf', () => {
  it('is known for a known finding, so that baselines stay valid from version to version', () => {
    expect(fingerprintOf(only(SERVICE))).toBe('afd1cc5fcd68d591');
  });

  it.each([
    ['lines that moved', only(`# a comment\n\n${SERVICE}`)],
    ['line breaks of Windows', only(SERVICE.replaceAll('\n', '\r\n'))],
    ['another document before it', only(`kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: a\n---\n${SERVICE}`)],
    ['a renamed file', only(SERVICE, 'shop/web.yaml')],
    ['other words and another severity', { ...only(SERVICE), message: 'other words', severity: 'info' as const }],
  ])('does not change with %s', (_, other) => {
    expect(fingerprintOf(other)).toBe(fingerprintOf(only(SERVICE)));
  });

  it.each([
    ['the text that is wrong', only(SERVICE.replace('70000', '70001'))],
    ['the name of the object', only(SERVICE.replace('name: web', 'name: shop'))],
    ['its namespace', only(SERVICE.replace('namespace: shop', 'namespace: other'))],
    ['the rule', { ...only(SERVICE), rule: 'other-rule' }],
    ['the kind of the object', { ...only(SERVICE), subject: { kind: 'Deployment', namespace: 'shop', name: 'web' } }],
  ])('changes with %s', (_, other) => {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(only(SERVICE)));
  });

  it('tells files apart where no object is known', () => {
    const broken = (path: string): string => fingerprintOf({ ...only(SERVICE, path), subject: null });
    expect(broken('a.yaml')).not.toBe(broken('b.yaml'));
  });

  it('does not take one field for another', () => {
    const named = (namespace: string | null, name: string): string =>
      fingerprintOf({ ...only(SERVICE), subject: { kind: 'Service', namespace, name } });
    expect(new Set([named('a', 'b'), named('b', 'a'), named(null, 'ab'), named('ab', '')]).size).toBe(4);
  });
});

describe('fingerprintsOf', () => {
  it('counts what agrees, in the order of the diagnostics', () => {
    const twice = findings(SERVICE + '    - name: other\n      port: 70000\n');
    const [first, second] = [...fingerprintsOf(twice).values()];
    const shared = fingerprintOf(only(SERVICE));
    expect([first, second]).toEqual([`${shared}:1`, `${shared}:2`]);
  });
});
