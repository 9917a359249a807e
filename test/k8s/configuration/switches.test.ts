import { describe, expect, it } from 'vitest';
import { readYamlLines } from '../../../src/k8s/configuration/yaml-lines.js';
import { SettingList } from '../../../src/k8s/configuration/settings.js';
import { switchesOf } from '../../../src/k8s/configuration/switches.js';

/** Whether the text `HERE` is kept from being used. */
function isOff(...lines: readonly string[]): boolean {
  const text = lines.join('\n');
  const list = new SettingList(text);
  const documents: number[] = [];
  readYamlLines(text, list, (start) => documents.push(start));
  return switchesOf(list.all, documents)(text.indexOf('HERE'));
}

describe('what a file keeps from being used (semantics 8.8)', () => {
  it.each<readonly [string, boolean, readonly string[]]>([
    ['what stands beside `enabled: false`', true, ['a:', '  enabled: false', '  host: HERE']],
    ['before it, too', true, ['a:', '  host: HERE', '  enabled: no']],
    ['what stands below', true, ['a:', '  enabled: off', '  b:', '    c:', '    - host: HERE']],
    ['beside `disabled: true`', true, ['a:', '  disabled: yes', '  host: HERE']],
    ['beside `enable: 0`', true, ['a:', '  Enable: 0', '  host: HERE']],
    ['not beside `enabled: true`', false, ['a:', '  enabled: true', '  host: HERE']],
    ['not beside `disabled: false`', false, ['a:', '  disabled: false', '  host: HERE']],
    ['not beside another switch', false, ['a:', '  tlsEnabled: false', '  host: HERE']],
    ['not elsewhere', false, ['a:', '  enabled: false', 'b:', '  host: HERE']],
    ['not above', false, ['a:', '  host: HERE', '  b:', '    enabled: false']],
    ['not beside a name that begins alike', false, ['a:', '  enabled: false', 'ab:', '  host: HERE']],
    ['not another item of a list', false, ['a:', '- enabled: false', '- host: HERE']],
    ['an item of a list', true, ['a:', '- enabled: false', '  host: HERE']],
    ['everything, where it stands at the top', true, ['enabled: false', 'a:', '  host: HERE']],
    ['not another document', false, ['enabled: false', '---', 'host: HERE']],
    ['what stands nowhere', false, ['a:', '  enabled: false', '# HERE']],
    ['a document for a profile of Spring', true, ['x: 1', '---', 'spring:', '  profiles: prod', 'host: HERE']],
    [
      'a document for a profile, as of today',
      true,
      ['spring:', '  config:', '    activate:', '      on-profile: prod', 'host: HERE'],
    ],
    ['not the document before it', false, ['host: HERE', '---', 'spring:', '  profiles: prod']],
    ['not the document behind it', false, ['spring:', '  profiles: prod', '---', 'host: HERE']],
    ['not what stands below `spring`', false, ['spring:', '  name: x', 'host: HERE']],
    ['not other profiles', false, ['aws:', '  profiles: prod', 'host: HERE']],
    ['nothing without switches', false, ['host: HERE']],
  ])('%s', (_, expected, lines) => {
    expect(isOff(...lines)).toBe(expected);
  });
});
