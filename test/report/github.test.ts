import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { github } from '../../src/report/formats/github.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { visible } from '../../src/report/markup/visible.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, examples, label, result } from './examples.js';
import { HOSTILE, hostileFinding } from './hostile.js';
import { commandsIn } from './runner.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };

function annotations(
  diagnostics: readonly Diagnostic[],
  options: Partial<ReportOptions> = {},
): ReturnType<typeof commandsIn> {
  return commandsIn(github(result(diagnostics), { ...plain, ...options }));
}

describe('github', () => {
  it('annotates both ends of a mismatch', () => {
    const { c } = examples();
    expect(annotations(c === undefined ? [] : [c])).toEqual([
      {
        name: 'error',
        properties: {
          file: 'shop/service.yaml',
          line: '16',
          endLine: '16',
          col: '17',
          endColumn: '24',
          title: 'unknown-target-port-name',
        },
        message: [
          'Service `web` targets a port named `metircs`, which no selected Pod has',
          'no container port has this name',
          'shop/deployment.yaml:24: container `nginx` has a port with a similar name',
          'note: a Pod without the named port gets no endpoint for it, so port 9100 of the Service leads nowhere',
          'note: ports named in Deployment `web`: `http` and `metrics`',
          'fix (unsafe): rename the target',
        ].join('\n'),
      },
      {
        name: 'notice',
        properties: {
          file: 'shop/deployment.yaml',
          line: '24',
          endLine: '24',
          col: '17',
          endColumn: '24',
          title: 'unknown-target-port-name (other end)',
        },
        message:
          'container `nginx` has a port with a similar name\nerror: Service `web` targets a port named `metircs`, which no selected Pod has',
      },
    ]);
  });

  it('says first what weighs most, since GitHub shows ten of a kind', () => {
    const file = sourceFile('a.yaml', 'a: b\n');
    const found = (['info', 'warning', 'error', 'warning'] as const).map((severity, index) => {
      return diagnostic({ severity, rule: `rule-${index}`, primary: label(file, 1, 'b', '') });
    });
    expect(annotations(found).map(({ name, properties }) => `${name} ${properties['title']}`)).toEqual([
      'error rule-2',
      'warning rule-1',
      'warning rule-3',
      'notice rule-0',
    ]);
    expect(annotations(found, { quiet: true })).toHaveLength(1);
  });

  it('says what two findings share only once', () => {
    const file = sourceFile('a.yaml', 'a: b\nc: d\n');
    const one = diagnostic({ primary: label(file, 1, 'b', ''), related: [label(file, 2, 'd', 'here')] });
    const other = { ...one, primary: label(file, 1, 'a', '') };
    expect(annotations([one, other]).map(({ properties }) => `${properties['line']}:${properties['col']}`)).toEqual([
      '1:4',
      '2:4',
      '1:1',
    ]);
  });

  it('counts paths from the root of the repository, and gives no columns for several lines', () => {
    const file = sourceFile('../k8s/a.yaml', 'a: |\n  b\n  c\n');
    const long = { span: { file, start: 0, end: file.text.length - 1 }, text: '' };
    const [only] = annotations([diagnostic({ primary: long })], { folder: 'deploy/app' });
    expect(only?.properties).toEqual({ file: 'deploy/k8s/a.yaml', line: '1', endLine: '3', title: 'some-rule' });
    const paths = ['/abs/a.yaml', 'C:/a.yaml', '<stdin>'].map((path) =>
      diagnostic({ primary: label(sourceFile(path, 'a: b\n'), 1, 'b', '') }),
    );
    expect(annotations(paths, { folder: 'deploy' }).map(({ properties }) => properties['file'])).toEqual([
      '/abs/a.yaml',
      'C:/a.yaml',
      undefined,
    ]);
    expect(annotations(paths.slice(2))[0]?.message).toContain('<stdin>:1');
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text), text]))(
    'keeps %s from being a command, a property or a line of its own',
    (_, text) => {
      const printed = github(result([hostileFinding(text)]), plain);
      const [first, second, ...more] = commandsIn(printed);
      expect(more).toEqual([]);
      expect(printed.trimEnd().split('\n')).toHaveLength(2);
      expect(first).toMatchObject({ name: 'error', properties: { title: 'some-rule' } });
      expect(second).toMatchObject({ name: 'notice', properties: { title: 'some-rule (other end)' } });
      expect(first?.message.split('\n')[0]).toBe(visible(`Service \`${text}\` selects ${text}`));
      expect(first?.properties['file']).toBe(visible(`${text || 'x'}.yaml`));
      expect(Object.keys(first?.properties ?? {})).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
      expect(commandsIn([first?.message, second?.message].join('\n').replaceAll('\n', ' '))).toEqual([]);
    },
  );
});
