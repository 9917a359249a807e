import { replacing } from '../../src/message/replacing.js';
import { portsAreKnown } from '../../src/k8s/listening/running.js';
import type { CheckedPort } from '../../src/k8s/pods/checks.js';
import type { Container, ContainerPort } from '../../src/k8s/pods/container.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { holderWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/**
 * The kubelet asks the Pod itself, where nobody translates the `port` of a Service to its `targetPort` (semantics 5.3,
 * 6.5).
 */
export default defineRule({
  id: 'service-port-in-probe',
  severity: 'warning',
  summary: 'A probe that asks the port of the Service instead of the port of the container',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, graph) {
    for (const template of workload.templates) {
      if (!portsAreKnown(template)) continue;
      for (const container of template.runningContainers) {
        for (const checked of container.checkedPorts) {
          if (typeof checked.port !== 'number' || graph.ports.isToldOf(template, checked.port)) continue;
          const translation = graph.ports
            .untranslated(template, checked.port)
            .flatMap(({ service, port, target }) => {
              const declared = container.ports.find(({ number }) => number === target);
              return declared === undefined ? [] : [{ service, port, declared }];
            })
            .at(0);
          if (translation !== undefined) yield asksService(container, checked, checked.port, translation);
        }
      }
    }
  },
});

interface Translation {
  readonly service: Service;
  readonly port: ServicePort;
  readonly declared: ContainerPort;
}

function asksService(
  container: Container,
  { check, path }: CheckedPort,
  number: number,
  { service, port, declared }: Translation,
): Finding {
  const isHook = check === 'postStart' || check === 'preStop';
  return {
    message:
      `the ${check}${isHook ? ' hook' : ''} of container ${code(container.name)} asks port ${number}, ` +
      `which only ${serviceWords(service)} has`,
    at: { place: container.at(...path), text: `the kubelet asks the Pod, which listens on ${declared.number}` },
    related: [
      { place: port.at('port'), text: `${number} is a port of ${serviceWords(service)}` },
      { place: declared.at('containerPort'), text: `${holderWords(declared)} declares ${declared.number}` },
    ],
    notes: [
      `nothing in the Pod names ${number}: ` +
        `if the process does listen on it, the ${isHook ? 'hook' : 'probe'} still succeeds`,
    ],
    fix: replacing('ask the port of the container', container.at(...path), declared.name ?? declared.number),
  };
}
