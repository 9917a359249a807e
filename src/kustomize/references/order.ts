import { getList, getString, type Tree } from '../../tree/tree.js';
import { compareTexts } from '../../text/compare.js';
import { textAt, type Draft, type Gvk } from '../objects/draft.js';
import type { Kustomization } from '../kustomization/kustomization.js';

const FIRST = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];
const LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The objects as kustomize prints them: by kind ("legacy"), unless `sortOptions` asks for the order of the files. */
export function inOutputOrder(drafts: readonly Draft[], { tree }: Kustomization): readonly Draft[] {
  if (getString(tree, 'sortOptions', 'order') === 'fifo') return drafts;
  const compare = compareBy(ranks(namesIn(tree, 'orderFirst') ?? FIRST, namesIn(tree, 'orderLast') ?? LAST));
  return drafts
    .map((draft) => ({ draft, by: sortedBy(draft) }))
    .sort((a, b) => compare(a.by, b.by))
    .map(({ draft }) => draft);
}

function namesIn(tree: Tree, field: string): readonly string[] | undefined {
  const items = getList(tree, 'sortOptions', 'legacySortOptions', field);
  return getList(tree, 'sortOptions', 'legacySortOptions', 'orderFirst').length +
    getList(tree, 'sortOptions', 'legacySortOptions', 'orderLast').length ===
    0
    ? undefined
    : items.map((item) => (item.type === 'scalar' ? String(item.value) : ''));
}

function ranks(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  return new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ]);
}

/** An empty part sorts behind every other one. */
const gvkKey = ({ group, version, kind }: Gvk): string => [group || '~G', version || '~V', kind || '~K'].join('_');

interface Sorted extends Gvk {
  readonly gvk: string;
  readonly key: string;
}

/** One text for namespace and name, as written; without a namespace an object comes behind those that have one. */
function sortedBy(draft: Draft): Sorted {
  const { group, version, kind } = draft.id;
  return {
    group,
    version,
    kind,
    gvk: gvkKey(draft.id),
    key: `${textAt(draft.tree, 'metadata', 'namespace') || '~X'}|${textAt(draft.tree, 'metadata', 'name')}`,
  };
}

/** Two kinds called Namespace stand the other way round, so that the core one comes first. */
function compareKinds(a: Sorted, b: Sorted): number {
  const order = compareTexts(a.gvk, b.gvk);
  return a.kind === 'Namespace' && b.kind === 'Namespace' && (a.group === '' || b.group === '') ? -order : order;
}

function compareBy(rank: ReadonlyMap<string, number>): (a: Sorted, b: Sorted) => number {
  return (a, b) =>
    (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || compareKinds(a, b) || compareTexts(a.key, b.key);
}

/** The order in which kustomize goes through kinds that are configured. */
export function compareGvk(a: Gvk, b: Gvk): number {
  return (DEFAULT_RANKS.get(a.kind) ?? 0) - (DEFAULT_RANKS.get(b.kind) ?? 0) || compareTexts(gvkKey(a), gvkKey(b));
}

const DEFAULT_RANKS = ranks(FIRST, LAST);
