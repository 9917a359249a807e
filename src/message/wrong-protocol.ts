import type { NameReference } from '../k8s/dns/name-reference.js';
import type { PortFault } from '../k8s/dns/port-fault.js';
import type { Service } from '../k8s/services/service.js';
import type { Finding } from '../rule/rule.js';
import { code } from '../text/words.js';
import { callWords, fieldWords } from './names.js';
import { serviceWords } from './ports.js';

/** An address with a port that its Service does not have as it is called. */
export interface WrongPort {
  readonly reference: NameReference;
  readonly service: Service;
  readonly number: number;
  readonly certain: boolean;
}

export type ProtocolFault = Extract<PortFault, { readonly kind: 'protocol' }>;

/** `udp://agent:8125`, where the Service has 8125 for TCP. */
export function otherProtocol(
  { reference, service, number, certain }: WrongPort,
  { port, wanted }: ProtocolFault,
): Finding {
  const { scheme = '', host, hostAt } = reference;
  const [name, has] = [serviceWords(service), port.protocol];
  const udp = wanted === 'UDP';
  return {
    message: `${callWords(reference)} ${name} on port ${number} over ${wanted}, which it has for ${has} only`,
    at: {
      place: reference.port.kind === 'number' ? reference.port.at : hostAt,
      text: `${code(`${scheme}://${host}`)} is ${wanted}`,
    },
    related: [
      {
        place: port.at(
          service.resource.get('spec', 'ports', port.index, 'protocol') === undefined ? 'port' : 'protocol',
        ),
        text: `${name} forwards ${has} here${port.protocol === 'TCP' ? ', the default' : ''}`,
      },
    ],
    notes: [
      'the cluster IP forwards a port for its own protocol: ' +
        (udp ? 'packets of another one are dropped' : 'a connection over another one is not answered'),
      `the address stands ${fieldWords(reference)}`,
    ],
    help: `add a port ${number} with ${code(`protocol: ${wanted}`)}, or call it over ${has}`,
    severity: certain ? 'error' : 'warning',
  };
}
