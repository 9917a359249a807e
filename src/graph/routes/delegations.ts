import { GATEWAY_GROUP } from '../../k8s/routes/gateway-api.js';
import { getList, getString } from '../../tree/tree.js';
import type { OfKind, Surroundings } from '../unit/surroundings.js';

export interface Delegations {
  /** True where some route sends requests on to other routes, which then need no Gateway (semantics 7.2). */
  handsOn(): boolean;
}

export function delegationsOf({ ofTree }: Pick<Surroundings, 'ofTree'>): Delegations {
  return { handsOn: () => ofTree(someHandsOn) };
}

function someHandsOn(ofKind: OfKind): boolean {
  return ofKind(GATEWAY_GROUP, 'HTTPRoute').some(({ tree }) =>
    getList(tree, 'spec', 'rules').some((rule) =>
      getList(rule, 'backendRefs').some((ref) => getString(ref, 'kind') === 'HTTPRoute'),
    ),
  );
}
