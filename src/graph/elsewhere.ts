import { isSlice, servedName } from '../k8s/services/endpoints.js';
import { allOf, readLabels, satisfies } from '../k8s/labels/labels.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Graph } from './graph.js';
import type { Surroundings } from './unit/surroundings.js';
import type { Namespaces } from './unit/namespaces.js';
import type { Pods } from './labelled/pods.js';
import type { UnitIndex } from './unit/unit-index.js';

export type Beyond = Pick<Graph, 'beyond' | 'endpointsBeyond' | 'isWatchedBeyond'>;

/** What other units of the tree have, to be asked before anything is called absent (semantics 0.3, 9.4). */
export function beyondOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { ofKind }: Pick<Surroundings, 'ofKind'>,
  { podsBeyond }: Pick<Pods, 'podsBeyond'>,
): Beyond {
  // What names no namespace may be applied to any.
  const beyond: Graph['beyond'] = (group, kind, namespace) => {
    const mayBeThere = (resource: Resource): boolean =>
      namespace === null || resource.namespace === undefined || resource.namespace === namespace;
    return ofKind(group, kind).filter((resource) => mayBeThere(resource) && !index.holds(resource));
  };
  return {
    beyond,
    endpointsBeyond({ name, resource }) {
      const namespace = namespaces.of(resource);
      const endpoints = beyond('', 'Endpoints', namespace).filter((each) => each.name === name);
      return [
        ...endpoints,
        ...beyond('discovery.k8s.io', 'EndpointSlice', namespace).filter(
          (each) => isSlice(each) && servedName(each) === name,
        ),
      ];
    },
    isWatchedBeyond({ resource: monitor, selects, selector, namespaces: watched }) {
      const own = namespaces.of(monitor);
      const looksInto = ({ namespace }: Resource): boolean => {
        if (watched === 'any' || namespace === undefined) return true;
        return watched === 'own' ? own === null || own === namespace : watched.includes(namespace);
      };
      if (selects === 'pods') return podsBeyond(selector, looksInto).length > 0;
      return beyond('', 'Service', null).some((service) => {
        const labels = readLabels(service.tree, ['metadata', 'labels']);
        return (
          looksInto(service) && allOf(selector.map((requirement) => satisfies(requirement, labels, new Map()))) !== 'no'
        );
      });
    },
  };
}
