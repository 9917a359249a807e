import { once } from '../../data/once.js';
import { GATEWAY_GROUP } from '../../k8s/routes/gateway-api.js';
import { getList, getString } from '../../tree/tree.js';
import type { Surroundings } from '../unit/surroundings.js';

export interface Delegations {
  /** True where some route sends requests on to other routes, which then need no Gateway (semantics 7.2). */
  handsOn(): boolean;
}

export function delegationsOf(ofKind: Surroundings['ofKind']): Delegations {
  return {
    handsOn: once(() =>
      ofKind(GATEWAY_GROUP, 'HTTPRoute').some(({ tree }) =>
        getList(tree, 'spec', 'rules').some((rule) =>
          getList(rule, 'backendRefs').some((ref) => getString(ref, 'kind') === 'HTTPRoute'),
        ),
      ),
    ),
  };
}
