import { readLabels, type LabelPair } from '../labels/labels.js';
import type { Resource } from '../object/resource.js';

/** The labels of the proxies that an Istio Gateway is for: a flat map. */
export function gatewaySelectorOf(gateway: Resource): readonly LabelPair[] {
  return [...readLabels(gateway.tree, ['spec', 'selector']).values()];
}

/** Labels of the proxies that `istioctl install` and the charts of Istio bring along (semantics 7.3). */
const STANDARD = /^(istio-)?(ingress|egress|eastwest)(gateway)?$/;

export function isStandardGateway({ value }: LabelPair): boolean {
  return STANDARD.test(value);
}
