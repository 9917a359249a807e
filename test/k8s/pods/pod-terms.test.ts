import { describe, expect, it } from 'vitest';
import { podTerms } from '../../../src/k8s/pods/pod-terms.js';
import { resourceOf } from '../../support/resources.js';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

describe('podTerms', () => {
  it.each([
    ['{}', []],
    [
      '{topologySpreadConstraints: [{}, {labelSelector: {}}]}',
      ['spread topologySpreadConstraints.0', 'spread topologySpreadConstraints.1'],
    ],
    [`{affinity: {podAffinity: {${REQUIRED}: [{}]}}}`, [`affinity affinity.podAffinity.${REQUIRED}.0`]],
    [`{affinity: {podAntiAffinity: {${REQUIRED}: [{}]}}}`, [`anti-affinity affinity.podAntiAffinity.${REQUIRED}.0`]],
    [
      `{affinity: {podAntiAffinity: {${PREFERRED}: [{weight: 1, podAffinityTerm: {}}]}}}`,
      [`anti-affinity affinity.podAntiAffinity.${PREFERRED}.0.podAffinityTerm`],
    ],
    [`{affinity: {podAffinity: {${PREFERRED}: [{weight: 1}]}}}`, []],
    [`{affinity: {podAffinity: {${REQUIRED}: [null, text]}}}`, []],
    [`{affinity: {nodeAffinity: {${REQUIRED}: {nodeSelectorTerms: [{}]}}}}`, []],
  ])('%s', (spec, expected) => {
    const pod = resourceOf(`{apiVersion: v1, kind: Pod, spec: ${spec}}`);
    expect(podTerms(pod, ['spec']).map(({ kind, path }) => `${kind} ${path.slice(1).join('.')}`)).toEqual(expected);
  });
});
