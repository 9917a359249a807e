import type { Contract, ContractEdge, ContractPart } from '../../answers/contract/contract.js';
import { groupBy } from '../../data/group.js';

/** One Service, with all edges by which requests reach it and what stands behind it. */
export interface Chain {
  /** The Service, or a Service that is named and is not among the files. */
  readonly head: ContractPart;
  /** From Gateways to the routes that lead here. */
  readonly attached: readonly ContractEdge[];
  readonly routed: readonly ContractEdge[];
  readonly called: readonly ContractEdge[];
  readonly selected: readonly ContractEdge[];
}

/** The worst that stands on a chain. */
export type ChainStatus = ContractEdge['status'];

export function chainsOf(contract: Contract): readonly Chain[] {
  const arriving = groupBy(contract.edges, ({ to }) => to);
  const leaving = groupBy(contract.edges, ({ from }) => from);
  const heads = contract.namespaces.flatMap(({ parts }) => parts).filter(isHead);
  return heads.map((head) => {
    const reaching = arriving.get(head.id) ?? [];
    const routed = reaching.filter(({ kind }) => kind === 'routes');
    return {
      head,
      attached: routed.flatMap(({ from }) => (arriving.get(from) ?? []).filter(({ kind }) => kind === 'attaches')),
      routed,
      called: reaching.filter(({ kind }) => kind === 'calls'),
      selected: leaving.get(head.id) ?? [],
    };
  });
}

function isHead({ role, kind }: ContractPart): boolean {
  return role === 'service' || (role === 'absent' && kind === 'Service');
}

export function edgesOf({ attached, routed, called, selected }: Chain): readonly ContractEdge[] {
  return [...attached, ...routed, ...called, ...selected];
}

export function statusOf(chain: Chain, { findings }: Contract): ChainStatus {
  const edges = edgesOf(chain);
  const isSaid = (severity: string): boolean =>
    chain.head.findings.some((index) => findings[index]?.severity === severity);
  if (edges.some(({ status }) => status === 'broken') || isSaid('error')) return 'broken';
  if (edges.some(({ status }) => status === 'doubtful') || isSaid('warning')) return 'doubtful';
  return edges.some(({ status }) => status === 'unknown') ? 'unknown' : 'ok';
}
