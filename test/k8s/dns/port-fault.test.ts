import { describe, expect, it } from 'vitest';
import { portFault } from '../../../src/k8s/dns/port-fault.js';
import { readService } from '../../../src/k8s/services/service.js';
import { resourceOf } from '../../support/resources.js';

describe('portFault', () => {
  const service = readService(
    resourceOf(
      '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, ports: [{name: a, port: 80, targetPort: 8080, nodePort: 30080}, {name: b, port: 81, targetPort: http}]}}',
    ),
  );
  const behind = service?.ports[1];

  it.each([
    ['a port of the Service', 80, undefined],
    ['the number of a target', 8080, 'target 80'],
    ['a node port', 30080, 'node 80'],
    ['the number behind a named target', 9000, 'container 81'],
    ['another number that the Pods declare', 9001, 'container -'],
    ['a number that nobody has', 9002, 'none'],
  ])('%s', (_, number, expected) => {
    const fault =
      service &&
      portFault(
        service,
        number,
        () =>
          new Map([
            [9000, behind],
            [9001, undefined],
          ]),
      );
    const port = fault === undefined || fault.kind === 'none' ? '' : ` ${fault.port?.port ?? '-'}`;
    expect(service).toBeDefined();
    expect(fault && `${fault.kind}${port}`).toBe(expected);
  });
});
