import { NAMESPACE_NAME_LABEL } from '../../k8s/labels/label-keys.js';
import type { NetworkPolicy, PolicyPeer, PolicyRule } from '../../k8s/policies/network-policy.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Policies } from '../policies/policies.js';
import type { UnitObjects } from '../unit/objects.js';
import { everyRuleOf, isClosedBy } from './closed-ports.js';

/** A port of Pods, and of a Service if one leads there. */
export interface ScrapedNumber {
  readonly number: number | undefined;
  readonly port: Pick<ServicePort, 'port' | 'protocol'>;
}

export interface ScrapedPorts {
  /**
   * The policy that opens a port of the Pods to known programs only, none of which scrapes, where all others of these
   * Pods do so, too (semantics 7.10); `owner` is what says that the port is scraped.
   */
  keepsScrapersOut(owner: Resource, scraped: ScrapedNumber, template: PodTemplate): NetworkPolicy | undefined;
}

export function scrapedPortsOf(
  policies: Pick<Policies, 'isolating' | 'selects' | 'admitted'>,
  objects: Pick<UnitObjects, 'isRefused'>,
  namespace: string | undefined,
): ScrapedPorts {
  const every = everyRuleOf(policies, objects, namespace);

  /** Programs of the files, by a label that names them, or a controller of Ingresses. */
  const scrapesNothing = (policy: NetworkPolicy, peer: PolicyPeer): boolean => {
    const { ipBlock, podSelector = [], namespaceSelector = [] } = peer;
    if (ipBlock !== undefined) return false;
    if (namespaceSelector.some(({ pair }) => pair?.key === NAMESPACE_NAME_LABEL && OF_INGRESS.test(pair.value)))
      return true;
    const isNamed = podSelector.some(({ pair }) => pair !== undefined && NAME_OF_PROGRAM.test(pair.key));
    const found = isNamed ? policies.admitted(policy, peer) : [];
    const texts = [...podSelector.flatMap(({ values }) => values), ...found.flatMap(namesOf)];
    return found.length > 0 && !texts.some((text) => SCRAPER.test(text));
  };
  const isFor = (policy: NetworkPolicy, { peers }: PolicyRule): boolean =>
    peers.length > 0 && peers.every((peer) => scrapesNothing(policy, peer));

  return {
    keepsScrapersOut(owner, { number, port }, template) {
      const isShut = (rule: PolicyRule, at: number, policy: NetworkPolicy): boolean =>
        isClosedBy(rule, port, at, template) || isFor(policy, rule);
      if (!every(owner, number, template, isShut)) return undefined;
      return policies
        .isolating(template, 'ingress')
        .find((policy) => policy.rules.some((rule) => rule.direction === 'ingress' && isFor(policy, rule)));
    },
  };
}

const namesOf = ({ workload, containers }: PodTemplate): readonly string[] => [
  workload.name,
  ...containers.map(({ image }) => image),
];

const NAME_OF_PROGRAM = /^(?:app|k8s-app|name|app\.kubernetes\.io\/name)$/;
const OF_INGRESS = /^(?:ingress-nginx|nginx-ingress|ingress|traefik|haproxy-ingress|kong)$/;
const SCRAPER =
  /prom|monitor|metric|grafana|victoria|vmagent|alloy|otel|telemetry|collector|agent|telegraf|thanos|mimir|observ|mesh/i;
