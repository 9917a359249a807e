import type { RecordedObject } from './units.js';

interface Apart {
  readonly pattern: RegExp;
  readonly kind?: string;
  readonly reason: string;
}

const STATE = 'state of the cluster';
const OUTSIDE = 'outside the contract';
const UPDATE = `${STATE}: an update of an immutable field (the harness applied twice)`;

/** Refusals that no reading of the manifests can foretell, or that concern fields the contract does not read. */
const APART: readonly Apart[] = [
  { pattern: /field is immutable/, reason: UPDATE },
  { pattern: /updates? .*may not change fields|updates to statefulset spec/, reason: UPDATE },
  { pattern: /may not add AppArmor annotations/, reason: UPDATE },
  { pattern: /^namespaces ".*" not found/, reason: `${STATE}: a namespace that does not exist` },
  { pattern: /expected an IPv[46] value as indicated by `ipFamilies/, reason: `${STATE}: IP family of the cluster` },
  { pattern: /not configured on this cluster/, reason: `${STATE}: IP family of the cluster` },
  {
    pattern: /provided (?:IP|port) is (?:not in the valid range|already allocated)/,
    reason: `${STATE}: address or port allocation`,
  },
  {
    pattern: /\.host: Invalid value: "[^"]*\$\{/,
    kind: 'Ingress',
    reason: 'a placeholder, whose text nobody knows yet',
  },
  { pattern: /serviceAccountName: Invalid value/, reason: `${OUTSIDE}: serviceAccountName` },
  { pattern: /volumeMounts\[\d+\]\.name: Not found/, reason: `${OUTSIDE}: volumes` },
  { pattern: /\.image: Required value/, reason: `${OUTSIDE}: container image` },
];

/**
 * Why a refused object need not be reported; undefined where svclint must report it. A message that names several
 * fields is set apart only when every one of them is.
 */
export function whyApart(object: RecordedObject): string | undefined {
  const message = object.message ?? '';
  const details = message
    .replace(/^[^\n]*? is invalid: \[?/, '')
    .split(/(?:\n\* |, )(?=(?:spec|metadata|subsets)\b)/)
    .filter((part) => part.trim() !== '');
  const reasons = (details.length === 0 ? [message] : details).map((detail) => reasonFor(object, detail));
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

function reasonFor(object: RecordedObject, detail: string): string | undefined {
  return APART.find((apart) => (apart.kind === undefined || apart.kind === object.kind) && apart.pattern.test(detail))
    ?.reason;
}
