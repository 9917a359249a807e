import { describe, expect, it } from 'vitest';
import { companionNames } from '../../../src/k8s/companions/companion-names.js';
import { graphOf, object, stream } from '../../support/graphs.js';

const certificate = (issuer: string) =>
  object('cert-manager.io/v1 Certificate', '{name: web, namespace: shop}', `spec: {issuerRef: ${issuer}}`);
const issuer = (kind: string, metadata: string) => object(`cert-manager.io/v1 ${kind}`, metadata);

describe('what a name of something beside Services was meant to say', () => {
  it.each([
    ['{name: web-ca}', [issuer('Issuer', '{name: web-ca, namespace: shop}')], undefined],
    ['{name: web-ca}', [issuer('Issuer', '{name: web-ca}')], undefined],
    ['{name: web-ca}', [issuer('ClusterIssuer', '{name: web-ca}')], 'kind web-ca'],
    ['{name: web-ca}', [issuer('Issuer', '{name: web-ca, namespace: infra}')], 'namespace web-ca'],
    ['{name: webb-ca}', [issuer('Issuer', '{name: web-ca, namespace: shop}')], 'slip web-ca'],
    ['{name: web-ca}', [issuer('Issuer', '{name: web-selfsigned, namespace: shop}')], 'left web-selfsigned'],
    ['{name: web-ca}', [issuer('Issuer', '{name: selfsigned, namespace: shop}')], undefined],
    [
      '{name: web-ca}',
      [
        issuer('Issuer', '{name: web-selfsigned, namespace: shop}'),
        issuer('Issuer', '{name: web-other, namespace: shop}'),
      ],
      undefined,
    ],
    ['{name: web-ca}', [], undefined],
  ])('%s', (written, issuers, expected) => {
    const graph = graphOf({ 'a.yaml': stream(certificate(written), ...issuers) });
    const [from] = graph.unit.named('cert-manager.io', 'Certificate', 'web');
    const [name] = from === undefined ? [] : companionNames(from);
    const found = name && graph.names.meantCompanion(name);
    expect(found && `${found.how} ${found.meant.name}`).toBe(expected);
  });
});
