import { groupBy } from '../../src/data/group.js';
import type { CheckedPort } from '../../src/k8s/pods/checks.js';
import type { Container, ContainerPort } from '../../src/k8s/pods/container.js';
import { holderWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** The kubelet opens a TCP connection for `tcpSocket` and `httpGet`, whatever the port declares (semantics 6.5). */
export default defineRule({
  id: 'udp-port-in-probe',
  severity: 'warning',
  summary: 'A probe over TCP of a port that the container declares for UDP only',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check(workload, { unit }) {
    if (workload.resource.patched || unit.isRefused(workload.resource)) return;
    for (const template of workload.templates) {
      // Most Pods declare TCP alone.
      if (template.runningPorts.every(({ protocol }) => protocol === 'TCP')) continue;
      const byNumber = groupBy(template.runningPorts, ({ number }) => number);
      for (const container of template.runningContainers) {
        for (const checked of container.checkedPorts) {
          const [declared, ...more] = declaredFor(checked, container, byNumber);
          if (declared === undefined || [declared, ...more].some(({ protocol }) => protocol === 'TCP')) continue;
          if (!ANSWERED_OVER_TCP.has(declared.number)) yield asksOverTcp(container, checked, declared);
        }
      }
    }
  },
});

/** DNS servers answer over TCP on the same port, whether they declare it or not. */
const ANSWERED_OVER_TCP: ReadonlySet<number> = new Set([53, 5353]);

/** A name is one of the own container; a number may be declared by any, since they share one network. */
function declaredFor(
  { port }: CheckedPort,
  container: Container,
  byNumber: ReadonlyMap<number | undefined, readonly ContainerPort[]>,
): readonly ContainerPort[] {
  const number = typeof port === 'number' ? port : container.ports.find(({ name }) => name === port)?.number;
  return number === undefined ? [] : (byNumber.get(number) ?? []);
}

function asksOverTcp(container: Container, { check, path, port }: CheckedPort, declared: ContainerPort): Finding {
  const isHook = check === 'postStart' || check === 'preStop';
  return {
    message:
      `the ${check}${isHook ? ' hook' : ''} of container ${code(container.name)} asks port ` +
      `${typeof port === 'number' ? String(port) : code(port)} over TCP, ` +
      `which is declared for ${declared.protocol} only`,
    at: { place: container.at(...path), text: 'the kubelet opens a TCP connection here' },
    related: [{ place: declared.at('protocol'), text: `${holderWords(declared)} declares ${declared.protocol} alone` }],
    notes: [`nobody answers a TCP connection on a port for UDP, and the ${isHook ? 'hook' : 'probe'} fails each time`],
    help: isHook
      ? 'ask a TCP port of the container, or use `exec`'
      : 'probe a TCP port of the container, or use an `exec` probe',
  };
}
