import { describe, expect, it } from 'vitest';
import { filled } from '../../scripts/generate/documents.js';
import { transcript } from '../../scripts/generate/transcript.js';
import { rules } from '../../rules/index.js';

describe('filled', () => {
  it('leaves a page without blocks alone', async () => {
    expect(await filled('# Title\n\n<!-- a comment -->\n\ntext\n', 'README.md')).toBe(
      '# Title\n\n<!-- a comment -->\n\ntext\n',
    );
  });

  it('makes the table of all rules, with links that fit the page', async () => {
    const page = await filled('a\n<!-- rules -->\nwas here before\n<!-- end -->\nb\n', 'README.md');
    expect(page.startsWith('a\n<!-- rules -->\n')).toBe(true);
    expect(page.endsWith('\n<!-- end -->\nb\n')).toBe(true);
    expect(page).not.toContain('was here before');
    for (const { id } of rules) expect(page).toContain(`[\`${id}\`](docs/rules/${id}.md)`);
    expect(await filled('<!-- rules -->\n<!-- end -->\n', 'docs/x.md')).toContain(`](rules/${rules[0]?.id}.md)`);
  });

  it('fills each of several empty blocks, and leaves the text between them', async () => {
    const page = await filled(
      '<!-- options: lint -->\n<!-- end -->\n\nbetween\n\n<!-- options: endpoints -->\n<!-- end -->\n',
      'docs/x.md',
    );
    expect(page).toContain('\n<!-- end -->\n\nbetween\n\n<!-- options: endpoints -->\n| option |');
  });

  it('makes the table of the options of a command', async () => {
    const page = await filled('<!-- options: lint -->\n<!-- end -->\n', 'docs/cli.md');
    expect(page).toContain('`--fail-on SEVERITY`');
    expect(page).toContain('`error`');
  });

  it('runs a command', async () => {
    const page = await filled('<!-- output: svclint fixtures/projects/shop -->\n<!-- end -->\n', 'README.md');
    expect(page).toContain('```console\n$ svclint fixtures/projects/shop\nno findings in 15 files');
  });

  it('changes nothing the second time', async () => {
    const page = '<!-- options: endpoints -->\n<!-- end -->\n\n<!-- output: svclint --version -->\n<!-- end -->\n';
    const once = await filled(page, 'README.md');
    expect(await filled(once, 'README.md')).toBe(once);
  });
});

describe('transcript', () => {
  it('can be cut', async () => {
    const text = await transcript('svclint fixtures/projects/broken | head -2');
    expect(text.split('\n')).toEqual([
      '$ svclint fixtures/projects/broken | head -2',
      expect.any(String),
      expect.any(String),
      '',
    ]);
  });

  it('runs nothing but svclint', async () => {
    await expect(transcript('rm -r x')).rejects.toThrow('only svclint');
  });
});
