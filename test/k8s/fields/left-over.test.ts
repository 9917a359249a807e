import { describe, expect, it } from 'vitest';
import { isLeftOver } from '../../../src/k8s/fields/left-over.js';
import { resourceOf } from '../../support/resources.js';

/** The fields that are left of another object. */
function leftOver(text: string): readonly string[] {
  const resource = resourceOf(text);
  return ['apiVersion', 'kind', 'metadata', 'spec', 'data'].filter((field) => isLeftOver(resource, [field]));
}

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: []}\n';

describe('fields that are left of another object, where `---` is missing (semantics 10.3)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['what the second lacks', `${SERVICE}kind: ConfigMap\nmetadata: {name: b}\ndata: {}\n`, ['spec']],
    ['not what it has itself', `${SERVICE}apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\ndata: {}\n`, ['spec']],
    ['nothing of one object', SERVICE, []],
    ['nothing of one object in another order', 'spec: {}\nmetadata: {name: a}\nkind: Service\napiVersion: v1\n', []],
    ['nothing where only the kind is written twice', `${SERVICE}kind: ConfigMap\n`, []],
    ['nothing where only the metadata is written twice', `${SERVICE}metadata: {name: b}\n`, []],
  ])('%s', (_, text, expected) => {
    expect(leftOver(text)).toEqual(expected);
  });

  it('are no fields below the top', () => {
    const text = `${SERVICE}kind: ConfigMap\nmetadata: {name: b}\n`;
    expect(isLeftOver(resourceOf(text), ['spec', 'ports'])).toBe(false);
    expect(isLeftOver(resourceOf(text), ['spec'])).toBe(true);
  });
});
