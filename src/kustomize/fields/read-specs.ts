import { getBoolean, getString, type Tree } from '../../tree/tree.js';
import type { FieldSpec } from './field-spec.js';

/** Field specs as a kustomization or a configuration file writes them. */
export function readSpecs(list: Tree | undefined): readonly FieldSpec[] {
  if (list?.type !== 'list') return [];
  return list.items.map((item) => ({
    path: getString(item, 'path') ?? '',
    group: getString(item, 'group') ?? '',
    version: getString(item, 'version') ?? '',
    kind: getString(item, 'kind') ?? '',
    create: getBoolean(item, 'create') ?? false,
  }));
}
