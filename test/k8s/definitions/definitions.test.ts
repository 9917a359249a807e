import { describe, expect, it } from 'vitest';
import { CONTOUR } from '../../../src/k8s/definitions/contour.js';
import { GATEWAY } from '../../../src/k8s/definitions/gateway.js';
import { ISTIO } from '../../../src/k8s/definitions/istio.js';
import { KEDA } from '../../../src/k8s/definitions/keda.js';
import { NGINX } from '../../../src/k8s/definitions/nginx.js';
import { PROMETHEUS } from '../../../src/k8s/definitions/prometheus.js';
import { ROLLOUTS } from '../../../src/k8s/definitions/rollouts.js';
import { TRAEFIK } from '../../../src/k8s/definitions/traefik.js';
import { CUSTOM_ENUMS } from '../../../src/k8s/kinds/custom-enums.js';
import { anyTypeOf, fieldsOf, type Shape } from '../../../src/k8s/schema/field-types.js';

const ALL = { CONTOUR, GATEWAY, ISTIO, KEDA, NGINX, PROMETHEUS, ROLLOUTS, TRAEFIK };
const SCALAR = /^(?:string|integer|boolean|number|any|object|quantity|int-or-string)$/;

/** The shape of the items of lists and maps, or the shape itself. */
const itemOf = (shape: Shape): Shape => shape.replace(/\[\]$/, '').replace(/^\{(.*)\}$/, '$1');

/** The shape at the end of a pattern, where all of its steps are fields. */
function shapeAt(type: Shape | undefined, pattern: readonly string[]): Shape | undefined {
  return pattern.reduce<Shape | undefined>((shape, step) => {
    if (shape === undefined || step !== '*') return shape && fieldsOf(shape).get(step);
    return itemOf(shape) === shape ? undefined : itemOf(shape);
  }, type);
}

describe.each(Object.entries(ALL))('the definitions of %s', (_, { kinds, types }) => {
  const shapes = (type: Shape): readonly Shape[] =>
    [...fieldsOf(type).values()].map(function innermost(shape): Shape {
      return itemOf(shape) === shape ? shape : innermost(itemOf(shape));
    });

  it('have a row for each type that they name, and name each that has one', () => {
    const reached = new Set(Object.values(kinds));
    for (const type of reached) for (const shape of shapes(type)) if (!SCALAR.test(shape)) reached.add(shape);
    expect([...reached].sort()).toEqual(Object.keys(types).sort());
  });

  it.each(Object.entries(kinds))('have the head of an object for %s', (_, type) => {
    expect([...fieldsOf(type).keys()]).toEqual(expect.arrayContaining(['apiVersion', 'kind', 'metadata', 'spec']));
  });

  it('write no field twice, and none without a shape', () => {
    for (const row of Object.values(types)) {
      const names = row.split(' ').map((cell) => /^(\$?[\w-]+):\S+$/.exec(cell)?.[1]);
      expect(names).not.toContain(undefined);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('what all texts of a field are known of', () => {
  const versionsOf = (group: string, kind: string): readonly string[] =>
    ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2', 'v1alpha1'].filter(
      (version) => anyTypeOf(`${group}/${version}`, kind) !== undefined,
    );
  const rows = [...CUSTOM_ENUMS].flatMap(([id, enums]) => {
    const [group = '', kind = ''] = id.split('/');
    return enums.map(({ pattern, allowed }) => ({ group, kind, pattern, allowed }));
  });

  it.each(rows)('$kind $pattern is a text', ({ group, kind, pattern, allowed }) => {
    const versions = versionsOf(group, kind);
    expect(versions).not.toEqual([]);
    expect(versions.map((version) => shapeAt(anyTypeOf(`${group}/${version}`, kind), pattern))).toContain('string');
    expect(new Set(allowed).size).toBe(allowed.length);
    expect(allowed).not.toContain('');
  });
});
