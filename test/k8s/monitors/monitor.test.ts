import { describe, expect, it } from 'vitest';
import { readMonitor } from '../../../src/k8s/monitors/monitor.js';
import { resourceOf } from '../../support/resources.js';

function monitor(spec: string, kind = 'ServiceMonitor') {
  return readMonitor(
    resourceOf(`{apiVersion: monitoring.coreos.com/v1, kind: ${kind}, metadata: {name: m}, spec: ${spec}}`),
  );
}

describe('readMonitor', () => {
  it.each([
    ['{app: web}', [['web']]],
    ['{app: "web|ledger"}', [['web', 'ledger']]],
    ['{app: "(web|ledger)"}', [['web', 'ledger']]],
    ['{app: ""}', [['']]],
    ['{app: v1.2}', [['v1.2']]],
    ['{app: "web.*"}', undefined],
    ['{app: "web-[0-9]+"}', undefined],
    ['{app: "((a+)+)+$"}', undefined],
  ])('takes the values of matchLabels %s for regular expressions', (labels, values) => {
    expect(monitor(`{selector: {matchLabels: ${labels}}}`)?.selector.map((requirement) => requirement.values)).toEqual(
      values,
    );
  });

  it.each([
    ['{}', 'own'],
    ['{namespaceSelector: {}}', 'own'],
    ['{namespaceSelector: {matchNames: []}}', 'own'],
    ['{namespaceSelector: {matchNames: [a, b]}}', ['a', 'b']],
    ['{namespaceSelector: {any: true, matchNames: [a]}}', 'any'],
    ['{namespaceSelector: {any: false}}', 'own'],
  ])('looks, with %s, into %s', (spec, expected) => {
    expect(monitor(spec.replace('{', '{selector: {}, '))?.namespaces).toEqual(expected);
  });

  it.each([
    ['{port: http, targetPort: 80}', 'port http'],
    ['{targetPort: 80}', 'targetPort 80'],
    ['{targetPort: "80"}', 'targetPort "80"'],
    ['{port: "", targetPort: web}', 'targetPort web'],
    ['{portNumber: 80, targetPort: 90}', 'portNumber 80'],
    ['{port: "http|web"}', 'port http,web'],
    ['{port: "http.+"}', ''],
    ['{path: /metrics}', ''],
    ['{port: 8080}', ''],
  ])('scrapes of %s: %s', (entry, expected) => {
    const ports = monitor(`{selector: {}, podMetricsEndpoints: [${entry}]}`, 'PodMonitor')?.ports ?? [];
    const said = ports.map(
      ({ field, wanted }) =>
        `${field} ${wanted.kind === 'number' ? wanted.number : wanted.names.map((name) => (/^\d+$/.test(name) ? `"${name}"` : name)).join(',')}`,
    );
    expect(said.join(' ')).toBe(expected);
  });

  it('is undefined for other kinds, and without a selector', () => {
    expect(monitor('{endpoints: [{port: http}]}')).toBeUndefined();
    expect(monitor('{selector: {}}', 'Probe')).toBeUndefined();
    expect(
      readMonitor(
        resourceOf(
          '{apiVersion: monitoring.example.com/v1, kind: ServiceMonitor, metadata: {name: m}, spec: {selector: {}}}',
        ),
      ),
    ).toBeUndefined();
  });
});
