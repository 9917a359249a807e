import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { defineAdmissionRule, type Finding } from '../../src/rule/rule.js';
import { codes } from '../../src/text/words.js';
import { getString } from '../../src/tree/tree.js';

/**
 * Since 1.24 a LoadBalancer Service may mix protocols (MixedProtocolLBService); whether its provider does is another
 * matter (semantics 4.4).
 */
export default defineAdmissionRule({
  id: 'mixed-protocol-load-balancer',
  severity: 'info',
  summary: 'A LoadBalancer Service with ports of several protocols',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { minor }) {
    if (service.type !== 'LoadBalancer') return;
    const [first] = service.ports;
    const other = service.ports.find(({ protocol }) => protocol !== first?.protocol);
    if (first === undefined || other === undefined) return;
    const [lost, kept] = isForNlb(service) ? doubled(service) : [];
    if (minor >= 24 && lost !== undefined && kept !== undefined) yield halved(service, lost, kept);
    else yield mixed(service, first, other, minor < 24);
  },
});

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

/** True where the AWS load balancer controller makes a network load balancer, and is not told to take both. */
function isForNlb({ resource: { tree } }: Service): boolean {
  const says = (name: string): string => getString(tree, 'metadata', 'annotations', AWS + name) ?? '';
  const isItsOwn =
    getString(tree, 'spec', 'loadBalancerClass') === 'service.k8s.aws/nlb' ||
    ['external', 'nlb-ip'].includes(says('type'));
  return isItsOwn && says('enable-tcp-udp-listener') === '';
}

/** A TCP and a UDP port of one number. */
function doubled({ ports }: Service): readonly ServicePort[] {
  const udp = ports.filter(({ protocol }) => protocol === 'UDP');
  const tcp = ports.find((port) => port.protocol === 'TCP' && udp.some((other) => other.port === port.port));
  const twin = udp.find(({ port }) => port === tcp?.port);
  return tcp === undefined || twin === undefined ? [] : [tcp, twin];
}

function halved(service: Service, tcp: ServicePort, udp: ServicePort): Finding {
  return {
    message: `${serviceWords(service)} wants port ${tcp.port} for TCP and for UDP, and gets a listener for one of them`,
    at: { place: tcp.at('port'), text: 'a network load balancer has one listener for a number' },
    related: [{ place: udp.at('port'), text: 'the same number for UDP' }],
    notes: ['the AWS load balancer controller makes a listener for both only where it is told to'],
    help: `set the annotation \`${AWS}enable-tcp-udp-listener: "true"\``,
    severity: 'warning',
  };
}

function mixed(service: Service, first: ServicePort, other: ServicePort, refused: boolean): Finding {
  return {
    message:
      `${serviceWords(service)} of type \`LoadBalancer\` mixes the protocols ` +
      codes(new Set(service.ports.map(({ protocol }) => protocol))),
    at: { place: other.at('protocol'), text: `${portWords(other)} has another protocol than ${portWords(first)}` },
    notes: [
      refused
        ? 'before Kubernetes 1.24 the API server refuses it, unless the feature `MixedProtocolLBService` is on'
        : 'some load balancers take one protocol for each Service, and then this one stays without an address',
    ],
    help: refused
      ? 'write one Service for each protocol'
      : 'nothing is wrong if the provider supports it; otherwise write one Service for each protocol',
    severity: refused ? 'error' : 'info',
  };
}
