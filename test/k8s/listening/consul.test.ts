import { expect, test } from 'vitest';
import { isSentByConsul, isServedByConsul } from '../../../src/k8s/listening/consul.js';
import { podOf } from '../../support/pods.js';

test.each([
  ['{consul.hashicorp.com/connect-inject: "true"}', true, true],
  ['{consul.hashicorp.com/connect-inject: "true", consul.hashicorp.com/transparent-proxy: "false"}', true, false],
  ['{consul.hashicorp.com/connect-inject: "false"}', false, false],
  ['{consul.hashicorp.com/transparent-proxy: "true"}', false, false],
  ['{sidecar.istio.io/inject: "true"}', false, false],
  ['{}', false, false],
])('annotations %s: served %s, sent %s', (annotations, served, sent) => {
  const pod = podOf('{}', `{name: web, annotations: ${annotations}}`);
  expect([isServedByConsul(pod), isSentByConsul(pod)]).toEqual([served, sent]);
});
