import { getEntries } from '../../tree/tree.js';
import { isKind, type Resource } from '../object/resource.js';

/**
 * Labels by which a program finds its ConfigMaps and Secrets, in its own namespace unless it is told otherwise
 * (semantics 8.6). One line each, with the source that says so.
 */
// prettier-ignore
const LABELS: ReadonlyMap<string, string> = new Map([
  ['grafana_datasource', 'grafana/helm-charts charts/grafana values.yaml: `sidecar.datasources.label`, `searchNamespace: null`'],
]);

/** True for what no Pod mounts, since the program that reads it finds it by a label. */
export function isReadByLabel(resource: Resource): boolean {
  if (!isKind(resource, '', 'ConfigMap') && !isKind(resource, '', 'Secret')) return false;
  return [...getEntries(resource.tree, 'metadata', 'labels')].some(({ key }) => LABELS.has(key));
}
