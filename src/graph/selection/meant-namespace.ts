import { remember } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import type { Voices } from '../unit/voices.js';
import type { Selections } from './selection.js';

export interface MeantNamespaces {
  /**
   * Where a Service was meant to be: nothing else on disk speaks of the namespace that it names, and the Pods that its
   * selector fits stand in this one. Said once of the Service, not of each who calls it there.
   */
  meantNamespace(service: Service): string | undefined;
}

export function meantNamespacesOf(selections: Pick<Selections, 'nearMiss'>, voices: Voices): MeantNamespaces {
  return {
    meantNamespace: remember((service: Service) => {
      const { namespace } = service.resource;
      const miss = selections.nearMiss(service);
      if (namespace === undefined || miss === undefined) return undefined;
      if (!miss.otherNamespace || miss.differences.length > 0) return undefined;
      const there = miss.template.workload.resource.namespace;
      const isAlone = voices.namespace(namespace) === 1;
      return there !== undefined && isAlone && voices.prefersNamespace(there, namespace) ? there : undefined;
    }),
  };
}
