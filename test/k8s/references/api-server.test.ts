import { describe, expect, it } from 'vitest';
import { apiServerCalls, readApiServerReference } from '../../../src/k8s/references/api-server.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const webhooks = (...services: readonly string[]) =>
  resourceOf(
    `{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, webhooks: [${services.map((service) => `{clientConfig: {service: ${service}}}`).join(', ')}]}`,
  );

describe('readApiServerReference', () => {
  it.each([
    ['a port', webhooks('{name: hook, namespace: shop, port: 8443}'), ['webhook shop/hook:8443']],
    ['no port, which means 443', webhooks('{name: hook, namespace: shop}'), ['webhook shop/hook:443']],
    [
      'several webhooks',
      webhooks('{name: a, namespace: x}', '{name: b, namespace: x}'),
      ['webhook x/a:443', 'webhook x/b:443'],
    ],
    ['no namespace, which is refused', webhooks('{name: hook}'), []],
    ['no name, which is refused', webhooks('{namespace: shop}'), []],
    ['a name to be filled in', webhooks('{name: "${HOOK}", namespace: shop}'), []],
    ['a namespace to be filled in', webhooks('{name: hook, namespace: "${NS}"}'), []],
  ])('%s', (_, resource, expected) => {
    expect(readApiServerReference(resource).map(saidReference)).toEqual(expected);
  });
});

describe('apiServerCalls', () => {
  const at = (apiVersion: string, kind: string, spec: string) =>
    apiServerCalls(resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, spec: ${spec}}`)).map(
      ({ role, path }) => `${role} ${path.join('.')}`,
    );

  it.each([
    ['an APIService', 'apiregistration.k8s.io/v1', 'APIService', '{service: {name: a}}', ['API service spec.service']],
    ['a local APIService', 'apiregistration.k8s.io/v1', 'APIService', '{service: }', []],
    [
      'the conversion of a CustomResourceDefinition',
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      '{conversion: {webhook: {clientConfig: {service: {}}}}}',
      ['conversion webhook spec.conversion.webhook.clientConfig.service'],
    ],
    [
      'one without conversion',
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      '{conversion: {strategy: None}}',
      [],
    ],
    ['another kind', 'v1', 'ConfigMap', '{service: {}}', []],
  ])('%s', (_, apiVersion, kind, spec, expected) => {
    expect(at(apiVersion, kind, spec)).toEqual(expected);
  });

  it('leaves out a webhook that is called by its URL', () => {
    const resource = resourceOf(
      '{apiVersion: admissionregistration.k8s.io/v1, kind: MutatingWebhookConfiguration, webhooks: [{clientConfig: {url: "https://a.example"}}]}',
    );
    expect(apiServerCalls(resource)).toEqual([]);
  });
});
