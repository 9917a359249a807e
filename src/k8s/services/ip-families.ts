import { getList, getString, type Path } from '../../tree/tree.js';
import { isIPv4, isIPv6 } from '../syntax/addresses.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import { serviceTypeOf } from './forbidden-fields.js';

/** Two texts of one Service that the API server does not accept beside each other. */
export interface FamilyConflict {
  readonly path: Path;
  /** Stands behind "Service `web` has". */
  readonly fact: string;
  readonly text: string;
  readonly other: { readonly path: Path; readonly text: string };
}

/**
 * Families and cluster IPs that contradict each other (semantics 4.4; ValidateServiceClusterIPsRelatedFields);
 * addresses that are none are another finding.
 */
export function familyConflicts(service: Resource): readonly FamilyConflict[] {
  const type = serviceTypeOf(service);
  if (type === undefined || type === 'ExternalName') return [];
  return [...repeatedFamilies(service), ...clusterIPConflicts(service)];
}

function repeatedFamilies(service: Resource): readonly FamilyConflict[] {
  const families = textsAt(service, 'ipFamilies');
  return families.flatMap((family, index) => {
    const first = families.indexOf(family);
    if (first === index || !isFamily(family)) return [];
    return [
      {
        path: ['spec', 'ipFamilies', index],
        fact: `the family ${family} twice in \`ipFamilies\``,
        text: 'the second time',
        other: { path: ['spec', 'ipFamilies', first], text: 'the first time' },
      },
    ];
  });
}

const isFamily = (text: string): boolean => text === 'IPv4' || text === 'IPv6';

function clusterIPConflicts(service: Resource): readonly FamilyConflict[] {
  const single = getString(service.tree, 'spec', 'clusterIP') ?? '';
  const all = textsAt(service, 'clusterIPs');
  const [first, second] = all;
  // Of addresses that are none, and of a list without `clusterIP`, others speak.
  if (
    single === '' ||
    first === undefined ||
    [single, ...all].some((text) => isPlaceholder(text) || familyOf(text) === undefined)
  )
    return [];
  const conflict = (
    path: Path,
    fact: string,
    text: string,
    other: FamilyConflict['other'],
  ): readonly FamilyConflict[] => [{ path, fact, text, other }];
  const listed = (index: number): Path => ['spec', 'clusterIPs', index];
  if (first !== single)
    return conflict(
      listed(0),
      'another first address in `clusterIPs` than in `clusterIP`',
      'the API server wants the same address in both',
      { path: ['spec', 'clusterIP'], text: 'the other address' },
    );
  if (all.length > 2)
    return conflict(
      listed(2),
      `${all.length} cluster IPs`,
      'one for each IP family is allowed, and there are two families',
      { path: listed(0), text: 'the first one' },
    );
  if (second !== undefined && (first === 'None' || second === 'None'))
    return conflict(
      listed(1),
      '`None` beside another value in `clusterIPs`',
      'a headless Service has no address at all',
      { path: listed(0), text: 'the first value' },
    );
  if (second !== undefined && familyOf(first) === familyOf(second))
    return conflict(
      listed(1),
      `two cluster IPs of the family ${familyOf(first) ?? ''}`,
      'one for each IP family is allowed',
      { path: listed(0), text: 'the first one' },
    );
  return otherFamily(service, all);
}

/** Addresses and families are compared one by one; a headless Service has no address to compare. */
function otherFamily(service: Resource, addresses: readonly string[]): readonly FamilyConflict[] {
  const families = textsAt(service, 'ipFamilies');
  return addresses.flatMap((address, index) => {
    const [wanted, found] = [families[index], familyOf(address)];
    if (wanted === undefined || !isFamily(wanted) || found === 'None' || found === wanted) return [];
    return [
      {
        path: ['spec', 'clusterIPs', index],
        fact: `an ${found ?? ''} address where \`ipFamilies\` says ${wanted}`,
        text: `an ${found ?? ''} address`,
        other: { path: ['spec', 'ipFamilies', index], text: `asks for ${wanted}` },
      },
    ];
  });
}

function familyOf(text: string): 'IPv4' | 'IPv6' | 'None' | undefined {
  if (text === 'None') return 'None';
  if (isIPv4(text)) return 'IPv4';
  return isIPv6(text) ? 'IPv6' : undefined;
}

function textsAt(service: Resource, field: string): readonly string[] {
  return getList(service.tree, 'spec', field).map((item) => getString(item) ?? '');
}
