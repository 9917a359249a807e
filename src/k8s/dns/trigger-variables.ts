import { getEntries, getList, getString, type Place } from '../../tree/tree.js';
import { isTriggerKey } from './other-resolvers.js';
import { isKind, type Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import type { Workload } from '../workloads/workload.js';

/** A trigger of KEDA that takes an address from a variable of the container that is scaled. */
export interface TriggerVariable {
  readonly scaler: Resource;
  readonly variable: string;
  /** The value of the field that names the variable. */
  readonly at: Place;
}

const SUFFIX = /FromEnv$/;

/** `hostFromEnv: QUEUE_URL`: the operator reads the variable of the scaled container, and calls the address itself. */
export function triggerVariables(scaler: Resource): readonly TriggerVariable[] {
  return getList(scaler.tree, 'spec', 'triggers').flatMap((trigger) =>
    [...getEntries(trigger, 'metadata')].flatMap(({ key, value }): readonly TriggerVariable[] =>
      SUFFIX.test(key) && isTriggerKey(key.replace(SUFFIX, '')) && value.type === 'scalar'
        ? [{ scaler, variable: String(value.value), at: value.place }]
        : [],
    ),
  );
}

/** The container whose variables a scaler means: the one that it names, or else the first (semantics 8.6). */
export function isTriggerContainer(scaler: Resource, { templates }: Workload, { name }: Container): boolean {
  const spec = isKind(scaler, 'keda.sh', 'ScaledObject') ? ['spec', 'scaleTargetRef'] : ['spec'];
  const named = getString(scaler.tree, ...spec, 'envSourceContainerName');
  const first = templates[0]?.containers.find(({ role }) => role === 'regular');
  return (named || first?.name) === name;
}
