/** Many ports, and names of ports that nobody has. */
import type { InputFile } from '../../src/index.js';
import { container, deployment, head, many, oneFile, service } from './manifests.js';

/** Services of workloads whose port has another name. */
export function missingTargetPorts(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(count, (at) => service(`web-${at}`, 'web', { ports: port(80, `name: p${at}`, `nobody-${at}`) })),
  ]);
}

/** Ports of one Service, each with a target that no container of a large Pod has. */
export function missingTargetPortsOfOneService(count: number): readonly InputFile[] {
  const ports = many(count, (at) => port(at + 1, `name: p${at}`, `nobody-${at}`)).join('');
  const containers = many(count, (at) => container(`web-${at}`, { port: `port-${at}` })).join('');
  return oneFile([service('web', 'web', { ports }), deployment('web', 'web', { containers })]);
}

/** Ports of one Service of which every second one lacks its number: items that a `-` too many makes. */
export function splitPorts(count: number): readonly InputFile[] {
  const ports = many(count, (at) => `    - name: p${at}\n    - port: ${at + 1}\n`).join('');
  return oneFile([service('web', 'web', { ports }), deployment('web', 'web')]);
}

export function unnamedPorts(count: number): readonly InputFile[] {
  const ports = many(count, (at) => `    - port: ${at + 1}\n      targetPort: 8080\n`).join('');
  return oneFile([service('web', 'web', { ports }), deployment('web', 'web')]);
}

export function manyContainerPorts(count: number): readonly InputFile[] {
  const ports = many(count, (at) => `            - name: port-${at}\n              containerPort: ${at + 1}\n`).join(
    '',
  );
  const containers = `        - name: web\n          image: registry.example.com/web:1.0.0\n          ports:\n${ports}`;
  return oneFile([
    service('web', 'web', { ports: many(count, (at) => port(at + 1, `name: p${at}`, `port-${at}`)).join('') }),
    deployment('web', 'web', { containers }),
  ]);
}

/** One node port for all Services. */
export function takenNodePorts(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(
      count,
      (at) =>
        `${head('v1', 'Service', `web-${at}`)}spec:\n  type: NodePort\n  selector:\n    app: web\n  ports:\n    - port: 80\n      targetPort: http\n      nodePort: 30080\n`,
    ),
  ]);
}

/** One address of a load balancer for all Services, which share it rightly: each has a port of its own. */
export function sharedAddress(count: number): readonly InputFile[] {
  return oneFile([
    deployment('web', 'web'),
    ...many(
      count,
      (at) =>
        `${head('v1', 'Service', `web-${at}`)}  annotations:\n    metallb.io/allow-shared-ip: one\nspec:\n  type: LoadBalancer\n  loadBalancerIP: 10.0.0.9\n  selector:\n    app: web\n  ports:\n    - port: ${at + 1}\n      targetPort: http\n`,
    ),
  ]);
}

function port(number: number, name: string, target: string): string {
  return `    - ${name}\n      port: ${number}\n      targetPort: ${target}\n`;
}
