import { describe, expect, it } from 'vitest';
import { foreignTexts } from '../../../src/k8s/dns/other-resolvers.js';
import { resourceOf } from '../../support/resources.js';

describe('texts that a program of its own resolves (semantics 8.6)', () => {
  it.each([
    [
      'keda.sh/v1alpha1, kind: ScaledObject',
      'spec: {triggers: [{metadata: {serverAddress: "http://p:9090", query: up, host: q, port: "5672"}}]}',
      ['the operator of KEDA spec.triggers.metadata.serverAddress', 'the operator of KEDA spec.triggers.metadata.host'],
    ],
    ['source.toolkit.fluxcd.io/v1, kind: HelmRepository', 'spec: {url: "http://charts"}', ['Flux spec.url']],
    [
      'argoproj.io/v1alpha1, kind: Application',
      'spec: {source: {repoURL: "http://git"}}',
      ['Argo CD spec.source.repoURL'],
    ],
    [
      'admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration',
      'webhooks: [{clientConfig: {url: "https://hook"}}]',
      ['the API server webhooks.clientConfig.url'],
    ],
    ['cert-manager.io/v1, kind: Issuer', 'spec: {acme: {server: "https://ca"}}', ['cert-manager spec.acme.server']],
    ['keda.sh/v1alpha1, kind: ScaledObject', 'spec: {triggers: [{metadata: {host: 1}}]}', []],
    ['example.com/v1, kind: Issuer', 'spec: {acme: {server: "https://ca"}}', []],
  ])('of %s', (kind, body, expected) => {
    const texts = foreignTexts(resourceOf(`{apiVersion: ${kind}, metadata: {name: x}, ${body}}`));
    expect(texts.map(({ resolver, path }) => `${resolver.who} ${path}`)).toEqual(expected);
  });

  it('know the port beside a host', () => {
    const [text] = foreignTexts(
      resourceOf(
        '{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: x}, ' +
          'spec: {triggers: [{metadata: {host: db, port: "5432"}}]}}',
      ),
    );
    expect(text?.sibling?.value).toBe('5432');
  });
});
