import { isValidated } from '../../../src/k8s/kinds/api-versions.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { Container } from '../../../src/k8s/pods/container.js';
import { POD_MAKING_KINDS } from '../../../src/k8s/pods/pod-makers.js';
import { podSpecsOf } from '../../../src/k8s/pods/pod-specs.js';
import { isPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { get, getList, getString, type Tree } from '../../../src/tree/tree.js';

/**
 * The last of two variables with one name wins, and the server warns, unless it is made of the first: `$(PATH):/opt`
 * (semantics 11.3).
 */
export default defineAdmissionRule({
  id: 'duplicate-variable',
  severity: 'warning',
  summary: 'A variable that a container sets twice, so that the first value is lost',
  kinds: POD_MAKING_KINDS,
  fixable: false,
  since: '0.1.0',
  *check(resource, { minor, serverSide }) {
    if (!isValidated(resource, minor)) return;
    for (const { containers } of podSpecsOf(resource)) {
      for (const container of containers) yield* variablesTwice(resource, container, serverSide);
    }
  },
});

function* variablesTwice(resource: Resource, container: Container, serverSide: boolean): Iterable<Finding> {
  const first = new Map<string, number>();
  const items = getList(container.get('env'));
  for (const [index, item] of items.entries()) {
    const name = getString(item, 'name') ?? '';
    const earlier = first.get(name);
    if (name === '' || isPlaceholder(name)) continue;
    if (earlier === undefined) first.set(name, index);
    else if (!isMadeOf(item, name)) {
      const isSame = saidBy(items[earlier]) === saidBy(item) && saidBy(item) !== undefined;
      yield setTwice(resource, container, { name, earlier, index, isSame, refused: serverSide });
    }
  }
}

/** `$(PATH):/opt/bin`, which needs the earlier value; `$(PATH)` alone is the text of a slip. */
function isMadeOf(item: Tree, name: string): boolean {
  const value = getString(item, 'value') ?? '';
  const reference = `$(${name})`;
  return get(item, 'valueFrom') === undefined && value !== reference && value.includes(reference);
}

const saidBy = (item: Tree | undefined): string | undefined => getString(item, 'value');

interface Twice {
  readonly name: string;
  readonly earlier: number;
  readonly index: number;
  readonly isSame: boolean;
  /** Server-side apply takes the list for a map. */
  readonly refused: boolean;
}

function setTwice(resource: Resource, container: Container, { name, earlier, index, isSame, refused }: Twice): Finding {
  return {
    message: `container ${code(container.name)} of ${describe(resource)} sets variable ${code(name)} twice`,
    at: {
      place: container.at('env', index, 'name'),
      text: isSame ? 'the same value again' : 'this value hides the first one',
    },
    related: [{ place: container.at('env', earlier, 'name'), text: 'first here' }],
    notes: [
      refused
        ? 'server-side apply refuses a list with one name twice'
        : 'the API server warns: `kubectl apply` merges the list by name, and may drop one of them',
    ],
    help: isSame ? 'drop one of them' : 'keep the value that is meant',
    severity: severityOf(refused, isSame),
  };
}

function severityOf(refused: boolean, isSame: boolean): 'error' | 'warning' | 'info' {
  if (refused) return 'error';
  return isSame ? 'info' : 'warning';
}
