import type { Graph } from '../../../src/graph/graph.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { type ControllerFlag, controllerFlags, type FlagTarget } from '../../../src/k8s/routes/controller-flags.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code } from '../../../src/text/words.js';

/** ingress-nginx reads what its flags name as `namespace/name`, and finds nothing otherwise (semantics 7.13). */
export default defineRule({
  id: 'dangling-controller-flag',
  severity: 'warning',
  summary: 'A flag of ingress-nginx that names no `namespace/name`, or nearly the name of a ConfigMap',
  kinds: ['apps/Deployment', 'apps/DaemonSet'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, graph) {
    for (const flag of controllerFlags(workload)) {
      if (flag.target === undefined) yield unreadable(workload, flag);
      else if (flag.names === 'ConfigMap') yield* unlessThere(workload, flag, flag.target, graph);
    }
  },
});

/** Of an absent ConfigMap the controller makes an empty one; only what nearly is there was meant. */
function* unlessThere(
  workload: Resource,
  flag: ControllerFlag,
  { namespace, namespaceAt, name, nameAt }: FlagTarget,
  { unit, namespaces }: Graph,
): Iterable<Finding> {
  const wanted = namespace ?? namespaces.of(workload);
  const named = unit.named('', 'ConfigMap', name);
  const isIn = (map: Resource): boolean => [wanted, null].includes(namespaces.of(map));
  if (wanted === null || named.some(isIn)) return;
  const [away] = named;
  const there = away === undefined ? undefined : namespaces.of(away);
  if (away !== undefined && typeof there === 'string') {
    yield elsewhere(workload, flag, away, there, namespace === undefined ? undefined : namespaceAt);
    return;
  }
  const own = unit.inNamespace('', 'ConfigMap', wanted).flatMap((map) => map.name ?? []);
  const near = closest(name, own);
  const meant = near === undefined ? undefined : unit.find('', 'ConfigMap', near, workload)[0];
  if (near === undefined || meant === undefined) return;
  yield {
    message: `${describe(workload)} names ConfigMap ${code(name)} in ${code(flag.flag)}, which is not there`,
    at: { place: nameAt, text: 'no ConfigMap has this name' },
    related: [{ place: meant.at('metadata', 'name'), text: `${describe(meant)} has a similar name` }],
    notes: [UNREAD],
    fix: replacing(nameAt, near, `name ${describe(meant)}`),
  };
}

const UNREAD = 'the controller logs an error, and works as if the ConfigMap were empty';

function elsewhere(
  workload: Resource,
  { flag }: ControllerFlag,
  map: Resource,
  there: string,
  place: FlagTarget['namespaceAt'] | undefined,
): Finding {
  return {
    message: `${describe(workload)} names ${describe(map)} in ${code(flag)}, but that is in ${code(there)}`,
    at: { place: place ?? workload.at('metadata', 'name'), text: 'no ConfigMap of this name is in this namespace' },
    related: [{ place: map.at('metadata', 'namespace'), text: `${describe(map)} is in ${code(there)}` }],
    notes: [UNREAD],
    fix: place && replacing(place, there, `look in namespace ${code(there)}`),
  };
}

function unreadable(workload: Resource, { flag, value, at, use }: ControllerFlag): Finding {
  const isFatal = use === 'default backend' || use === 'published';
  const { namespace } = workload;
  const isName = /^[a-z0-9][-a-z0-9.]*$/.test(value);
  return {
    message: `${describe(workload)} has the flag ${code(`${flag}=${value}`)}, which is no \`namespace/name\``,
    at: { place: at, text: 'a namespace, `/` and a name belong here' },
    notes: [isFatal ? 'the controller stops when it starts' : UNREAD],
    fix: isName && namespace !== undefined ? replacing(at, `${namespace}/${value}`, 'write the namespace') : undefined,
  };
}

function replacing(replace: FlagTarget['nameAt'], text: string, title: string): FixRecipe {
  return { title, applicability: 'unsafe', changes: [{ replace, with: text, inside: true }] };
}
