import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { predictEndpoints } from '../../src/index.js';
import { fc } from '../support/random.js';
import {
  manifestsOf,
  world,
  type Container,
  type Service,
  type ServicePort,
  type Workload,
  type World,
} from './world.js';

/**
 * What the EndpointSlice controller makes of a Service, written from semantics 5 alone, as slowly as it is said there:
 * `port-0=8080/TCP | workload-1 workload-2`, a line for each group.
 */
function endpointsOf(service: Service, { workloads }: World, hasSidecars: boolean): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const workload of workloads) {
    if (workload.namespace !== service.namespace) continue;
    if (!Object.entries(service.selector).every(([key, value]) => workload.labels[key] === value)) continue;
    const ports: string[] = [];
    for (const port of service.ports) {
      const number = findPort(workload, port, hasSidecars);
      if (number !== undefined) ports.push(`${port.name ?? ''}=${number}/${port.protocol ?? 'TCP'}`);
    }
    const key = ports.sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), workload.name]);
  }
  return [...groups].map(([ports, pods]) => `${ports} | ${pods.sort().join(' ')}`).sort();
}

/** Semantics 5.3. */
function findPort(workload: Workload, port: ServicePort, hasSidecars: boolean): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const sidecars = workload.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  for (const container of [...workload.containers, ...(hasSidecars ? sidecars : [])]) {
    const found = declared(container, target, port.protocol ?? 'TCP');
    if (found !== undefined) return found;
  }
  return undefined;
}

function declared(container: Container, name: string, protocol: string): number | undefined {
  for (const port of container.ports ?? [])
    if (port.name === name && (port.protocol ?? 'TCP') === protocol) return port.containerPort;
  return undefined;
}

it.each([
  ['1.36', true],
  ['1.32', false],
])('endpoints in Kubernetes %s are those of a second, slow opinion', (kubernetesVersion, hasSidecars) => {
  let met = 0;
  fc.assert(
    fc.property(world, (here) => {
      const text = manifestsOf(here)
        .map((object) => stringify(object, { aliasDuplicateObjects: false }))
        .join('---\n');
      const predicted = predictEndpoints([{ path: 'all.yaml', text }], { kubernetesVersion });
      expect(predicted.map(({ name }) => name).sort()).toEqual(here.services.map(({ name }) => name).sort());
      for (const service of here.services) {
        const found = predicted.find(({ name }) => name === service.name);
        const groups = (found?.groups ?? []).map(({ ports, pods }) => {
          const numbers = ports.map(({ name, port, protocol }) => `${name}=${port}/${protocol}`).sort();
          return `${numbers.join(' ')} | ${pods
            .map(({ name }) => name)
            .sort()
            .join(' ')}`;
        });
        const expected = endpointsOf(service, here, hasSidecars);
        met += expected.length;
        expect({ service, source: found?.source, groups: [...groups].sort() }).toEqual({
          service,
          source: 'selector',
          groups: expected,
        });
      }
    }),
    { numRuns: 200 },
  );
  expect(met).toBeGreaterThan(60);
});
