import { describe, expect, it } from 'vitest';
import { lintWith } from '../../src/engine/lint.js';
import { lint } from '../../src/index.js';
import { defineAdmissionRule, defineRule, type FixRecipe, type Rule } from '../../src/rule/rule.js';
import { textOf } from '../../src/text/source-file.js';
import { service, workload } from '../support/graphs.js';
import { repaired } from '../support/judge.js';

const meta = {
  severity: 'warning',
  summary: 'a rule of a test',
  fixable: false,
  since: '0.1.0',
} as const;

/** Says something at the name of every Service. */
const naming: Rule = defineRule({
  ...meta,
  id: 'named-service',
  kinds: ['Service'],
  *check({ resource }) {
    yield { message: 'once', at: { place: resource.at('metadata', 'name'), text: 'here' } };
    yield { message: 'twice', at: { place: resource.at('metadata', 'name'), text: 'here' } };
  },
});

const throwing: Rule = defineRule({
  ...meta,
  id: 'throwing-rule',
  kinds: ['Service'],
  check() {
    throw new Error('a bug');
  },
});

const SERVICE = service('s', '{selector: {app: web}, ports: [{port: 80}]}');

describe('lint', () => {
  it('of nothing is nothing', () => {
    expect(lint([])).toEqual({
      diagnostics: [],
      summary: { files: 0, resources: 0, errors: 0, warnings: 0, infos: 0, suppressed: 0 },
      crashes: [],
    });
  });

  it('says one mistake at one text once', () => {
    expect(lintWith([naming], [{ path: 'a.yaml', text: SERVICE }]).diagnostics.map(({ message }) => message)).toEqual([
      'once',
    ]);
  });

  it('puts findings in the order of paths and places, whatever the order of files', () => {
    const files = ['b.yaml', 'a.yaml', 'a/c.yaml'].map((path) => ({
      path,
      text: `${SERVICE}---\n${service('t', '{ports: [{port: 1}]}')}`,
    }));
    const order = (inputs: typeof files): readonly string[] =>
      lintWith([naming], inputs).diagnostics.map(({ primary }) => `${primary.span.file.path} ${textOf(primary.span)}`);
    expect(order(files)).toEqual(['a.yaml s', 'a.yaml t', 'a/c.yaml s', 'a/c.yaml t', 'b.yaml s', 'b.yaml t']);
    expect(order([...files].reverse())).toEqual(order(files));
  });

  it('takes severities from the options', () => {
    const severity = (set: 'error' | 'info' | 'off'): readonly string[] =>
      lintWith([naming], [{ path: 'a.yaml', text: SERVICE }], { rules: { 'named-service': set } }).diagnostics.map(
        (diagnostic) => diagnostic.severity,
      );
    expect([severity('error'), severity('info'), severity('off')]).toEqual([['error'], ['info'], []]);
  });

  it('counts', () => {
    const { summary } = lintWith(
      [naming],
      [
        { path: 'a.yaml', text: `${SERVICE}---\n${workload('web')}` },
        { path: 'b.yaml', text: '' },
      ],
    );
    expect(summary).toEqual({ files: 2, resources: 2, errors: 0, warnings: 1, infos: 0, suppressed: 0 });
  });

  it('a rule that throws hides no other', () => {
    const { diagnostics, crashes } = lintWith([throwing, naming], [{ path: 'a.yaml', text: SERVICE }]);
    expect(crashes.map(({ rule, error }) => [rule, String(error)])).toEqual([['throwing-rule', 'Error: a bug']]);
    expect(diagnostics.map(({ rule }) => rule).sort()).toEqual(['internal-error', 'named-service']);
  });

  it('builds nothing on what the API server refuses', () => {
    const refusing = defineAdmissionRule({
      ...meta,
      id: 'refused-service',
      severity: 'error',
      kinds: ['Service'],
      *check({ resource }) {
        yield { message: 'refused', at: { place: resource.at('kind'), text: 'no' } };
      },
    });
    const asking = defineRule({
      ...meta,
      id: 'asking-rule',
      kinds: ['Service'],
      *check({ resource }, graph) {
        yield {
          message: String(graph.unit.isRefused(resource)),
          at: { place: resource.at('metadata', 'name'), text: 'here' },
        };
      },
    });
    const heard = (rules: readonly Rule[]): readonly string[] =>
      lintWith(rules, [{ path: 'a.yaml', text: SERVICE }]).diagnostics.map(({ message }) => message);
    expect(heard([asking])).toEqual(['false']);
    expect(heard([refusing, asking])).toEqual(['refused', 'true']);
  });

  it.each(['36', 'latest', '2.0', ''])('refuses the version %j', (kubernetesVersion) => {
    expect(() => lint([], { kubernetesVersion })).toThrow(RangeError);
  });

  it('shows the anchor behind an alias', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: &n web}\nspec: {selector: {app: *n}, ports: [{port: 80}]}\n';
    const rule = defineRule({
      ...meta,
      id: 'aliased-value',
      kinds: ['Service'],
      *check({ resource }) {
        yield { message: 'aliased', at: { place: resource.at('spec', 'selector', 'app'), text: 'here' } };
      },
    });
    const [only] = lintWith([rule], [{ path: 'a.yaml', text }]).diagnostics;
    expect(only && [textOf(only.primary.span), only.related.map(({ span }) => textOf(span))]).toEqual(['*n', ['web']]);
  });
});

describe('fixes', () => {
  const fixed = (
    text: string,
    recipe: (resource: Parameters<Parameters<typeof defineRule<'Object'>>[0]['check']>[0]) => FixRecipe['changes'],
  ): string | null => {
    const rule = defineRule({
      ...meta,
      id: 'fixing-rule',
      kinds: ['Object'],
      *check(resource) {
        yield {
          message: 'x',
          at: { place: resource.at('kind'), text: 'x' },
          fix: { title: 'x', applicability: 'unsafe', changes: recipe(resource) },
        };
      },
    });
    const files = [{ path: 'a.yaml', text }];
    const fix = lintWith([rule], files).diagnostics[0]?.fix ?? null;
    return fix === null ? null : (repaired(files, fix)[0]?.text ?? null);
  };
  const head = 'apiVersion: v1\nkind: T\n';

  it.each<readonly [string, string | number, string]>([
    ['plain', 'http', 'http'],
    ['"quoted"', 'http', '"http"'],
    ["'single'", "it's", "'it''s'"],
    ['plain', 'yes', '"yes"'],
    ['plain', '80', '"80"'],
    ['plain', 80, '80'],
    ['plain', '', '""'],
    ['plain', 'a: b', '"a: b"'],
    ['plain', '# no comment', '"# no comment"'],
  ])('replace %s by %j', (before, by, after) => {
    expect(fixed(`${head}v: ${before} # kept\n`, (resource) => [{ replace: resource.at('v'), with: by }])).toBe(
      `${head}v: ${after} # kept\n`,
    );
  });

  it('of an aliased value are none, since the anchor serves others too', () => {
    expect(fixed(`${head}a: &a x\nv: *a\n`, (resource) => [{ replace: resource.at('v'), with: 'y' }])).toBeNull();
  });

  const insert = (text: string): string | null =>
    fixed(text, (resource) => [
      {
        after: { key: resource.keyAt('l', 0, 'port'), value: resource.at('l', 0, 'port') },
        entry: ['targetPort', 'http'],
      },
    ]);

  it.each([
    ['l:\n- port: 80\n', 'l:\n- port: 80\n  targetPort: http\n'],
    ['l:\n  - name: a\n    port: 80 # kept\n', 'l:\n  - name: a\n    port: 80 # kept\n    targetPort: http\n'],
    ['l: [{port: 80}]\n', 'l: [{port: 80, targetPort: http}]\n'],
    ['l:\n- {name: a, port: 80}\n', 'l:\n- {name: a, port: 80, targetPort: http}\n'],
  ])('insert into %j', (before, after) => {
    expect(insert(head + before)).toBe(head + after);
  });

  it('keep the line breaks of the file', () => {
    expect(insert(`${head}l:\n- port: 80\n`.replaceAll('\n', '\r\n'))).toBe(
      `${head}l:\n- port: 80\n  targetPort: http\n`.replaceAll('\n', '\r\n'),
    );
  });
});
