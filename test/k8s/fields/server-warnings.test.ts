import { describe, expect, it } from 'vitest';
import { DEPRECATIONS, IGNORED, warningsAbout } from '../../../src/k8s/fields/server-warnings.js';
import { resourceOf } from '../../support/resources.js';

/** The paths that a cluster of that version warns of. */
function warned(rows: typeof IGNORED, text: string, minor = 36): readonly string[] {
  return warningsAbout(resourceOf(text), rows, minor).map(({ path }) => path.join(' '));
}

const service = (spec: string, annotations = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: a, annotations: ${annotations}}, spec: ${spec}}`;
const ingress = (annotations: string, spec = '{}', version = 'networking.k8s.io/v1'): string =>
  `{apiVersion: ${version}, kind: Ingress, metadata: {name: a, annotations: ${annotations}}, spec: ${spec}}`;
const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';
const CLASS = 'kubernetes.io/ingress.class';

describe('what the API server calls deprecated (semantics 11.3)', () => {
  it.each<readonly [string, string, number, readonly string[]]>([
    ['external addresses, from 1.36 on', service('{externalIPs: [192.0.2.1]}'), 36, ['spec externalIPs']],
    ['not before', service('{externalIPs: [192.0.2.1]}'), 35, []],
    ['not where there are none', service('{externalIPs: []}'), 36, []],
    ['not of a headless Service', service('{clusterIP: None, externalIPs: [192.0.2.1]}'), 36, []],
    ['not of a name', service('{type: ExternalName, externalIPs: [192.0.2.1]}'), 36, []],
    ['hints, from 1.27 on', service('{}', `{${HINTS}: auto}`), 27, [`metadata annotations ${HINTS}`]],
    ['not hints before', service('{}', `{${HINTS}: auto}`), 26, []],
    ['not the mode', service('{}', `{${MODE}: auto}`), 36, []],
    ['Endpoints, from 1.33 on', '{apiVersion: v1, kind: Endpoints, metadata: {name: a}, subsets: []}', 33, ['kind']],
    ['not Endpoints before', '{apiVersion: v1, kind: Endpoints, metadata: {name: a}, subsets: []}', 32, []],
    ['not Endpoints without subsets', '{apiVersion: v1, kind: Endpoints, metadata: {name: a}}', 36, []],
    ['a class by an annotation', ingress(`{${CLASS}: nginx}`), 36, [`metadata annotations ${CLASS}`]],
    ['not beside the field', ingress(`{${CLASS}: nginx}`, '{ingressClassName: nginx}'), 36, []],
    ['not in an API version that has no such field', ingress(`{${CLASS}: nginx}`, '{}', 'extensions/v1beta1'), 36, []],
    [
      'not in another API version of the group',
      ingress(`{${CLASS}: nginx}`, '{}', 'networking.k8s.io/v1beta1'),
      36,
      [],
    ],
    [
      'not of a kind of another group',
      service('{externalIPs: [192.0.2.1]}').replace('v1', 'serving.knative.dev/v1'),
      36,
      [],
    ],
  ])('%s', (_, text, minor, expected) => {
    expect(warned(DEPRECATIONS, text, minor)).toEqual(expected);
  });
});

describe('what is there without any effect', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'an address of a headless Service',
      service('{clusterIP: None, loadBalancerIP: 192.0.2.1}'),
      ['spec loadBalancerIP'],
    ],
    ['addresses of a headless Service', service('{clusterIP: None, externalIPs: [192.0.2.1]}'), ['spec externalIPs']],
    ['not an empty address', service('{clusterIP: None, loadBalancerIP: ""}'), []],
    ['not the addresses of another', service('{loadBalancerIP: 192.0.2.1, externalIPs: [192.0.2.1]}'), []],
    [
      'affinity of a headless Service',
      service('{clusterIP: None, sessionAffinity: ClientIP}'),
      ['spec sessionAffinity'],
    ],
    ['not the affinity that is none', service('{clusterIP: None, sessionAffinity: None}'), []],
    ['not the affinity of another', service('{sessionAffinity: ClientIP}'), []],
    ['addresses of a name', service('{type: ExternalName, externalIPs: [192.0.2.1]}'), ['spec externalIPs']],
    ['not the empty addresses of a name', service('{type: ExternalName, externalIPs: []}'), []],
    [
      'a distribution beside hints',
      service('{trafficDistribution: PreferClose}', `{${HINTS}: Auto}`),
      ['spec trafficDistribution'],
    ],
    [
      'a distribution beside a mode',
      service('{trafficDistribution: PreferClose}', `{${MODE}: auto}`),
      ['spec trafficDistribution'],
    ],
    ['not beside a mode that is off', service('{trafficDistribution: PreferClose}', `{${MODE}: disabled}`), []],
    ['not beside a word that only has it', service('{trafficDistribution: PreferClose}', `{${MODE}: automatic}`), []],
    ['not a mode alone', service('{}', `{${MODE}: auto}`), []],
    ['not a distribution alone', service('{trafficDistribution: PreferClose}'), []],
  ])('%s', (_, text, expected) => {
    expect(warned(IGNORED, text)).toEqual(expected);
  });

  it('depends on the version for a distribution', () => {
    const text = service('{trafficDistribution: PreferClose}', `{${MODE}: auto}`);
    expect([warned(IGNORED, text, 29), warned(IGNORED, text, 30)]).toEqual([[], ['spec trafficDistribution']]);
  });
});
