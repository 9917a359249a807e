import type { TakenAddress } from '../../src/graph/sharing/addresses.js';
import type { Service } from '../../src/k8s/services/service.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** MetalLB gives one address to several Services only where they agree to share it (semantics 7.20). */
export default defineRule({
  id: 'unshared-balancer-address',
  severity: 'warning',
  summary: 'Two Services that ask MetalLB for one address, which it does not let them share',
  kinds: ['Service'],
  fixable: false,
  since: '0.1.0',

  *check(service, { selection, unit }) {
    const { resource, type } = service;
    if (type !== 'LoadBalancer' || resource.partial || resource.patched || unit.isRefused(resource)) return;
    const taken = selection.takenAddress(service);
    if (taken !== undefined && !taken.other.resource.patched) yield unshared(service, taken);
  },
});

function unshared(service: Service, taken: TakenAddress): Finding {
  const { asked, other, clash, ownKey } = taken;
  const path = clash.kind === 'keys' ? (ownKey ?? asked.path) : asked.path;
  return {
    message:
      `${serviceWords(service)} asks for ${code(asked.address)}, ` +
      `which ${serviceWords(other)} has and does not share with it`,
    at: { place: service.resource.at(...path), text: WHY[clash.kind] },
    related: [ofOther(taken)],
    notes: ['MetalLB leaves the later one without an address: its `EXTERNAL-IP` stays `<pending>`'],
    help: HELP[clash.kind],
  };
}

function ofOther({ other, asked, otherKey }: TakenAddress): PlacedLabel {
  const path = otherKey ?? (other.resource.get(...asked.path) === undefined ? ['metadata', 'name'] : asked.path);
  return {
    place: other.resource.at(...path),
    text: otherKey === undefined ? `${serviceWords(other)} asks for it, too` : `the key of ${serviceWords(other)}`,
  };
}

const KEY = code('allow-shared-ip');

const WHY: Readonly<Record<TakenAddress['clash']['kind'], string>> = {
  'no-key': 'both must have a key to share it',
  keys: 'only Services with the same key share an address',
  port: 'both have this port on it',
  local: 'with `externalTrafficPolicy: Local` only Services of the same Pods share it',
};

const HELP: Readonly<Record<TakenAddress['clash']['kind'], string>> = {
  'no-key': `give both the annotation ${KEY} with one value`,
  keys: `give both one value of ${KEY}`,
  port: 'give one of them another address or port',
  local: 'write `externalTrafficPolicy: Cluster` for both, or give them addresses of their own',
};
