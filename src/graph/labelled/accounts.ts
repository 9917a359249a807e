import { append } from '../../data/group.js';
import type { Resource } from '../../k8s/object/resource.js';
import { accountOf, type PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** The Pods of one namespace by the ServiceAccount that they run as, which is what a mesh knows them by. */
export interface RunningAccounts {
  readonly byAccount: ReadonlyMap<string, readonly PodTemplate[]>;
  readonly byWorkload: ReadonlyMap<string, PodTemplate>;
}

export interface Accounts {
  /** Those of the namespace of an object; undefined where some of them may run as another one. */
  accountsBeside(near: Resource): RunningAccounts | undefined;
}

export function accountsOf(index: Pick<UnitIndex, 'labels'>, namespaces: Pick<Namespaces, 'of'>): Accounts {
  const known = new Map<string, RunningAccounts | undefined>();
  const accountsIn = (namespace: string): RunningAccounts | undefined => {
    const byAccount = new Map<string, PodTemplate[]>();
    const byWorkload = new Map<string, PodTemplate>();
    for (const template of index.labels.within(namespace)) {
      const { resource, name, guessed } = template.workload;
      if (resource.partial || guessed || namespaces.of(resource) !== namespace) return undefined;
      append(byAccount, accountOf(template), template);
      byWorkload.set(name, template);
    }
    return { byAccount, byWorkload };
  };
  return {
    accountsBeside(near) {
      const namespace = namespaces.of(near);
      if (typeof namespace !== 'string') return undefined;
      if (!known.has(namespace)) known.set(namespace, accountsIn(namespace));
      return known.get(namespace);
    },
  };
}
