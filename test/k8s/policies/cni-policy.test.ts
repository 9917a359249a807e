import { describe, expect, it } from 'vitest';
import { CNI_POLICY_KINDS, cniPolicyPorts } from '../../../src/k8s/policies/cni-policy.js';
import { textOf } from '../../../src/text/source-file.js';
import { resourceOf } from '../../support/resources.js';

/** Of each list of ports the labels of the Pods, and the numbers with their roles. */
function found(kind: string, spec: string): readonly unknown[] {
  const [group = '', name = ''] = kind.split('/');
  const policy = resourceOf(`{apiVersion: ${group}/v1, kind: ${name}, metadata: {name: a}, spec: ${spec}}`);
  return cniPolicyPorts(policy).map(({ pods, ports }) => [
    pods.map(({ key, operator, values }) => `${key} ${operator} ${values.join()}`).join(),
    ports.map(({ number, place, role }) => `${String(number)} ${role} ${textOf(place.span)}`).join(),
  ]);
}

const CILIUM = 'cilium.io/CiliumNetworkPolicy';
const CALICO = 'projectcalico.org/NetworkPolicy';
const web = 'endpointSelector: {matchLabels: {app: web}}';

describe('the ports of a policy of Cilium', () => {
  it.each<[string, string, readonly unknown[]]>([
    [
      'are those of its own Pods for what comes in',
      `{${web}, ingress: [{toPorts: [{ports: [{port: "80"}, {port: 81}]}]}]}`,
      [['app In web', '80 policy text "80",81 policy 81']],
    ],
    [
      'count where they are denied',
      `{${web}, ingressDeny: [{toPorts: [{ports: [{port: "80"}]}]}]}`,
      [['app In web', '80 policy text "80"']],
    ],
    [
      'are those of its peers for what goes out',
      `{${web}, egress: [{toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: "5432"}]}]}]}`,
      [['app In db', '5432 policy text "5432"']],
    ],
    [
      'and so where that is denied',
      `{${web}, egressDeny: [{toEndpoints: [{matchLabels: {app: db}}], toPorts: [{ports: [{port: "1"}]}]}]}`,
      [['app In db', '1 policy text "1"']],
    ],
    ['are of nobody where what goes out names no peers', `{${web}, egress: [{toPorts: [{ports: [{port: "1"}]}]}]}`, []],
    [
      'are none where a name stands for one',
      `{${web}, ingress: [{toPorts: [{ports: [{port: http}, {port: "0"}]}]}]}`,
      [],
    ],
    ['are none of six digits', `{${web}, ingress: [{toPorts: [{ports: [{port: "123456"}]}]}]}`, []],
    ['are of nobody for every Pod', '{endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: "80"}]}]}]}', []],
  ])('%s', (_, spec, ports) => expect(found(CILIUM, spec)).toEqual(ports));

  it.each([
    ['k8s:app', 'app'],
    ['any:app', 'app'],
    ['k8s.app', 'app'],
    ['any.app', 'app'],
    ['app', 'app'],
    ['k8s-app', 'k8s-app'],
    ['"k8s:"', undefined],
    ['"k8s:io.kubernetes.pod.namespace"', undefined],
    ['io.kubernetes.pod.namespace', undefined],
    ['io.cilium.k8s.policy.serviceaccount', undefined],
    ['"reserved:host"', undefined],
    ['reserved.host', undefined],
    ['"container:app"', undefined],
  ])('are of the Pods that a label %s means, those with %s', (label, key) => {
    const spec = `{endpointSelector: {matchLabels: {${label}: web}}, ingress: [{toPorts: [{ports: [{port: 80}]}]}]}`;
    expect(found(CILIUM, spec)).toEqual(key === undefined ? [] : [[`${key} In web`, '80 policy 80']]);
  });

  it('are of Pods that nobody can tell by expressions', () => {
    const selector = '{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}]}';
    expect(found(CILIUM, `{endpointSelector: ${selector}, ingress: [{toPorts: [{ports: [{port: 80}]}]}]}`)).toEqual([]);
  });
});

describe.each([CALICO, 'crd.projectcalico.org/NetworkPolicy'])('the ports of a %s', (kind) => {
  it.each<[string, string, readonly unknown[]]>([
    [
      'are those of its own Pods for what comes in',
      `{selector: app == 'web', ingress: [{destination: {ports: [80, "81:90", http]}}]}`,
      [['app In web', '80 policy 80']],
    ],
    [
      'are those of the destination for what goes out',
      `{selector: app == 'web', egress: [{destination: {selector: 'app == "db" && tier == "back"', ports: [5432]}}]}`,
      [['app In db,tier In back', '5432 policy 5432']],
    ],
    [
      'are of another namespace where one is selected',
      `{selector: app == 'web', egress: [{destination: {selector: app == 'db', namespaceSelector: all(), ports: [1]}}]}`,
      [],
    ],
    [
      'are of nobody by quotes that do not match',
      `{selector: "app == 'web\\"", ingress: [{destination: {ports: [1]}}]}`,
      [],
    ],
    ['are of nobody by another operator', `{selector: app != 'web', ingress: [{destination: {ports: [1]}}]}`, []],
    [
      'are of nobody by one term of another kind',
      `{selector: app == 'web' && has(x), ingress: [{destination: {ports: [1]}}]}`,
      [],
    ],
    ['are of nobody without a selector', '{ingress: [{destination: {ports: [1]}}]}', []],
  ])('%s', (_, spec, ports) => expect(found(kind, spec)).toEqual(ports));
});

it('knows the kinds by their groups', () => {
  expect(CNI_POLICY_KINDS).toEqual([CILIUM, CALICO, 'crd.projectcalico.org/NetworkPolicy']);
});
