import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { findPort, type Resolution } from './find-port.js';

/** Which port leads where. */
export interface Ports {
  /** FindPort for one Service port and one Pod template. */
  resolve(port: ServicePort, template: PodTemplate): Resolution;
  /** The Services of the unit that ask for a node port, with the port that does. */
  ownersOfNodePort(nodePort: number): readonly { readonly service: Service; readonly port: ServicePort }[];
}

export function portsOf({ nodePorts }: Pick<UnitIndex, 'nodePorts'>, minor: number): Ports {
  return {
    resolve: (port, template) => findPort(port, template, minor),
    ownersOfNodePort: (nodePort) => nodePorts.get(nodePort) ?? [],
  };
}
