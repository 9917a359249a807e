import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { svclint } from './real.js';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\nspec: {containers: [{name: c, image: i}]}\n';
const service = (port: string): string =>
  `---\napiVersion: v1 # caf\u00e9\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: q}, ports: [{port: ${port}}]}\n`;

const BREACH = /^all\.yaml:9:\d+: error: Service `s` selects `app: q`/m;

const wide = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('what kubectl reads', () => {
  it.each([
    ['UTF-16, little-endian', wide(POD + service('80'))],
    ['UTF-16, big-endian', wide(POD + service('80')).swap16()],
    ['UTF-16 with the line breaks of Windows', wide((POD + service('80')).replaceAll('\n', '\r\n'))],
  ])('is read: %s', async (_, bytes) => {
    const { out, err, code } = await svclint(['-f', 'line'], { cwd: tree({ 'all.yaml': bytes }) });
    expect(out).toMatch(BREACH);
    expect(err).not.toContain('skipped');
    expect(code).toBe(1);
    const piped = await svclint(['-f', 'line', '-'], { stdin: bytes });
    expect(piped.out).toMatch(/^<stdin>:9:\d+: error: Service `s` selects `app: q`/m);
  });

  it('is read with Latin-1 in a comment, which is said', async () => {
    const cwd = tree({ 'all.yaml': Buffer.from(POD + service('80'), 'latin1') });
    const { out, err } = await svclint(['-f', 'line'], { cwd });
    expect(out).toMatch(BREACH);
    expect(err).toContain(
      'svclint: `all.yaml` is not UTF-8: an invalid byte at offset 130 (line 6); read as kubectl reads it\n',
    );
  });

  it('is written back in its encoding', async () => {
    const cwd = tree({ 'all.yaml': wide(POD + service('"80"')) });
    await svclint(['--fix'], { cwd });
    expect(readFileSync(path.join(cwd, 'all.yaml'))).toEqual(wide(POD + service('80')));
  });

  it('is not written where some bytes belong to no encoding', async () => {
    const before = Buffer.from(POD + service('"80"'), 'latin1');
    const cwd = tree({ 'all.yaml': before });
    const { code, err } = await svclint(['--fix'], { cwd });
    expect(err).toContain('cannot write `all.yaml`: it is not UTF-8; save it so first');
    expect(code).toBe(2);
    expect(readFileSync(path.join(cwd, 'all.yaml'))).toEqual(before);
  });

  it('may be a resource of a kustomization in UTF-16, and not in Latin-1', async () => {
    const kustomization = { 'k/kustomization.yaml': 'resources: [../all.yaml]\n' };
    const good = await svclint(['-f', 'line', '.'], { cwd: tree({ ...kustomization, 'all.yaml': wide(POD) }) });
    expect(good.out).not.toContain('no UTF-8 text');
    const latin = Buffer.from(`# caf\u00e9\n${POD}`, 'latin1');
    const bad = await svclint(['-f', 'line', '.'], { cwd: tree({ ...kustomization, 'all.yaml': latin }) });
    expect(bad.out).toContain('`all.yaml` is no UTF-8 text');
  });
});
