import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint, predictEndpoints } from '../../src/index.js';
import { silencingsIn } from '../../src/silence/comments.js';
import { positionAt, sourceFile, textOf } from '../../src/text/source-file.js';
import { commentsIn } from '../../src/yaml/stream/comments.js';
import { parseFile } from '../../src/yaml/parse.js';

/** The lines that each silencing of a text covers, as `first-last`; `-` where it covers none. */
function coverage(text: string): readonly string[] {
  return silencingsIn(parseFile(sourceFile('a.yaml', text))).map(({ covers }) => {
    if (covers === undefined) return '-';
    const last = covers.end === covers.start ? covers.start : covers.end - 1;
    return `${positionAt(covers.file, covers.start).line}-${positionAt(covers.file, last).line}`;
  });
}

const A = '# svclint: allow some-rule -- because';

describe('what a comment covers', () => {
  it.each([
    ['the entry on its line', `kind: A\nspec: ${A}\n  a: 1\n  b: 2\nc: 3\n`, ['2-4']],
    ['the entry below it', `kind: A\n${A}\nspec:\n  a: 1\nc: 3\n`, ['3-4']],
    [
      'the entry below it, past comments and blank lines',
      `kind: A\n${A}\n# more\n\n   # and more\nspec:\n  a: 1\nc: 3\n`,
      ['6-7'],
    ],
    ['several comments, the same entry', `kind: A\n${A}\n${A}\nspec: 1\n`, ['4-4', '4-4']],
    ['the whole item at its first line', `kind: A\nl:\n  - a: 1 ${A}\n    b: 2\n  - c: 3\n`, ['3-4']],
    ['the whole item below it', `kind: A\nl:\n  ${A}\n  - a: 1\n    b: 2\n  - c: 3\n`, ['4-5']],
    ['the item behind a bare dash', `kind: A\nl:\n  - ${A}\n    a: 1\n    b: 2\n  - c: 3\n`, ['4-5']],
    ['an entry inside an item', `kind: A\nl:\n  - a: 1\n    b: 2 ${A}\n  - c: 3\n`, ['4-4']],
    ['a list that is not indented', `kind: A\nl: ${A}\n- a: 1\n- b: 2\nc: 3\n`, ['2-4']],
    ['a flow collection over several lines', `kind: A\nl: { ${A}\n  a: 1,\n  b: 2 }\nc: 3\n`, ['2-4']],
    ['one entry of a flow collection', `kind: A\nl: {\n  a: 1, ${A}\n  b: 2\n}\n`, ['3-3']],
    ['the smallest entry around a line on which none begins', `kind: A\nl: {\n  a: [1,\n  2\n  ] ${A}\n}\n`, ['3-5']],
    ['the document, at its head', `${A}\nkind: A\nb: 1\n---\nkind: B\n`, ['1-3']],
    ['the document behind other comments', `# licence\n\n${A}\nkind: A\n---\nkind: B\n`, ['1-4']],
    ['the second document, at its head', `kind: A\n---\n${A}\nkind: B\nb: 1\n`, ['2-5']],
    ['the document, on the line of its dashes', `kind: A\n--- ${A}\nkind: B\nb: 1\n`, ['2-4']],
    ['the first document, before its dashes', `${A}\n---\nkind: B\nb: 1\n---\nkind: C\n`, ['1-4']],
    ['nothing, at the end', `kind: A\n${A}\n---\nkind: B\n`, ['-']],
    ['nothing, where no document follows', `kind: A\n---\n${A}\n`, ['-']],
    ['only its own line of an alias', `kind: A\nx: &x\n  a: 1\ny: *x ${A}\n`, ['4-4']],
    ['a block of broken YAML', `kind: A\nb: ]\n${A}\nmore:\n  - c: 1\n  - d\nx: 1\n`, ['4-6']],
    ['a block of a template', `kind: A\nspec: {{ .a }}\nports: ${A}\n- a: {{ .b }}\n  c: 1\n\n- d: 1\nx: 1\n`, ['3-7']],
    ['a template, at its head', `${A}\nkind: A\nspec: {{ .a }}\n`, ['1-3']],
  ])('%s', (_, text, lines) => {
    expect(coverage(text)).toEqual(lines);
    expect(coverage(text.replaceAll('\n', '\r\n'))).toEqual(lines);
  });

  it('is counted behind a byte order mark', () => {
    expect(coverage(`\uFEFF${A}\nkind: A\nb: 1\n`)).toEqual(['1-3']);
  });
});

describe('what is a comment', () => {
  it.each([
    ['text of a block scalar', `kind: A\na: |\n  ${A}\n`],
    ['text of a folded scalar with an indicator', `kind: A\na: >2-\n    ${A}\n`],
    ['text in quotes', `kind: A\na: "x ${A}"\nb: 'y ${A}'\n`],
    ['text in quotes over lines', `kind: A\na: "x\n  ${A}"\n`],
    ['a plain scalar with a sharp sign', 'kind: A\na: x#svclint: allow some-rule -- because\n'],
    ['JSON', '{ "kind": "A", "a": "# svclint: allow some-rule -- because" }\n'],
  ])('not %s', (_, text) => {
    expect(coverage(text)).toEqual([]);
  });

  it.each([
    '#svclint: allow some-rule -- because',
    '## svclint:allow some-rule -- because',
    '#  svclint:  allow  some-rule  --  because ',
  ])('%s', (comment) => {
    const [silencing] = silencingsIn(parseFile(sourceFile('a.yaml', `kind: A\na: 1 ${comment}\n`)));
    expect(silencing).toMatchObject({ reason: 'because', malformed: undefined });
    expect(silencing?.rules.map(({ id, span }) => [id, textOf(span)])).toEqual([['some-rule', 'some-rule']]);
  });

  it.each([
    ['allow a-rule,b-rule -- x -- y', ['a-rule', 'b-rule'], 'x -- y', undefined],
    ['allow a-rule , b-rule, --', ['a-rule', 'b-rule'], undefined, undefined],
    ['allow a--rule -- x', ['a--rule'], 'x', undefined],
    ['allow', [], undefined, 'empty'],
    ['allow -- x', [], 'x', 'empty'],
    ['allow , -- x', [], 'x', 'empty'],
    ['allow a-rule, B -- x', ['a-rule'], 'x', 'name'],
    ['allowed a-rule', [], undefined, 'word'],
    ['', [], undefined, 'word'],
  ])('reads `%s`', (text, rules, reason, malformed) => {
    const [silencing] = silencingsIn(parseFile(sourceFile('a.yaml', `a: 1 # svclint: ${text}\n`)));
    expect(silencing?.rules.map(({ id }) => id)).toEqual(rules);
    expect([silencing?.reason, silencing?.malformed?.kind]).toEqual([reason, malformed]);
  });

  it('finds every comment of a text where it stands, and tiles the file with documents', () => {
    const piece = fc.constantFrom(
      'a: 1',
      'b: |',
      '  c',
      '# d',
      ' # e',
      '---',
      '--- # f',
      '- "g # h"',
      "'",
      '"',
      '{',
      '}',
      '[i,',
      ']',
      '\uFEFF',
      '\t',
      '',
      '...',
      '? j',
      '&k',
      '\u001f',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (pieces, lineBreak) => {
        const file = sourceFile('a.yaml', pieces.join(lineBreak));
        const documents = commentsIn(file);
        let at = 0;
        for (const { region, comments } of documents) {
          expect(region.start).toBe(at);
          at = region.end;
          for (const { span } of comments) {
            expect(textOf(span)).toMatch(/^#[^\n]*\S$|^#$/);
            expect(region.start <= span.start && span.end <= region.end).toBe(true);
          }
        }
      }),
    );
  });
});

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
      color: red
`;

describe('a silenced finding', () => {
  const found = (text: string, options = {}): readonly string[] =>
    lint([{ path: 'a.yaml', text }], options).diagnostics.map(({ rule }) => rule);

  it('is counted', () => {
    const silenced = SERVICE.replace('red', 'red # svclint: allow unknown-field -- a webhook reads it');
    expect(lint([{ path: 'a.yaml', text: SERVICE }]).summary).toMatchObject({ errors: 1, suppressed: 0 });
    expect(lint([{ path: 'a.yaml', text: silenced }]).summary).toMatchObject({ errors: 0, suppressed: 1 });
  });

  it('no longer makes the API server refuse its object', () => {
    const sources = (text: string): readonly string[] =>
      predictEndpoints([{ path: 'a.yaml', text }]).map(({ source }) => source);
    expect(sources(SERVICE)).toEqual(['rejected']);
    expect(sources(SERVICE.replace('red', 'red # svclint: allow unknown-field -- a webhook reads it'))).toEqual([
      'selector',
    ]);
  });

  it('is silenced at its primary place, never at the other end', () => {
    const deployment = (label: string): string =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: ${label} } }\n` +
      `  template: ${A.replace('some-rule', 'unmatched-service-selector')}\n    metadata: { labels: { app: ${label} } }\n    spec: { containers: [{ name: web, image: web }] }\n`;
    expect(found(SERVICE.replace('      color: red\n', '') + deployment('wbe'))).toEqual([
      'unmatched-service-selector',
      'unused-silencing',
    ]);
  });

  it('of a switched-off rule leaves its silencing alone', () => {
    const text = SERVICE.replace('red', 'red # svclint: allow unknown-field -- a webhook reads it');
    expect(found(text, { rules: { 'unknown-field': 'off', 'unmatched-service-selector': 'off' } })).toEqual([]);
  });

  it('may be that of a broken document or of a template', () => {
    const silent = (rule: string, rest: string): readonly string[] =>
      found(`# svclint: allow ${rule} -- it is filled in later\n${rest}`);
    expect(silent('unparsable-document', 'kind: Service\napiVersion: [v1\n')).toEqual([]);
    expect(silent('skipped-template', 'kind: Service\napiVersion: {{ .v }}\n')).toEqual([]);
  });
});
