import { runningPorts } from '../../k8s/listening/running.js';
import type { ContainerPort } from '../../k8s/pods/container.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isNumberSlip } from '../../text/spelling/number-slip.js';
import type { SentTo } from './sent.js';

/** The declared port that a target which nobody declares was probably meant for, and the sign that says so. */
export interface MeantPort {
  readonly declared: ContainerPort;
  readonly why: 'namesake' | 'only' | 'slip';
}

export interface MeantPorts {
  /** Of a port that targets a number which none of these Pods declares. */
  meantPort(service: Service, port: ServicePort, templates: readonly PodTemplate[]): MeantPort | undefined;
}

/**
 * The most telling sign first: one name, no other port, a number that is one slip away. A port to which another one of
 * these Services leads is not what was meant, as long as there are others.
 */
export function meantPortsOf(sentTo: SentTo): MeantPorts {
  return {
    meantPort(service, port, templates) {
      const { target, protocol, name } = port;
      if (target.kind !== 'number') return undefined;
      const all = templates.flatMap(runningPorts).filter((declared) => declared.protocol === protocol);
      const led = new Set(templates.flatMap(sentTo).map(({ number }) => number));
      const free = all.filter(({ number }) => !led.has(number));
      const isNear = ({ number }: ContainerPort): boolean => isNumberSlip(number, target.number);
      const isNamesake = (declared: ContainerPort): boolean => declared.name !== undefined && declared.name === name;

      const only = onlyOf(all);
      const namesake = free.find(isNamesake) ?? (free.some(isNear) ? undefined : all.find(isNamesake));
      if (namesake !== undefined) return { declared: namesake, why: 'namesake' };
      if (only !== undefined && (service.ports.length === 1 || isNear(only))) return { declared: only, why: 'only' };
      const near = onlyOf(free.filter(isNear));
      return near && { declared: near, why: 'slip' };
    },
  };
}

/** The port, where all have one number. */
function onlyOf(ports: readonly ContainerPort[]): ContainerPort | undefined {
  return new Set(ports.map(({ number }) => number)).size === 1 ? ports[0] : undefined;
}
