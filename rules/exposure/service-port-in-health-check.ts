import type { Graph } from '../../src/graph/graph.js';
import { portsAreKnown } from '../../src/k8s/listening/running.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Place } from '../../src/tree/tree.js';

/**
 * A load balancer that sends to Pods checks their health at the Pods too, where nobody translates the `port` of a
 * Service (semantics 7.20).
 */
export default defineRule({
  id: 'service-port-in-health-check',
  severity: 'warning',
  summary: 'A health check of a load balancer that asks the Pods for the port of their Service',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, graph) {
    const { resource } = service;
    if (resource.get('metadata', 'annotations') === undefined || resource.partial || resource.patched) return;
    const checks = healthChecks(service, graph);
    if (checks.length === 0 || graph.unit.isRefused(resource)) return;
    const templates = graph.ports.judged(service);
    if (templates.length === 0 || !templates.every(portsAreKnown)) return;
    for (const check of checks) {
      const port = service.ports.find((each) => each.port === check.number);
      const isNode = service.ports.some(({ nodePort }) => nodePort === check.number);
      if (port === undefined || isNode || !graph.ports.contradicts(templates, check.number)) continue;
      yield asksService(service, port, check, graph);
    }
  },
});

interface HealthCheck {
  readonly number: number;
  /** Where the Service says so or names who does. */
  readonly at: Place;
  /** The number itself, where another object has it. */
  readonly written: Place | undefined;
}

const GKE = ['cloud.google.com/backend-config', 'beta.cloud.google.com/backend-config'];

/** Annotations with the port, and the one by which the AWS controller sends to Pods. */
const AWS = [
  ['service.beta.kubernetes.io/aws-load-balancer-healthcheck-port', 'aws-load-balancer-nlb-target-type'],
  ['alb.ingress.kubernetes.io/healthcheck-port', 'target-type'],
] as const;

/** The configurations that `{"default": "shop"}` or `{"ports": {"80": "shop"}}` names. */
function namesIn(text = ''): readonly string[] {
  const found = text.length > 1000 ? [] : [...text.matchAll(/"\s{0,9}:\s{0,9}"([a-z0-9][a-z0-9.-]{0,62})"/g)];
  return [...new Set(found.flatMap(([, name]) => name ?? []))];
}

function healthChecks({ resource }: Service, { unit }: Graph): readonly HealthCheck[] {
  const annotation = (key: string): string | undefined => getString(resource.tree, 'metadata', 'annotations', key);
  const byConfigs = GKE.flatMap((key) =>
    namesIn(annotation(key)).flatMap((name): readonly HealthCheck[] => {
      const [config, ...others] = unit.find('cloud.google.com', 'BackendConfig', name, resource);
      const number = config && getNumber(config.tree, 'spec', 'healthCheck', 'port');
      if (config === undefined || number === undefined || others.length > 0 || config.partial) return [];
      const written = config.at('spec', 'healthCheck', 'port');
      return [{ number, at: resource.at('metadata', 'annotations', key), written }];
    }),
  );
  const byAnnotations = AWS.flatMap(([key, targets]): readonly HealthCheck[] => {
    const number = Number(/^\d{1,5}$/.exec(annotation(key) ?? '')?.[0]);
    if (Number.isNaN(number) || annotation(key.replace(/[^/]*$/, targets)) !== 'ip') return [];
    return [{ number, at: resource.at('metadata', 'annotations', key), written: undefined }];
  });
  return [...byConfigs, ...byAnnotations];
}

function asksService(
  service: Service,
  port: ServicePort,
  { number, at, written }: HealthCheck,
  { ports }: Graph,
): Finding {
  const target = ports.judged(service).flatMap((template) => ports.resolve(port, template).number ?? []);
  return {
    message:
      `the load balancer checks the Pods of ${serviceWords(service)} on port ${number}, ` +
      'which only the Service has',
    at: { place: at, text: written === undefined ? 'this port is asked of the Pods' : 'this health check' },
    related: [
      ...(written === undefined ? [] : [{ place: written, text: 'this port is asked of the Pods' }]),
      { place: port.at('port'), text: 'a port of the Service' },
    ],
    notes: ['the check goes to the Pods themselves, is refused there, and the load balancer sends nothing'],
    help:
      target[0] === undefined ? 'ask the port of the Pods' : `ask ${code(String(target[0]))}, where the Pods listen`,
  };
}
