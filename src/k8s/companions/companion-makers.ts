import { getEntries, getString, type Path, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A text that gives a companion its name: its own, or that of what makes it. */
export interface CompanionMaker {
  readonly resource: Resource;
  /** The kind of the companion: `Secret` where a Certificate writes one. */
  readonly kind: string;
  readonly name: string;
  readonly at: Place;
}

/** A kind whose objects bring others of a kind, and the first of these fields that is written has the name. */
interface Making {
  readonly group: string;
  readonly kind: string;
  readonly made: string;
  readonly names: readonly Path[];
}

const OWN: Path = ['metadata', 'name'];

/** Who writes Secrets: cert-manager, external-secrets, sealed-secrets, and the operator of Vault (semantics 7.18). */
const SECRETS: readonly Making[] = [
  { group: '', kind: 'Secret', made: 'Secret', names: [OWN] },
  { group: 'cert-manager.io', kind: 'Certificate', made: 'Secret', names: [['spec', 'secretName']] },
  { group: 'external-secrets.io', kind: 'ExternalSecret', made: 'Secret', names: [['spec', 'target', 'name'], OWN] },
  {
    group: 'bitnami.com',
    kind: 'SealedSecret',
    made: 'Secret',
    names: [['spec', 'template', 'metadata', 'name'], OWN],
  },
  {
    group: 'secrets.hashicorp.com',
    kind: 'VaultStaticSecret',
    made: 'Secret',
    names: [['spec', 'destination', 'name']],
  },
];

/** The older group of a kind that has moved. */
const FORMER_GROUPS: Readonly<Record<string, string>> = { 'traefik.io': 'traefik.containo.us' };

/** The kinds whose objects are, or bring, those of a group and kind. */
export function makingsOf(group: string, kind: string): readonly Making[] {
  if (group === '' && kind === 'Secret') return SECRETS;
  const former = FORMER_GROUPS[group];
  return [group, ...(former === undefined ? [] : [former])].map((each) => ({
    group: each,
    kind,
    made: kind,
    names: [OWN],
  }));
}

export function makerOf(resource: Resource, { names, made }: Making): CompanionMaker | undefined {
  const path = names.find((each) => getString(resource.tree, ...each) !== undefined);
  const name = path && getString(resource.tree, ...path);
  return path === undefined || name === undefined
    ? undefined
    : { resource, kind: made, name, at: resource.at(...path) };
}

/** Copied into other namespaces by a controller that its annotations speak to. */
export function isCopied({ tree }: Resource): boolean {
  return [
    ...getEntries(tree, 'metadata', 'annotations'),
    ...getEntries(tree, 'spec', 'secretTemplate', 'annotations'),
    ...getEntries(tree, 'spec', 'template', 'metadata', 'annotations'),
    ...getEntries(tree, 'spec', 'target', 'template', 'metadata', 'annotations'),
  ].some(({ key }) => /reflect|replicat|kubed|sync|copy|mirror/.test(key));
}

/** An issuer that an annotation names writes the Secrets of `tls` itself. */
export function makesItsSecrets({ tree }: Resource): boolean {
  return [...getEntries(tree, 'metadata', 'annotations')].some(({ key }) =>
    /^(cert-manager\.io\/(cluster-)?issuer|certmanager\.k8s\.io\/|kubernetes\.io\/tls-acme)/.test(key),
  );
}
