import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { readSettings } from '../../src/settings/read.js';
import { SETTINGS_TEMPLATE } from '../../src/settings/template.js';
import { FIELDS } from '../../src/settings/fields.js';
import { sourceFile } from '../../src/text/source-file.js';
import { tree } from '../host/tree.js';
import { run } from './fake.js';

const ids = rules.map(({ id }) => id);

function settingsIn(text: string): unknown {
  const read = readSettings(sourceFile('svclint.yaml', text), ids);
  return 'problems' in read ? read.problems.map(({ message }) => message) : read.settings;
}

describe('svclint init', () => {
  it('writes a file that changes nothing', async () => {
    const cwd = tree({});
    const { code, out, err } = await run(['init'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readFileSync(path.join(cwd, 'svclint.yaml'), 'utf8')).toBe(SETTINGS_TEMPLATE);
    expect(out).toContain('wrote svclint.yaml');
    expect(out).toContain('.git/hooks/pre-commit');
    expect(out).toContain('--format github');
    expect(settingsIn(SETTINGS_TEMPLATE)).toEqual({ failOn: 'error', rules: {} });
  });

  it('writes comments that are settings when their sign is taken away', () => {
    const bare = SETTINGS_TEMPLATE.replace('rules: {}\n#  ', 'rules:\n ')
      .replace(/^# ( {2,}[-\w].*|\w+:.*)$/gm, '$1')
      .replace(/^# {3}/gm, '  ');
    const settings = settingsIn(bare);
    expect(settings).toMatchObject({
      kubernetesVersion: '1.34',
      rules: { 'missing-readiness-probe': 'error' },
      baseline: 'svclint-baseline.json',
    });
    const left = new Set(['validate', 'serverSide', 'maxWarnings']); // seldom needed: the page on settings has them
    expect(Object.keys(settings as object).sort()).toEqual(
      (FIELDS['']?.names ?? []).filter((name) => !left.has(name)).sort(),
    );
  });

  it.each(['svclint.yaml', '.svclint.yaml'])('leaves %s as it is', async (name) => {
    const cwd = tree({ [name]: '# mine\n' });
    const { code, err } = await run(['init'], { cwd });
    expect({ code, err }).toEqual({ code: 2, err: `svclint: there is a settings file already: \`${name}\`\n` });
    expect(readFileSync(path.join(cwd, name), 'utf8')).toBe('# mine\n');
  });

  it('takes no path', async () => {
    expect((await run(['init', 'k8s'], { cwd: tree({}) })).code).toBe(2);
  });
});
