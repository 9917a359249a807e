import type { Bundled } from './bundled.js';

/** What the lock file knows of one installed package. */
interface Locked {
  /** `sha512-` and the digest of its tarball in base64. */
  readonly integrity?: string;
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

/**
 * A bill of materials of what is published, as CycloneDX 1.6: each package of which something stands in `dist/`, with
 * its licence and the digest of the tarball that it came from. It has no time and no number, so that two builds of one
 * commit are the same bytes.
 */
export function sbom(version: string, bundled: readonly Bundled[], { packages }: Lock): string {
  const own = purl('svclint', version);
  const components = bundled.map(({ folder, name, version: of, license }) => ({
    type: 'library',
    'bom-ref': purl(name, of),
    name,
    version: of,
    ...digest(packages[folder]),
    licenses: [{ license: { id: license } }],
    purl: purl(name, of),
  }));
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': own, name: 'svclint', version, purl: own } },
    components,
    dependencies: [
      { ref: own, dependsOn: components.map(({ purl: ref }) => ref) },
      ...components.map(({ purl: ref }) => ({ ref })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** A package URL: the `@` of a scope is written as `%40`. */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function digest(locked: Locked | undefined): { readonly hashes?: readonly unknown[] } {
  const [algorithm, base64] = locked?.integrity?.split('-') ?? [];
  if (algorithm !== 'sha512' || base64 === undefined) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}
