import { replacing } from '../../../src/message/replacing.js';
import { ingressClassOf } from '../../../src/k8s/routes/ingress.js';
import { albTargets, isForAlb } from '../../../src/k8s/routes/ingress-paths.js';
import { isCall, type ServiceReference } from '../../../src/k8s/references/references.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { callerWords } from '../../../src/message/references.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A load balancer that sends to nodes needs a node port, which a ClusterIP Service does not have (semantics 7.1). */
export default defineRule({
  id: 'unexposed-alb-backend',
  severity: 'error',
  summary: 'A ClusterIP Service behind an Ingress for which the AWS load balancer sends to the ports of nodes',
  kinds: ['Reference'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names, unit }) {
    const { from, referrer } = reference;
    if (referrer !== 'ingress' || !isCall(reference) || !isFirst(reference, reference.siblings)) return;
    if (!isForAlb(from) || (ingressClassOf(from) ?? 'alb') !== 'alb') return;
    const lookup = names.service(reference);
    const [service, ...others] = lookup.kind === 'found' ? lookup.services : [];
    if (service === undefined || others.length > 0 || service.type !== 'ClusterIP') return;
    if (!unit.isRefused(service.resource)) yield* judge(reference, service);
  },
});

function* judge(reference: ServiceReference, service: Service): Iterable<Finding> {
  const targets = albTargets(reference.from, service.resource);
  if (targets !== undefined && targets.type !== 'instance') return;
  const { resource, name } = service;
  const isWritten = resource.get('spec', 'type') !== undefined;
  yield {
    message:
      `${callerWords(reference)} Service ${code(name)} by way of the nodes, ` +
      'and a ClusterIP Service has no node port',
    at: { place: reference.nameAt, text: 'the load balancer has no port of the nodes to send to' },
    related: [
      ...(targets === undefined ? [] : [{ place: targets.at, text: 'targets are nodes, not Pods' }]),
      {
        place: isWritten ? resource.at('spec', 'type') : resource.at('metadata', 'name'),
        text: isWritten ? 'this type has no node port' : 'without a type it has no node port',
      },
    ],
    notes: ['the AWS load balancer controller makes no target group for it: `TargetGroup port is empty`'],
    help:
      targets === undefined
        ? 'annotate the Ingress with `alb.ingress.kubernetes.io/target-type: ip`, or make the Service a NodePort'
        : undefined,
    fix: targets && replacing('send to the Pods', targets.at, 'ip'),
    // The controller, or parameters of the class, may have another default.
    severity: targets === undefined ? 'info' : 'error',
  };
}
