import { describe, expect, it } from 'vitest';
import {
  fieldProblems,
  handlersFor,
  handlersOf,
  handlerWithout,
  readCheckedPorts,
  readChecks,
  type Check,
} from '../../../src/k8s/pods/checks.js';
import { valueOf } from '../../support/trees.js';

/** The only probe or hook of a container. */
function checkOf(container: string): Check {
  const [only, ...more] = readChecks(valueOf(container));
  if (only === undefined || more.length > 0) throw new Error(`not one check: ${container}`);
  return only;
}

describe('readChecks', () => {
  it('reads probes and hooks, and no null', () => {
    const container = valueOf(
      '{lifecycle: {preStop: {exec: {}}, postStart: }, startupProbe: {}, livenessProbe: , readinessProbe: {exec: {}}}',
    );
    expect(readChecks(container).map(({ name, path }) => [name, path.join('.')])).toEqual([
      ['readinessProbe', 'readinessProbe'],
      ['startupProbe', 'startupProbe'],
      ['preStop', 'lifecycle.preStop'],
    ]);
  });
});

describe('readCheckedPorts', () => {
  it.each([
    ['{readinessProbe: {httpGet: {port: http}}}', [['readinessProbe', 'http']]],
    ['{livenessProbe: {tcpSocket: {port: 80}}}', [['livenessProbe', 80]]],
    ['{readinessProbe: {httpGet: {port: "80"}}}', [['readinessProbe', '80']]],
    ['{lifecycle: {preStop: {httpGet: {port: admin}}}}', [['preStop', 'admin']]],
    ['{readinessProbe: {grpc: {port: 80}}}', []],
    ['{readinessProbe: {exec: {command: [nc, "80"]}}}', []],
    ['{readinessProbe: {httpGet: {path: /}}}', []],
  ])('%s', (container, expected) => {
    expect(readCheckedPorts(readChecks(valueOf(container))).map(({ check, port }) => [check, port])).toEqual(expected);
  });

  it('says where the port stands below the container', () => {
    const [port] = readCheckedPorts(readChecks(valueOf('{lifecycle: {postStart: {tcpSocket: {port: db}}}}')));
    expect(port?.path).toEqual(['lifecycle', 'postStart', 'tcpSocket', 'port']);
  });
});

describe('handlers', () => {
  it.each([
    ['{readinessProbe: {httpGet: {port: 80}}}', ['httpGet']],
    ['{readinessProbe: {tcpSocket: {port: 80}, exec: {command: [x]}}}', ['exec', 'tcpSocket']],
    ['{readinessProbe: {periodSeconds: 5}}', []],
    ['{readinessProbe: {httpGet: }}', []],
    ['{livenessProbe: {sleep: {seconds: 5}}}', []],
    ['{lifecycle: {preStop: {sleep: {seconds: 5}}}}', ['sleep']],
    ['{lifecycle: {preStop: {grpc: {port: 80}}}}', []],
  ])('of %s: %j', (container, expected) => {
    expect(handlersOf(checkOf(container))).toEqual(expected);
  });

  it('of a probe may be grpc, of a hook sleep', () => {
    expect(handlersFor(checkOf('{startupProbe: {}}'))).toEqual(['exec', 'httpGet', 'tcpSocket', 'grpc']);
    expect(handlersFor(checkOf('{lifecycle: {postStart: {}}}'))).toEqual(['exec', 'httpGet', 'tcpSocket', 'sleep']);
  });

  it.each([
    ['{readinessProbe: {httpGet: {path: /}}}', { handler: 'httpGet', field: 'port' }],
    ['{readinessProbe: {tcpSocket: {}}}', { handler: 'tcpSocket', field: 'port' }],
    ['{readinessProbe: {grpc: {service: s}}}', { handler: 'grpc', field: 'port' }],
    ['{readinessProbe: {exec: {}}}', { handler: 'exec', field: 'command' }],
    ['{readinessProbe: {exec: {command: []}}}', { handler: 'exec', field: 'command' }],
    ['{readinessProbe: {httpGet: {port: http}}}', undefined],
    ['{readinessProbe: {exec: {command: [x]}}}', undefined],
    ['{lifecycle: {preStop: {sleep: {}}}}', undefined],
  ])('of %s lack %j', (container, expected) => {
    expect(handlerWithout(checkOf(container))).toEqual(expected);
  });
});

describe('fieldProblems', () => {
  it.each([
    ['{readinessProbe: {periodSeconds: -1}}', ['periodSeconds must not be negative']],
    ['{readinessProbe: {periodSeconds: 0, timeoutSeconds: 0}}', []],
    ['{readinessProbe: {successThreshold: 2}}', []],
    ['{livenessProbe: {successThreshold: 2}}', ['successThreshold must be 1']],
    ['{startupProbe: {successThreshold: 3}}', ['successThreshold must be 1']],
    ['{livenessProbe: {successThreshold: 0}}', []],
    [
      '{readinessProbe: {terminationGracePeriodSeconds: 5}}',
      ['terminationGracePeriodSeconds is not allowed in a readinessProbe'],
    ],
    ['{livenessProbe: {terminationGracePeriodSeconds: 5}}', []],
    ['{livenessProbe: {terminationGracePeriodSeconds: 0}}', ['terminationGracePeriodSeconds must be greater than 0']],
    ['{readinessProbe: {httpGet: {scheme: http}}}', ['httpGet.scheme must be `HTTP` or `HTTPS`, in capitals']],
    ['{readinessProbe: {httpGet: {scheme: HTTPS}}}', []],
    ['{readinessProbe: {httpGet: {scheme: ""}}}', []],
    ['{lifecycle: {preStop: {httpGet: {scheme: tcp}}}}', ['httpGet.scheme must be `HTTP` or `HTTPS`, in capitals']],
    ['{lifecycle: {preStop: {sleep: {seconds: 30}}}}', []],
    [
      '{lifecycle: {preStop: {sleep: {seconds: 31}}}}',
      ['sleep.seconds must not be more than the grace period of the Pod, 30'],
    ],
    [
      '{lifecycle: {postStart: {sleep: {seconds: 31}}}}',
      ['sleep.seconds must not be more than the grace period of the Pod, 30'],
    ],
    ['{lifecycle: {preStop: {sleep: {seconds: -1}}}}', ['sleep.seconds must not be negative']],
  ])('%s: %j', (container, expected) => {
    const problems = fieldProblems(checkOf(container), 30);
    expect(problems.map(({ path, text }) => `${path.join('.')} ${text}`)).toEqual(expected);
  });

  it('does not measure a sleep where nobody knows the grace period', () => {
    expect(fieldProblems(checkOf('{lifecycle: {preStop: {sleep: {seconds: 600}}}}'), undefined)).toEqual([]);
  });
});
