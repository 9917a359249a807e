/** NetworkPolicies, and the Pods that they select. */
import type { InputFile } from '../../src/index.js';
import { deployment, head, many, oneFile, service } from './manifests.js';

/** Policies that all select all Pods, so that the pairs of both grow with the square. */
export function policiesByPods(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    ...many(count, (at) => service(`web-${at}`, `web-${at}`)),
    ...many(count, (at) => policy(`allow-${at}`, '{}', [peer(`web-${at}`)])),
  ]);
}

/** Policies for one workload each. */
export function policiesOfOwnPods(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    ...many(count, (at) => service(`web-${at}`, `web-${at}`)),
    ...many(count, (at) =>
      policy(`allow-${at}`, `\n    matchLabels:\n      app: web-${at}`, [peer(`web-${(at + 1) % count}`)]),
    ),
  ]);
}

/** Policies whose peers are nearly there. */
export function missingPeers(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `frontend-${at}`)),
    ...many(count, (at) =>
      policy(`allow-${at}`, `\n    matchLabels:\n      app: frontend-${at}`, [peer(`forntend-${at}`)]),
    ),
  ]);
}

export function peersOfOnePolicy(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    service('web-0', 'web-0'),
    policy(
      'allow',
      '{}',
      many(count, (at) => peer(`web-${at}`)),
    ),
  ]);
}

/** Policies that open no DNS, for one workload each. */
export function egressOfOwnPods(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    ...many(
      count,
      (at) => `${head('networking.k8s.io/v1', 'NetworkPolicy', `out-${at}`)}spec:
  podSelector:
    matchLabels:
      app: web-${at}
  policyTypes: [Egress]
  egress:
    - to:
${peer(`web-${(at + 1) % count}`)}      ports:
        - port: 9090
`,
    ),
  ]);
}

/** Policies of which each selects all Pods by a selector of its own, and admits all Pods by another one. */
export function wideSelectors(count: number): readonly InputFile[] {
  const others = (at: number): string => `{matchExpressions: [{key: app, operator: NotIn, values: [none-${at}]}]}`;
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    ...many(count, (at) => policy(`allow-${at}`, others(at), [`        - podSelector: ${others(at)}\n`])),
  ]);
}

function policy(name: string, podSelector: string, peers: readonly string[]): string {
  return `${head('networking.k8s.io/v1', 'NetworkPolicy', name)}spec:
  podSelector: ${podSelector}
  policyTypes: [Ingress]
  ingress:
    - from:
${peers.join('')}      ports:
        - port: 9090
`;
}

function peer(app: string): string {
  return `        - podSelector:\n            matchLabels:\n              app: ${app}\n`;
}
