import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { fieldsOf } from '../../scripts/settings/generate.js';
import { settingsSchema } from '../../scripts/settings/schema.js';
import { readSettings } from '../../src/settings/read.js';
import { positionAt, sourceFile, textOf } from '../../src/text/source-file.js';

const ids = rules.map(({ id }) => id);

/** `2:3 text message`: where each mistake stands, and what is said. */
function mistakes(text: string): readonly string[] {
  const read = readSettings(sourceFile('svclint.yaml', text), ids);
  if (!('problems' in read)) return [];
  return read.problems.map(({ message, primary }) => {
    const { line, column } = positionAt(primary.span.file, primary.span.start);
    return `${line}:${column} ${textOf(primary.span)} | ${message} | ${primary.text}`;
  });
}

const SEVERITY = 'takes `error`, `warning`, `info`, or `off`';

describe('a wrong settings file', () => {
  it.each([
    ['failon: warning\n', ['1:1 failon | unknown setting `failon` | there is a setting with a similar name: `failOn`']],
    ['colour: red\n', ['1:1 colour | unknown setting `colour` | no setting has this name']],
    ['__proto__: 1\n', ['1:1 __proto__ | unknown setting `__proto__` | no setting has this name']],
    [
      'rules:\n  unknown-fild: off\n',
      ['2:3 unknown-fild | unknown rule `unknown-fild` | there is a rule with a similar name: `unknown-field`'],
    ],
    [
      'overrides:\n  - rules: { everything: off }\n',
      ['2:14 everything | unknown rule `everything` | no rule has this name'],
    ],
    ['rules: { unknown-field: false }\n', [`1:25 false | \`rules.unknown-field\` ${SEVERITY} | this is \`false\``]],
    [
      'rules: { unknown-field: hint }\n',
      [`1:25 hint | \`rules.unknown-field\` ${SEVERITY} | this is the text \`hint\``],
    ],
    ['rules: [unknown-field]\n', [`1:1 rules | \`rules\` takes a map of rules and severities | this is a list`]],
    [
      'overrides:\n  - path: k8s\n    rules: {}\n',
      ['2:5 path | unknown setting `path` | there is a setting with a similar name: `paths`'],
    ],
    ['overrides:\n  - paths: [k8s]\n', ['2:5 paths | `overrides[0]` lacks `rules` | `rules` must stand here']],
    [
      'overrides:\n  - resources: [web]\n    rules: {}\n',
      [
        `2:17 web | \`overrides[0].resources[0]\` takes \`KIND/NAME\` or \`KIND/NAMESPACE/NAME\`, with \`*\` for any run of characters | this is the text \`web\``,
      ],
    ],
    ['kubernetesVersion: 2\n', [`1:20 2 | \`kubernetesVersion\` takes a version such as \`1.34\` | this is \`2\``]],
    [
      'namespace: Shop\n',
      [
        `1:12 Shop | \`namespace\` takes a name of lower case letters, digits and \`-\`, 63 at most | this is the text \`Shop\``,
      ],
    ],
    ['maxWarnings: -1\n', [`1:14 -1 | \`maxWarnings\` takes a whole number, 0 or more | this is the text \`-1\``]],
    ['- rules\n', [`1:3 rules | a settings file takes a map of settings | this is a list`]],
    ['failOn: info\nfailOn: never\n', ['2:1 failOn | the setting `failOn` stands there twice | this one would count']],
    ['failOn: info\n---\nnamespace: a\n', ['3:1 n | the settings are 2 documents, not one | a second document begins']],
    [
      'failon: 1\nrules:\n  unknown-fild: maybe\n',
      [
        '1:1 failon | unknown setting `failon` | there is a setting with a similar name: `failOn`',
        '3:3 unknown-fild | unknown rule `unknown-fild` | there is a rule with a similar name: `unknown-field`',
        `3:17 maybe | \`rules.unknown-fild\` ${SEVERITY} | this is the text \`maybe\``,
      ],
    ],
  ])('%j', (text, expected) => {
    expect(mistakes(text)).toEqual(expected);
    expect(mistakes(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it('that is no YAML is said with its place', () => {
    expect(mistakes('rules:\n  a: ]\n')).toHaveLength(1);
    expect(mistakes('a: *b\n')).toEqual([
      '1:4 *b | no anchor `b` stands before this alias in the document | the settings cannot be read',
    ]);
  });
});

describe('a settings file', () => {
  const settings = (text: string): unknown => {
    const read = readSettings(sourceFile('svclint.yaml', text), ids);
    return 'problems' in read ? read.problems.map(({ message }) => message) : read.settings;
  };

  it.each(['', '# nothing yet\n', '---\n', '{}\n'])('that says nothing is fine: %j', (text) => {
    expect(settings(text)).toEqual({});
  });

  it('reads `off` as a word and versions as text', () => {
    expect(settings('kubernetesVersion: 1.30\nrules:\n  unknown-field: off\n  duplicate-key: "off"\n')).toEqual({
      kubernetesVersion: '1.30',
      rules: { 'unknown-field': 'off', 'duplicate-key': 'off' },
    });
  });

  it('leaves out settings without a value', () => {
    expect(settings('namespace:\nserverSide: true\nmaxWarnings: 0\nunits:\n')).toEqual({
      serverSide: true,
      maxWarnings: 0,
    });
  });

  it('takes aliases and merge keys', () => {
    expect(
      settings(
        'rules: &r\n  unknown-field: info\noverrides:\n  - paths: [a]\n    rules: { <<: *r, duplicate-key: off }\n',
      ),
    ).toEqual({
      rules: { 'unknown-field': 'info' },
      overrides: [{ paths: ['a'], rules: { 'unknown-field': 'info', 'duplicate-key': 'off' } }],
    });
  });
});

describe('schema/settings.schema.json', () => {
  const published = JSON.parse(readFileSync('schema/settings.schema.json', 'utf8')) as object;
  const validate = new Ajv({ strictTypes: false }).compile(published);

  it.each([
    [{ rules: { 'unknown-field': 'off' }, kubernetesVersion: '1.34', units: [{ path: 'envs/*' }] }, true],
    [{ rules: { 'unknown-fild': 'off' } }, false],
    [{ overrides: [{ paths: ['a'] }] }, false],
    [{ namespace: 'Shop' }, false],
  ])('judges %j as the program does', (data, isRight) => {
    expect(validate(data)).toBe(isRight);
    expect(mistakes(JSON.stringify(data)).length === 0).toBe(isRight);
  });

  it('says of every setting what it is, and of every value what it takes', () => {
    for (const [path, { takes, schema }] of fieldsOf(settingsSchema(rules), '', settingsSchema(rules))) {
      expect(takes, path).not.toBe('');
      if (!path.endsWith('*')) expect(schema.description, path).toMatch(/\w.*\.$/);
    }
  });
});
