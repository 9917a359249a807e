import { remember } from '../../data/once.js';
import { requirementsOf } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isHostNetwork } from '../../k8s/workloads/host-ports.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { readLabels } from '../../k8s/labels/labels.js';
import type { Labelled } from '../labelled/labelled.js';
import type { Ports } from '../ports/ports.js';
import type { Selections } from '../selection/selection.js';

/** What the proxies of an Istio Gateway can be asked on. */
export interface GatewayPorts {
  /**
   * The ports of all Services in front of the proxies, and the numbers by which a server may mean them; undefined where
   * no proxy is on disk, one has no Service, or is asked on ports of its node.
   */
  offeredPorts(gateway: Resource): OfferedPorts | undefined;
}

export interface OfferedPorts {
  readonly ports: readonly { readonly service: Service; readonly port: ServicePort }[];
  readonly numbers: ReadonlySet<number>;
}

/** A server means a Service port, or the port on which the proxy listens for it (semantics 7.3). */
export function gatewayPortsOf(
  { podsAnywhere }: Pick<Labelled, 'podsAnywhere'>,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
  { resolve }: Pick<Ports, 'resolve'>,
): GatewayPorts {
  const offeredBy = (proxies: readonly PodTemplate[]): OfferedPorts | undefined => {
    const isOpen = (template: PodTemplate): boolean =>
      isHostNetwork(template) ||
      servicesOf(template).length === 0 ||
      template.containers.some(({ ports }) => ports.some(({ hostPort }) => hostPort !== undefined));
    if (proxies.length === 0 || proxies.some(isOpen)) return undefined;
    const all = proxies.flatMap((template) =>
      servicesOf(template).flatMap((service) => service.ports.map((port) => ({ template, service, port }))),
    );
    return {
      ports: all,
      numbers: new Set(all.flatMap(({ port, template }) => [port.port, resolve(port, template).number ?? port.port])),
    };
  };
  return {
    offeredPorts: remember((gateway: Resource) => {
      const selector = requirementsOf(readLabels(gateway.tree, ['spec', 'selector']));
      return selector.length === 0 ? undefined : offeredBy(podsAnywhere(selector, null));
    }),
  };
}
