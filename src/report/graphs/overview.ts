import type { Contract, ContractEdge, ContractNamespace } from '../../answers/contract/contract.js';
import { groupBy } from '../../data/group.js';

/** All edges from one namespace to another. */
export interface Bundle {
  readonly from: ContractNamespace;
  readonly to: ContractNamespace;
  readonly edges: readonly ContractEdge[];
}

/** The namespace of every part, by its id. */
export function homesOf({ namespaces }: Contract): ReadonlyMap<string, ContractNamespace> {
  return new Map(namespaces.flatMap((namespace) => namespace.parts.map(({ id }) => [id, namespace] as const)));
}

/** The edges that cross a border, bundled, in the order of the namespaces. */
export function bundlesOf(contract: Contract): readonly Bundle[] {
  const homes = homesOf(contract);
  const order = new Map(contract.namespaces.map((namespace, index) => [namespace, index]));
  const crossing = contract.edges.flatMap((edge) => {
    const [from, to] = [homes.get(edge.from), homes.get(edge.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to, edge }];
  });
  const place = (namespace: ContractNamespace): number => order.get(namespace) ?? 0;
  return [...groupBy(crossing, ({ from, to }) => place(from) * contract.namespaces.length + place(to))]
    .sort(([a], [b]) => a - b)
    .flatMap(([, all]) => all.slice(0, 1).map(({ from, to }) => ({ from, to, edges: all.map(({ edge }) => edge) })));
}

/** What a namespace holds, and how many of its parts and edges are broken. */
export interface Tally {
  readonly entries: number;
  readonly services: number;
  readonly workloads: number;
  readonly broken: number;
  readonly doubtful: number;
}

/** An edge counts where it begins; a part that an error stands on counts as one. */
export function talliesOf(contract: Contract): ReadonlyMap<ContractNamespace, Tally> {
  const homes = homesOf(contract);
  const leaving = groupBy(contract.edges, ({ from }) => homes.get(from));
  return new Map(
    contract.namespaces.map((namespace) => {
      const edges = leaving.get(namespace) ?? [];
      const of = (role: string): number => namespace.parts.filter((part) => part.role === role).length;
      const withA = (severity: 'error' | 'warning'): number =>
        namespace.parts.filter(({ findings }) =>
          findings.some((index) => contract.findings[index]?.severity === severity),
        ).length;
      return [
        namespace,
        {
          entries: of('entry'),
          services: of('service'),
          workloads: of('workload'),
          broken: edges.filter(({ status }) => status === 'broken').length + withA('error'),
          doubtful: edges.filter(({ status }) => status === 'doubtful').length + withA('warning'),
        },
      ];
    }),
  );
}
