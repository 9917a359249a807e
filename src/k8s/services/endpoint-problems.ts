import { getList, getString, type Path } from '../../tree/tree.js';
import { code } from '../../text/words.js';
import { ipProblem, isIPv4, isIPv6, unreachableReason } from '../syntax/addresses.js';
import { backendPorts, isSlice, portLists } from './endpoints.js';
import { dnsLabelProblem, dnsSubdomainProblem } from '../syntax/names.js';
import { isAddressPlaceholder, isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';

/** Something in Endpoints or an EndpointSlice that the API server refuses (semantics 4.4, 5.10). */
export interface EndpointProblem {
  readonly path: Path;
  /** The rest of a headline: "Endpoints `db` ...". */
  readonly clause: string;
  /** Words for the underline. */
  readonly label: string;
  readonly note?: string;
}

const FAMILIES = ['IPv4', 'IPv6', 'FQDN'];

/** Everything that the API server would refuse, in the order of the text. */
export function endpointProblems(resource: Resource, minor: number): readonly EndpointProblem[] {
  const own = isSlice(resource) ? sliceProblems(resource, minor) : subsetProblems(resource, minor);
  return [...own, ...portLists(resource).flatMap((list) => portProblems(resource, list))];
}

function sliceProblems(resource: Resource, minor: number): readonly EndpointProblem[] {
  const type = getString(resource.tree, 'addressType') ?? '';
  if (isPlaceholder(type)) return [];
  if (type === '')
    return resource.partial
      ? []
      : [
          {
            path: ['addressType'],
            clause: 'has no `addressType`',
            label: '`addressType` is missing',
            note: 'it is one of `IPv4`, `IPv6`, and `FQDN`',
          },
        ];
  if (!FAMILIES.includes(type))
    return [
      {
        path: ['addressType'],
        clause: `has the unknown \`addressType\` ${code(type)}`,
        label: 'it is one of `IPv4`, `IPv6`, and `FQDN`',
      },
    ];
  return getList(resource.tree, 'endpoints').flatMap((endpoint, index) => {
    const path = ['endpoints', index, 'addresses'];
    const addresses = getList(endpoint, 'addresses');
    if (addresses.length === 0)
      return [{ path, clause: 'has an endpoint without addresses', label: '`addresses` is missing or empty' }];
    return addresses.flatMap((_, at) => addressProblems(resource, [...path, at], type, minor));
  });
}

function subsetProblems(resource: Resource, minor: number): readonly EndpointProblem[] {
  return getList(resource.tree, 'subsets').flatMap((subset, index) => {
    const paths = ['addresses', 'notReadyAddresses'].flatMap((field) =>
      getList(subset, field).map((_, at) => ['subsets', index, field, at, 'ip']),
    );
    if (paths.length === 0 && !resource.partial)
      return [
        {
          path: ['subsets', index],
          clause: 'has a subset without addresses',
          label: '`addresses` is missing or empty',
        },
      ];
    return paths.flatMap((path) => addressProblems(resource, path, undefined, minor));
  });
}

function addressProblems(
  resource: Resource,
  path: Path,
  type: string | undefined,
  minor: number,
): readonly EndpointProblem[] {
  const text = getString(resource.tree, ...path);
  if (text === undefined || isAddressPlaceholder(text)) return [];
  const problem =
    type === 'FQDN'
      ? fqdnProblem(text)
      : (ipProblem(text, minor) ?? familyProblem(text, type) ?? unreachableReason(text));
  if (problem === undefined) return [];
  const isName = problem === 'is no IP address' && dnsSubdomainProblem(text) === undefined;
  return [
    {
      path,
      clause: `has the address ${code(text)}, which ${problem}`,
      label: problem,
      ...(isName && { note: 'a Service of type ExternalName leads to a host by its name' }),
    },
  ];
}

function familyProblem(text: string, type: string | undefined): string | undefined {
  if (type === 'IPv4' && !isIPv4(text)) return 'is not of the family `IPv4`';
  return type === 'IPv6' && !isIPv6(text) ? 'is not of the family `IPv6`' : undefined;
}

function fqdnProblem(text: string): string | undefined {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return dnsSubdomainProblem(name) ?? (name.includes('.') ? undefined : 'is no full domain name');
}

function portProblems(resource: Resource, list: Path): readonly EndpointProblem[] {
  const ports = backendPorts(resource).filter(({ path }) => path.slice(0, -1).join('/') === list.join('/'));
  return ports.flatMap((port, index): readonly EndpointProblem[] => {
    const path = [...port.path, 'name'];
    const earlier = ports.slice(0, index).some(({ name }) => name === port.name);
    const problem = port.name === '' || isPlaceholder(port.name) ? undefined : dnsLabelProblem(port.name);
    if (problem !== undefined)
      return [{ path, clause: `has a port named ${code(port.name)}, which ${problem}`, label: 'not a port name' }];
    // Endpoints may repeat a name, but each of several ports needs one; a slice refuses a repeated name, the empty one
    // too.
    if (port.name === '' && ports.length > 1 && (!isSlice(resource) || earlier))
      return [{ path, clause: `has several ports, and one of them has no name`, label: '`name` is missing here' }];
    return earlier && isSlice(resource)
      ? [{ path, clause: `has two ports named ${code(port.name)}`, label: 'this name is taken' }]
      : [];
  });
}
