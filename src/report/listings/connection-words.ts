import type { Connection, PlacedObject, RulePlace, Side } from '../../answers/connections/connections.js';
import { portsText } from '../../text/port-ranges.js';
import { list } from '../../text/words.js';
import { visible } from '../markup/visible.js';

/** `shop/db`, or the name alone where nothing decides the namespace. */
export function nameOf({ namespace, name }: { readonly namespace: string | null; readonly name: string }): string {
  return visible(namespace === null ? name : `${namespace}/${name}`);
}

export function namesOf(objects: readonly { readonly namespace: string | null; readonly name: string }[]): string {
  return list(objects.map(nameOf), 'and', 8);
}

export function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return visible(`${file}:${line}`);
}

export function openText({ ports, perhaps }: Pick<Connection, 'ports' | 'perhaps'>): string {
  if (perhaps.length === 0) return portsText(ports);
  return ports.length === 0 ? `perhaps ${portsText(perhaps)}` : `${portsText(ports)}, perhaps ${portsText(perhaps)}`;
}

/** Why a side is as open as it is, where its lines do not say it. */
export function doubtOf({ isolation, others, policies }: Side): string | null {
  if (isolation !== 'perhaps') return null;
  if (others.length > 0)
    return `perhaps otherwise: ${kindsAndNames(others)} decide${others.length === 1 ? 's' : ''} too`;
  return `perhaps any port: nothing says that ${kindsAndNames(policies)} and these Pods share a namespace`;
}

export function kindsAndNames(objects: readonly PlacedObject[]): string {
  return list(objects.map((object) => `${visible(object.kind)} ${nameOf(object)}`));
}

export function ruleText(rule: RulePlace): string {
  return `rule ${rule.rule} of \`${visible(rule.policy)}\` (${placeOf(rule)})`;
}
