import { describe, expect, it } from 'vitest';
import { fieldPath } from '../../../src/k8s/fields/field-errors.js';
import { isMisplaced, misplacedFields } from '../../../src/k8s/fields/misplaced.js';
import { resourceOf } from '../../support/resources.js';

const service = (rest: string): string => `apiVersion: v1\nkind: Service\n${rest}`;
const deployment = (spec: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: ${spec}`;

describe('misplacedFields', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['nothing of what fits', service('spec: {selector: {app: web}, ports: [{port: 80}]}'), []],
    [
      'a field under its neighbour is too deep',
      deployment('{selector: {matchLabels: {app: web}, template: {spec: {}}}}'),
      ['deep spec.selector.template -> spec'],
    ],
    [
      'a text right under a selector is a label',
      deployment('{selector: {paused: "yes", matchLabels: {app: web}}}'),
      [],
    ],
    [
      'fields of one map with one destination are one slip',
      deployment('{template: {spec: {containers: [], replicas: 2, strategy: {}}}}'),
      ['deep spec.template.spec.replicas spec.template.spec.strategy -> spec'],
    ],
    [
      'a field of the container beside the list is too shallow',
      deployment('{template: {spec: {containers: [{name: web}], env: []}}}'),
      ['shallow spec.template.spec.env -> spec.template.spec.containers[]'],
    ],
    ['a misspelled field is none', service('spec: {ports: [{port: 80, targetport: 80}]}'), []],
    [
      'labels beside an empty selector',
      service('spec:\n  selector:\n  app: web\n  tier: front\n  ports: [{port: 80}]\n'),
      ['beside spec.app spec.tier -> spec.selector'],
    ],
    ['no number beside an empty selector', service('spec:\n  selector:\n  app: 5\n'), []],
    ['nothing behind a field that has a value', service('spec:\n  selector:\n  ports: [{port: 80}]\n  app: web\n'), []],
    [
      'a list among labels',
      service('spec: {selector: {app: web, ports: [{port: 80}]}}'),
      ['deep spec.selector.ports -> spec'],
    ],
    [
      'a map among labels, two levels too deep',
      service('metadata: {labels: {spec: {ports: []}}}'),
      ['deep metadata.labels.spec -> '],
    ],
    ['a list among labels where the field is there', service('spec: {selector: {ports: []}, ports: [{port: 80}]}'), []],
  ])('%s', (_, manifest, expected) => {
    const slips = misplacedFields(resourceOf(manifest), 36);
    expect(
      slips.map(({ kind, fields, belongs }) => `${kind} ${fields.map(fieldPath).join(' ')} -> ${belongs}`),
    ).toEqual(expected);
  });
});

describe('isMisplaced', () => {
  it.each<readonly [string, string, readonly (string | number)[], boolean]>([
    ['a field that stands too deep', service('metadata: {spec: {ports: []}}'), ['spec'], true],
    ['what is within it', service('metadata: {spec: {ports: []}}'), ['spec', 'ports'], true],
    ['the key whose fields stand beside it', deployment('\n  template:\n  metadata: {}\n'), ['spec', 'template'], true],
    ['a field that stands nowhere', service('metadata: {spec: {ports: []}}'), ['status'], false],
  ])('%s', (_, manifest, path, expected) => {
    expect(isMisplaced(resourceOf(manifest), path, 36)).toBe(expected);
  });
});
