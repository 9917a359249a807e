import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateSchemas } from '../../../scripts/schemas/generate.js';
import { newerFields } from '../../../scripts/schemas/newer-fields.js';
import { checkFields, hasSchema, type FieldError } from '../../../src/k8s/schema/check-fields.js';
import { fieldsOf, inWords } from '../../../src/k8s/schema/field-types.js';
import { fieldTable, kindTypes } from '../../../src/k8s/schema/fields.js';

const kinds = Object.entries(kindTypes).map(([key, type]) => {
  const [apiVersion = '', kind = ''] = key.split(' ');
  return { apiVersion, kind, type };
});

function written(errors: readonly FieldError[] | undefined): readonly string[] {
  return (errors ?? []).map(({ path, problem }) => {
    const at = path.join('.');
    if (problem.kind === 'type') return `${at}: ${problem.expected}, found ${problem.found}`;
    return `${at}: unknown in ${problem.type}${problem.belongs === undefined ? '' : `, belongs in ${problem.belongs}`}`;
  });
}

const service = (spec: unknown): readonly string[] =>
  written(checkFields('v1', 'Service', { apiVersion: 'v1', kind: 'Service', spec }));
const pod = (spec: unknown): readonly string[] =>
  written(checkFields('v1', 'Pod', { apiVersion: 'v1', kind: 'Pod', spec }));
const deployment = (data: object): readonly string[] => written(checkFields('apps/v1', 'Deployment', data));

type Steps = readonly (string | number)[];

const scalars: Readonly<Record<string, unknown>> = {
  string: 's',
  integer: 1,
  boolean: true,
  quantity: 0.5,
  'int-or-string': 'http',
  any: { anything: [null] },
};

/** A value of the shape with every field of every type in it; `visit` sees each place with its shape. */
function sample(shape: string, path: Steps, visit: (path: Steps, shape: string) => void): unknown {
  visit(path, shape);
  if (shape.endsWith('[]')) return [sample(shape.slice(0, -2), [...path, 0], visit)];
  if (shape.startsWith('{')) return { 'a/b~c': sample(shape.slice(1, -1), [...path, 'a/b~c'], visit) };
  if (Object.hasOwn(scalars, shape)) return scalars[shape];
  return Object.fromEntries([...fieldsOf(shape)].map(([field, of]) => [field, sample(of, [...path, field], visit)]));
}

/** Every place of a full sample, and data that holds `value` there and nothing else. */
function places(type: string): readonly { path: Steps; shape: string; holding: (value: unknown) => unknown }[] {
  const found: { path: Steps; shape: string; holding: (value: unknown) => unknown }[] = [];
  sample(type, [], (path, shape) => {
    const holding = (value: unknown): unknown =>
      path.reduceRight((inner, step) => (step === 0 ? [inner] : { [step]: inner }), value);
    found.push({ path, shape, holding });
  });
  return found;
}

describe('the validators agree with the field table', () => {
  it.each(kinds)('$apiVersion $kind: every known field is accepted', ({ apiVersion, kind, type }) => {
    expect(
      checkFields(
        apiVersion,
        kind,
        sample(type, [], () => undefined),
      ),
    ).toEqual([]);
  });

  it.each(kinds)(
    '$apiVersion $kind: a wrong type is reported in every place, and null in none',
    ({ apiVersion, kind, type }) => {
      const missed = places(type).filter(({ path, shape, holding }) => {
        if (shape === 'any') return false;
        const [wrong, found] = Object.hasOwn(scalars, shape) ? [[], 'a list'] : ['text', 'a string'];
        const errors = written(checkFields(apiVersion, kind, holding(wrong)));
        const nulls = checkFields(apiVersion, kind, holding(null));
        return errors.join() !== `${path.join('.')}: ${inWords(shape)}, found ${found}` || nulls?.length !== 0;
      });
      expect(missed).toEqual([]);
    },
  );

  it.each(kinds)('$apiVersion $kind: every object is closed', ({ apiVersion, kind, type }) => {
    const open = places(type).filter(({ path, shape, holding }) => {
      if (!Object.hasOwn(fieldTable, shape)) return false;
      const errors = checkFields(apiVersion, kind, holding({ noSuch: 1 }));
      return errors?.map((error) => error.path.join('.')).join() !== [...path, 'noSuch'].join('.');
    });
    expect(open).toEqual([]);
  });
});

describe('wrong types', () => {
  it('takes numbers and strings for what they are', () => {
    expect(service({ ports: [{ port: '80' }, { port: 80.5 }, { port: true }, { port: 80 }] })).toEqual([
      'spec.ports.0.port: an integer, found a string',
      'spec.ports.1.port: an integer, found a fractional number',
      'spec.ports.2.port: an integer, found a boolean',
    ]);
  });

  it('takes both for targetPort, but neither fractions, booleans nor lists', () => {
    expect(service({ ports: [80, '80', 80.5, false, [80]].map((targetPort) => ({ targetPort })) })).toEqual([
      'spec.ports.2.targetPort: an integer or a string, found a fractional number',
      'spec.ports.3.targetPort: an integer or a string, found a boolean',
      'spec.ports.4.targetPort: an integer or a string, found a list',
    ]);
  });

  it('coerces no label, annotation, selector or env value', () => {
    expect(
      written(checkFields('v1', 'Service', { metadata: { labels: { 'x/y': 1 }, annotations: { a: true } } })),
    ).toEqual(['metadata.labels.x/y: a string, found a number', 'metadata.annotations.a: a string, found a boolean']);
    expect(service({ selector: { matchLabels: { app: 'a' } } })).toEqual([
      'spec.selector.matchLabels: a string, found an object',
    ]);
    expect(service({ selector: ['app'] })).toEqual(['spec.selector: a map of strings, found a list']);
    expect(pod({ containers: [{ env: [{ name: 'PORT', value: 8080 }] }] })).toEqual([
      'spec.containers.0.env.0.value: a string, found a number',
    ]);
  });

  it('takes quantities as numbers or strings', () => {
    expect(pod({ containers: [{ resources: { limits: { cpu: 0.5, memory: '1Gi', x: true } } }] })).toEqual([
      'spec.containers.0.resources.limits.x: a quantity, found a boolean',
    ]);
  });

  it('says one thing about a collection of the wrong type', () => {
    expect(service({ ports: { port: '80', nope: 1 } })).toEqual(['spec.ports: a list, found an object']);
    expect(service([])).toEqual(['spec: an object, found a list']);
    expect(written(checkFields('v1', 'Service', 'text'))).toEqual([': an object, found a string']);
  });
});

describe('unknown fields', () => {
  it('compares case and lists what is known', () => {
    const [error] = checkFields('v1', 'Service', { spec: { ports: [{ port: 80, targetport: 80 }] } }) ?? [];
    expect(error?.path).toEqual(['spec', 'ports', 0, 'targetport']);
    expect(error?.problem).toEqual({
      kind: 'unknown',
      field: 'targetport',
      type: 'ServicePort',
      belongs: undefined,
      knownFields: ['appProtocol', 'name', 'nodePort', 'port', 'protocol', 'targetPort'],
    });
  });

  it('names the Go type without its package', () => {
    const problem = checkFields('discovery.k8s.io/v1', 'EndpointSlice', { ports: [{ nope: 1 }] })?.[0]?.problem;
    expect(problem).toMatchObject({ type: 'EndpointPort', field: 'nope' });
  });

  it('reports keys that stand on the prototype of objects', () => {
    const data: unknown = JSON.parse('{"spec": {"__proto__": 1, "constructor": 2}}');
    expect(written(checkFields('v1', 'Service', data))).toEqual([
      'spec.__proto__: unknown in ServiceSpec',
      'spec.constructor: unknown in ServiceSpec',
    ]);
  });

  it('says where a field that is not indented enough belongs', () => {
    expect(pod({ containers: [{ name: 'a' }], ports: [] })).toEqual([
      'spec.ports: unknown in PodSpec, belongs in spec.containers[]',
    ]);
    expect(service({ targetPort: 80 })).toEqual(['spec.targetPort: unknown in ServiceSpec, belongs in spec.ports[]']);
    expect(deployment({ replicas: 1 })).toEqual(['replicas: unknown in Deployment, belongs in spec']);
    expect(deployment({ spec: { containers: [] } })).toEqual([
      'spec.containers: unknown in DeploymentSpec, belongs in spec.template.spec',
    ]);
    expect(deployment({ spec: { template: { labels: {} } } })).toEqual([
      'spec.template.labels: unknown in PodTemplateSpec, belongs in spec.template.metadata',
    ]);
  });

  it('prefers the list that is in the data', () => {
    expect(pod({ initContainers: [{ name: 'a' }], image: 'x' })).toEqual([
      'spec.image: unknown in PodSpec, belongs in spec.initContainers[]',
    ]);
  });

  it('says where a field that is indented too deep belongs', () => {
    expect(service({ ports: [{ port: 80, selector: { app: 'a' } }] })).toEqual([
      'spec.ports.0.selector: unknown in ServicePort, belongs in spec',
    ]);
    expect(deployment({ spec: { template: { spec: { replicas: 2 } } } })).toEqual([
      'spec.template.spec.replicas: unknown in PodSpec, belongs in spec',
    ]);
    expect(deployment({ metadata: { spec: {} } })).toEqual(['metadata.spec: unknown in ObjectMeta, belongs in .']);
  });

  it('does not send a field where it stands already, nor guess about names that are everywhere', () => {
    expect(deployment({ metadata: { spec: {} }, spec: {} })).toEqual(['metadata.spec: unknown in ObjectMeta']);
    expect(pod({ containers: [{ name: 'a' }], name: 'b' })).toEqual(['spec.name: unknown in PodSpec']);
  });
});

describe('what is known', () => {
  it('knows nothing of custom resources, removed versions and namesakes', () => {
    expect(hasSchema('apps/v1', 'Deployment')).toBe(true);
    const unknown = [
      ['extensions/v1beta1', 'Ingress'],
      ['serving.knative.dev/v1', 'Service'],
      ['__proto__', ''],
      ['', ''],
    ] as const;
    for (const [apiVersion, kind] of unknown) {
      expect(hasSchema(apiVersion, kind)).toBe(false);
      expect(checkFields(apiVersion, kind, {})).toBeUndefined();
    }
  });

  it('accepts deprecated fields that the Go types still have', () => {
    expect(pod({ serviceAccount: 'a', volumes: [{ name: 'v', gitRepo: { repository: 'r' } }] })).toEqual([]);
    expect(written(checkFields('v1', 'Pod', { metadata: { selfLink: '/x', clusterName: 'c' } }))).toEqual([
      'metadata.clusterName: unknown in ObjectMeta',
    ]);
  });

  it('accepts every newer field', () => {
    for (const { type, fields } of newerFields) {
      const name = type.slice(type.lastIndexOf('.') + 1);
      for (const field of Object.keys(fields)) expect([...fieldsOf(name).keys()], name).toContain(field);
    }
  });

  it('leaves the status alone', () => {
    expect(written(checkFields('v1', 'Pod', { status: { anything: 1 } }))).toEqual([]);
    expect(written(checkFields('v1', 'Pod', { status: 'x' }))).toEqual(['status: an object, found a string']);
  });
});

describe('the generated files', () => {
  it('are what the generator makes, and import nothing', async () => {
    for (const { path, text } of await generateSchemas()) {
      expect(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8') === text, path).toBe(true);
      expect(text).not.toMatch(/\bimport\b|\brequire\(/);
    }
  });
});
