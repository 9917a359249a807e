import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tree } from '../host/tree.js';
import { svclint } from './real.js';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';

describe('svclint graph', () => {
  it('prints a picture, or writes some to files', async () => {
    const cwd = tree({ 'web.yaml': SERVICE });
    expect((await svclint(['graph'], { cwd })).out).toMatch(/^flowchart LR\n/);
    const files = ['--output', 'html=out/contract.html', '-o', 'json=contract.json'];
    expect(await svclint(['graph', ...files], { cwd })).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(path.join(cwd, 'out/contract.html'), 'utf8')).toContain('<title>Service contract</title>');
    expect(readFileSync(path.join(cwd, 'contract.json'), 'utf8')).toContain('"name": "web"');
    expect((await svclint(['graph', ...files, '--format', 'dot'], { cwd })).out).toMatch(/^digraph /);
  });

  it.each([
    ['html', 'option `--output` takes FORMAT=FILE, not `html`'],
    [
      'htlm=a',
      'option `--output` takes the format `mermaid`, `dot`, `json`, or `html`, not `htlm`; there is a format with a similar name: `html`',
    ],
    ['json=web.yaml', 'option `--output` would overwrite the manifest `web.yaml`'],
  ])('refuses --output %s', async (value, problem) => {
    const cwd = tree({ 'web.yaml': SERVICE });
    const { code, err } = await svclint(['graph', '--output', value], { cwd });
    expect([code, err]).toEqual([2, `svclint: ${problem}\n`]);
    expect(readFileSync(path.join(cwd, 'web.yaml'), 'utf8')).toBe(SERVICE);
  });
});
