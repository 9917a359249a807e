import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { codeSpan, fenced, markdownText } from '../../src/report/markup/markdown-text.js';
import { markdown } from '../../src/report/formats/markdown.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { visible } from '../../src/report/markup/visible.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, examples, label, result } from './examples.js';
import { HOSTILE, hostileFinding } from './hostile.js';
import { commandsIn } from './runner.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };

/** HTML as GitHub makes it of Markdown, before it takes out what it forbids. */
function rendered(text: string): string {
  return micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function report(diagnostics: readonly Diagnostic[], options: Partial<ReportOptions> = {}): string {
  return markdown(result(diagnostics), { ...plain, ...options });
}

/** The text that a reader sees. */
function shown(html: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
  return html.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (entity, name: string) => names[name] ?? entity);
}

function tagsOf(html: string): readonly string[] {
  return [...new Set(Array.from(html.matchAll(/<\/?([a-z0-9]+)/gi), ([, name = '']) => name))].sort();
}

/** A table with one cell, as the place where most can go wrong. */
function inTable(cell: string): string {
  return rendered(`| a |\n|---|\n| ${cell} |\n`).replace(/^[^]*<td>|<\/td>[^]*$/g, '');
}

describe('markdown', () => {
  it('is a table with what weighs most first, and the frames below it', () => {
    const html = rendered(report(Object.values(examples())));
    expect(html).toMatch(/^<h3>svclint: 4 errors, 2 warnings in 14 files \(31 resources\)<\/h3>\n<table>/);
    expect(Array.from(html.matchAll(/<tr>\n<td>(\w+)<\/td>/g), ([, severity]) => severity)).toEqual([
      'error',
      'error',
      'error',
      'error',
      'warning',
      'warning',
    ]);
    expect(html).toContain(
      '<td>error</td>\n<td>Service <code>web</code> selects no Pods</td>\n' +
        '<td><code>shop/service.yaml:8</code>, <code>shop/deployment.yaml:14</code></td>\n<td><code>unmatched-service-selector</code></td>',
    );
    expect(html).toMatch(
      /<details>\n<summary>[^<]*<\/summary>\n<pre><code class="language-text">error\[unmatched-service-selector\]: /,
    );
    expect(html).toMatch(/<\/code><\/pre>\n<\/details>\s*$/);
    expect(tagsOf(html)).toEqual([
      'code',
      'details',
      'h3',
      'pre',
      'summary',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
    ]);
  });

  it('is one sentence where there is nothing to say', () => {
    expect(report([])).toBe('### svclint: no findings in 14 files (31 resources)\n');
  });

  it('shows infos as rows alone, and errors alone when quiet', () => {
    const file = sourceFile('a.yaml', 'a: b\n');
    const info = diagnostic({ severity: 'info', primary: label(file, 1, 'b', '') });
    expect(report([info])).not.toContain('<details>');
    expect(report([info], { quiet: true })).toBe('### svclint: 1 info in 14 files (31 resources)\n');
  });

  it('stays far below the megabyte that GitHub takes, and says what it leaves out', () => {
    const file = sourceFile(`${'long/'.repeat(100)}a.yaml`, `a: ${'b'.repeat(100_000)}\n`);
    const one = diagnostic({
      message: `Service \`${'x'.repeat(10_000)}\` is odd`,
      primary: label(file, 1, 'bbb', 'odd'.repeat(100)),
      notes: ['why'],
    });
    const many = report(Array.from({ length: 5000 }, () => one));
    expect(many.length).toBeLessThan(250_000);
    expect(many).toMatch(/\n4\d\d\d findings more; /);
    const usual = report(
      Array.from({ length: 5000 }, () => diagnostic({ primary: label(sourceFile('a.yaml', 'a: b\n'), 1, 'b', '') })),
    );
    expect(usual).toContain('\n4800 findings more; ');
    expect(usual.match(/^error\[some-rule\]/gm)).toHaveLength(50);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text), text]))(
    'shows %s as it is, and nothing else comes of it',
    (_, text) => {
      const printed = report([hostileFinding(text)]);
      const html = rendered(printed);
      expect(tagsOf(html)).toEqual([
        'code',
        'details',
        'h3',
        'pre',
        'summary',
        'table',
        'tbody',
        'td',
        'th',
        'thead',
        'tr',
      ]);
      expect(html.match(/<(?:tr|table|details|h3)>/g)).toEqual(['<h3>', '<table>', '<tr>', '<tr>', '<details>']);
      expect(Array.from(html.matchAll(/<td>/g))).toHaveLength(4);
      expect(html.match(/<\w+ [^>]*>/g)).toEqual(['<code class="language-text">']);
      expect(commandsIn(printed)).toEqual([]);
    },
  );
});

describe('markdownText', () => {
  it.each(HOSTILE)('reads as %j', (text) => {
    const html = inTable(markdownText(text));
    expect(tagsOf(html).filter((name) => name !== 'code')).toEqual([]);
    expect(shown(html).trim()).toBe(
      visible(text)
        .replace(/`([^`]+)`/g, '$1')
        .trim(),
    );
  });

  it('keeps names in back-ticks as code', () => {
    expect(inTable(markdownText('Service `web` has `a|b` and `*`'))).toBe(
      'Service <code>web</code> has <code>a|b</code> and <code>*</code>',
    );
  });
});

describe('codeSpan', () => {
  it.each(HOSTILE.filter((text) => text.trim() !== ''))('reads as %j', (text) => {
    const html = inTable(codeSpan(text));
    expect(tagsOf(html)).toEqual(['code']);
    expect(shown(html)).toBe(visible(text));
  });
});

describe('fenced', () => {
  it.each(HOSTILE)('cannot be closed by %j', (text) => {
    const html = rendered(`${fenced(text)}\nafter\n`);
    expect(tagsOf(html)).toEqual(['code', 'p', 'pre']);
    expect(html).toMatch(/<\/code><\/pre>\n<p>after<\/p>\s*$/);
  });
});
