import { runningPorts } from '../../k8s/listening/running.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { isSwapped as declareThePort } from '../../k8s/services/swapped-port.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { isNumberSlip } from '../../text/spelling/number-slip.js';

/** Which `port` and `targetPort` are the wrong way round. */
export interface Swaps {
  /**
   * True where `port` and a numeric `targetPort` are the wrong way round: the Pods declare the one and not the other,
   * and nobody who names the Service speaks for the way that is written.
   */
  isSwapped(service: Service, port: ServicePort): boolean;
  /**
   * True where the number becomes a port of the Service when a swapped pair is put right: who dials it makes no
   * mistake.
   */
  isPortOnceSwapped(service: Service, number: number): boolean;
}

export function swapsOf(
  clientsOf: (service: Service) => readonly { readonly port: number | string | undefined }[],
  judged: (service: Service) => readonly PodTemplate[],
  contradicts: (templates: readonly PodTemplate[], number: number) => boolean,
): Swaps {
  const isDialled = (service: Service, number: number): boolean =>
    clientsOf(service).some(({ port }) => port === number);
  const isSwapped = (service: Service, port: ServicePort): boolean => {
    const { target } = port;
    if (target.kind !== 'number' || !declareThePort(port, judged(service))) return false;
    if (isDialled(service, target.number)) return true;
    return !isMistyped(target.number, judged(service)) && !isDialled(service, port.port);
  };
  return {
    isSwapped,
    isPortOnceSwapped: (service, number) =>
      service.ports.some(
        (port) =>
          port.target.kind === 'number' &&
          port.target.number === number &&
          isSwapped(service, port) &&
          contradicts(judged(service), number),
      ),
  };
}

/** 8080 to 8081 is one number, mistyped: that of `port`, or of another port that the Pods declare. */
function isMistyped(target: number, templates: readonly PodTemplate[]): boolean {
  return templates.flatMap(runningPorts).some(({ number }) => isNumberSlip(number, target));
}
