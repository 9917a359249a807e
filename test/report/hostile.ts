import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, label } from './examples.js';

/** Texts that somebody writes into a manifest, or takes for the name of a file, to steer what reads a report. */
export const HOSTILE: readonly string[] = [
  '::error file=a,line=1::forged',
  '  ::stop-commands::x',
  '##[add-mask]secret',
  '##[error]forged',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[buildStatus status='SUCCESS']",
  'a\n::warning::forged',
  'a\r::warning::forged',
  'a\u2028::warning::forged',
  'a%0A::error::forged',
  'a,line=7,title=forged',
  '\u001B[2J\u001B[31mred',
  '\u009B31mred',
  '\u202Egnp.exe',
  '[click](https://evil.example)',
  '![](https://evil.example/a.png)',
  '<img src=https://evil.example/a.png onerror=alert(1)>',
  '</code><script>alert(1)</script>',
  '`` ` ``',
  '```\n# forged\n```',
  'a | b | c',
  'a\\|b',
  'a\\',
  '</details></failure></testsuites>',
  ']]>&amp;<!--',
  '&#x1b;&lt;',
  '"\' x="1"',
  '[forged](1)',
  '\\[forged\\](1)',
  '\\](1)',
  'https://evil.example www.evil.example a@evil.example @everyone #1 :tada:',
  '**bold** __bold__ ~~gone~~ $x$',
  '{0} {1}',
  '\uD800 \uFFFE \uFFFF',
  '',
  ' ',
];

/** A finding whose every part holds the text: names through back-ticks in its words, and bare in the file and the path. */
export function hostileFinding(text: string): Diagnostic {
  const near = sourceFile(`${text || 'x'}.yaml`, `${text}: web\n`);
  const far = sourceFile(`far/${text || 'x'}.yaml`, `web # ${text}\n`);
  const quoted = `\`${text}\``;
  return diagnostic({
    message: `Service ${quoted} selects ${text}`,
    primary: { ...label(near, near.lineStarts.length - 1, 'web', ''), text: `no ${quoted} ${text}` },
    related: [label(far, 1, 'web', `${text} ${quoted}`)],
    notes: [`${text}`, `${quoted}`],
    help: `use ${text}`,
    fix: {
      title: `write ${text}`,
      applicability: 'unsafe',
      edits: [{ ...label(near, near.lineStarts.length - 1, 'web', ''), text }],
    },
    subject: { kind: 'Service', namespace: text, name: text },
  });
}
