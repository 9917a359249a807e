import { runningPorts } from '../listening/running.js';
import type { PodTemplate } from '../workloads/workload.js';
import type { ServicePort } from './service.js';

/** Only a process with a privilege listens below it. */
const PRIVILEGED = 1024;

/**
 * True where every template declares the Service's `port` but not its numeric `targetPort`: the two are the wrong way
 * round. 80 to 8080 is the usual way, and it is the declaration that is wrong then.
 */
export function isSwapped(port: ServicePort, templates: readonly PodTemplate[]): boolean {
  const { target } = port;
  if (target.kind !== 'number' || target.number === port.port || templates.length === 0) return false;
  if (port.port < PRIVILEGED && target.number >= PRIVILEGED) return false;
  return templates.every((template) => {
    const numbers = runningPorts(template).map((declared) => declared.number);
    return numbers.includes(port.port) && !numbers.includes(target.number);
  });
}
