import { describe, expect, it } from 'vitest';
import { triggerVariables } from '../../../src/k8s/dns/trigger-variables.js';
import { resourceOf } from '../../support/resources.js';

/** The variables that the triggers of a ScaledObject take addresses from. */
function variablesOf(...triggers: string[]): readonly string[] {
  const text = `{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: a}, spec: {triggers: [${triggers.join()}]}}`;
  return triggerVariables(resourceOf(text)).map(({ variable }) => variable);
}

describe('variables that a trigger of KEDA takes an address from (semantics 8.6)', () => {
  it.each([
    ['{metadata: {hostFromEnv: QUEUE_URL}}', ['QUEUE_URL']],
    ['{metadata: {bootstrapServersFromEnv: BROKERS}}', ['BROKERS']],
    ['{metadata: {connectionFromEnv: DB, addressesFromEnv: CACHES}}', ['DB', 'CACHES']],
    ['{metadata: {passwordFromEnv: SECRET, userNameFromEnv: USER}}', []],
    ['{metadata: {host: db}}', []],
    ['{metadata: {hostFromEnvironment: DB}}', []],
    ['{type: cpu}', []],
  ])('%s', (trigger, expected) => {
    expect(variablesOf(trigger)).toEqual(expected);
  });

  it('reads all triggers', () => {
    expect(variablesOf('{metadata: {hostFromEnv: A}}', '{metadata: {urlFromEnv: B}}')).toEqual(['A', 'B']);
  });
});
