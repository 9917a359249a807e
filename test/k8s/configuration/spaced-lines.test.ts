import { describe, expect, it } from 'vitest';
import { SettingList } from '../../../src/k8s/configuration/settings.js';
import { readSpacedLines } from '../../../src/k8s/configuration/spaced-lines.js';

function settings(...lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const list = new SettingList(text);
  readSpacedLines(text, list);
  return list.all.map(({ group, key, value }) => `${group} ${key}=${value}`);
}

describe('`Key value` in sections', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'Fluentd',
      ['<match **>', '  @type forward', '  host es', '</match>', 'x y'],
      ['1 @type=forward', '1 host=es', '2 x=y'],
    ],
    ['Fluent Bit', ['[OUTPUT]', '    Host  es', '[OUTPUT]', '\tHost b'], ['1 Host=es', '2 Host=b']],
    ['outside of sections', ['a.b c d'], [' a.b=c d']],
    ['a comment behind a value', ['host es # the one', 'name x#y'], [' host=es', ' name=x#y']],
    ['no comment, and no key alone', ['# host es', 'host', 'host  ', '1 x'], []],
  ])('%s', (_, lines, expected) => {
    expect(settings(...lines)).toEqual(expected);
  });
});
