import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, type Manifest } from '../../scripts/build/bundle.js';
import { bundledPackages, type Bundled } from '../../scripts/build/bundled.js';
import { notices } from '../../scripts/build/notices.js';
import { sbom, type Lock } from '../../scripts/build/sbom.js';

const root = process.cwd();
const read = <T>(name: string): T => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as T;
const [manifest, lock] = [read<Manifest>('package.json'), read<Lock>('package-lock.json')];

let folders: readonly string[];
let metafiles: readonly Metafile[];
let bundled: readonly Bundled[];
beforeAll(async () => {
  folders = [1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'svclint-build-')));
  const builds = await Promise.all(folders.map((folder) => bundle(root, manifest, folder)));
  metafiles = builds[0] ?? [];
  bundled = await bundledPackages(root, metafiles);
}, 120_000); // two builds, on a busy machine
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('what is built', () => {
  it('is the same bytes twice', () => {
    const contents = folders.map((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.c?js$/.test(name))
        .sort()
        .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );
    expect(contents[0]?.length).toBeGreaterThan(3);
    expect(contents[1]).toEqual(contents[0]);
  });

  it('has the licence of each package that is in it', async () => {
    expect(await notices(root, bundled)).toBe(readFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), 'utf8'));
  });
});

describe('the bill of materials', () => {
  it('names each package that is in the bundle, with its licence and the digest of its tarball', () => {
    const { components } = JSON.parse(sbom(manifest.version, bundled, lock)) as {
      readonly components: readonly Readonly<Record<string, unknown>>[];
    };
    expect(components.map(({ name }) => name)).toEqual(bundled.map(({ name }) => name));
    expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(['yaml', 'fast-glob', 're2js']));
    for (const component of components)
      expect(component).toMatchObject({
        purl: expect.stringMatching(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/) as string,
        licenses: [{ license: { id: expect.stringMatching(/^[\w.-]+$/) as string } }],
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string }],
      });
  });

  it('is the same for the same packages, and another for others', () => {
    const [first, ...others] = bundled;
    expect(sbom('1.0.0', bundled, lock)).toBe(sbom('1.0.0', [...bundled], lock));
    expect(sbom('1.0.0', others, lock)).not.toContain(`"${first?.name ?? ''}"`);
  });
});
