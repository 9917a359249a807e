import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedAddressesOf } from '../../../src/graph/sharing/addresses.js';
import { clashOf, isForMetalLb } from '../../../src/graph/sharing/shared-address.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { graphOf, service, stream } from '../../support/graphs.js';

/** What of a Service decides whether it may share an address. */
interface Asking {
  readonly key: string | undefined;
  /** True for one that speaks to MetalLB by another annotation. */
  readonly isSpoken: boolean;
  readonly ports: readonly number[];
  readonly isLocal: boolean;
  readonly app: string;
  readonly address: string;
}

const asking: fc.Arbitrary<Asking> = fc.record({
  key: fc.constantFrom(undefined, 'a', 'b', 'c'),
  isSpoken: fc.boolean(),
  ports: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
  isLocal: fc.boolean(),
  app: fc.constantFrom('x', 'y'),
  address: fc.constantFrom('10.0.0.1', '10.0.0.2'),
});

/** Some have one name, in namespaces of their own. */
function written({ key, isSpoken, ports, isLocal, app, address }: Asking, at: number): string {
  const annotations = [
    ...(key === undefined ? [] : [`metallb.io/allow-shared-ip: ${key}`]),
    ...(isSpoken ? ['metallb.io/address-pool: main'] : []),
  ];
  const spec = `{type: LoadBalancer, loadBalancerIP: ${address}, selector: {app: ${app}}, externalTrafficPolicy: ${
    isLocal ? 'Local' : 'Cluster'
  }, ports: [${ports.map((port) => `{name: p${port}, port: ${port}}`).join(', ')}]}`;
  const text = service(`web-${at % 5}`, spec, `team-${at}`);
  return text.replace('metadata: {', `metadata: {annotations: {${annotations.join(', ')}}, `);
}

/** The same question, asked of every earlier one. */
function slowlyTaken(services: readonly Service[], addresses: readonly string[], own: number): Service | undefined {
  return services.slice(0, own).find((other, at) => {
    const service = services[own];
    if (service === undefined || addresses[at] !== addresses[own] || other.name === service.name) return false;
    return (isForMetalLb(service) || isForMetalLb(other)) && clashOf(service, other) !== undefined;
  });
}

describe('who has the address that a Service asks for', () => {
  it('is the same as by asking each earlier Service', () => {
    fc.assert(
      fc.property(fc.array(asking, { minLength: 2, maxLength: 14 }), (all) => {
        const { services } = graphOf({ 'all.yaml': stream(...all.map(written)) }).unit;
        expect(services).toHaveLength(all.length);
        const shared = sharedAddressesOf({ services, isOneApply: true });
        const addresses = all.map(({ address }) => address);
        for (const [at, each] of services.entries()) {
          const slow = slowlyTaken(services, addresses, at);
          expect(shared.takenAddress(each)?.other === slow).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
