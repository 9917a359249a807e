import type { EndpointOwner, EndpointPort, ServiceEndpoints } from '../../src/index.js';

/**
 * One set of ports with the owners of its addresses (`Kind/name`), as the recordings have it:
 * neither ports nor owners is the placeholder slice of a Service that selects nothing.
 */
export interface Slice {
  readonly ports: readonly EndpointPort[];
  readonly owners: readonly string[];
}

export const PLACEHOLDER: Slice = { ports: [], owners: [] };

/** What the predictor says, in the form of the recordings; `keep` sets owners aside that the control plane had not. */
export function predictedSlices(
  service: ServiceEndpoints,
  keep: (owner: EndpointOwner) => boolean = () => true,
): readonly Slice[] {
  const groups = service.groups
    .map((group) => ({ ports: group.ports, owners: group.pods.filter(keep).map((pod) => `${pod.kind}/${pod.name}`) }))
    .filter((group) => group.owners.length > 0);
  return groups.length === 0 && service.source === 'selector' ? [PLACEHOLDER] : groups;
}

/** One text for a set of slices, the same whatever the order of slices, ports and owners. */
export function describeSlices(slices: readonly Slice[]): string {
  if (slices.length === 0) return 'no slice';
  return slices.map(describeSlice).sort().join('; ');
}

function describeSlice(slice: Slice): string {
  if (slice.ports.length === 0 && slice.owners.length === 0) return 'placeholder, no address';
  const ports = slice.ports
    .map((port) => `${port.name || '""'}=${port.port}/${port.protocol}`)
    .sort()
    .join(',');
  return `${ports || 'no ports'} -> ${[...slice.owners].sort().join(' ')}`;
}
