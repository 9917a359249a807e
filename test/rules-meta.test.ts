import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { HEADINGS } from '../scripts/generate/headings.js';
import { ruleFiles } from '../scripts/generate/rule-index.js';
import { headOf, pageOf } from '../scripts/generate/rule-page.js';
import { fixedIn, foldersIn } from './support/project.js';

it('lists every file of rules/ and nothing else, in order, with its folder as category', () => {
  expect(rules.map(({ id, category }) => ({ id, category }))).toEqual(
    ruleFiles().map(({ id, category }) => ({ id, category })),
  );
});

it('has no fixtures and no pages of rules that are gone', () => {
  const ids = rules.map(({ id }) => id);
  expect(foldersIn('fixtures/rules').filter((id) => !ids.includes(id))).toEqual([]);
  expect(readdirSync('docs/rules').filter((name) => !ids.includes(name.replace(/\.md$/, '')))).toEqual([]);
});

it('calls few rules with every object: those about metadata, identity, or fields of any kind', () => {
  expect(rules.filter(({ kinds }) => kinds.includes('Object')).map(({ id }) => id)).toEqual([
    'duplicate-object',
    'foreign-namespace',
    'invalid-label',
    'invalid-name',
    'misplaced-field',
    'missing-identity',
    'mixed-namespaces',
    'null-map-value',
    'removed-api-version',
    'unknown-field',
    'unknown-kind',
    'wrong-field-type',
  ]);
});

it('lets every rule that says what is not among the linted files ask how sure that is', () => {
  const silent = ruleFiles().filter(({ path }) => {
    const source = readFileSync(`rules/${path}.ts`, 'utf8');
    return (
      /which (?:is not|no \w+) among the linted files|selects no .* among the linted/.test(source) &&
      !/closure|leftBehind/.test(source)
    );
  });
  // A Gateway, its proxies, a class, and what an alias or written endpoints are for come from elsewhere: infos. A peer
  // of a policy is judged by what differs from a label that is there.
  expect(silent.map(({ id }) => id).sort()).toEqual([
    'external-name-misuse',
    'stranded-endpoints',
    'unknown-gateway',
    'unknown-ingress-class',
    'unmatched-istio-gateway',
    'unmatched-policy-peer',
  ]);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const cases = foldersIn(`fixtures/rules/${rule.id}`);
  const failing = cases.filter((name) => !name.startsWith('ok-'));

  it('has a name that reads well after "allow"', () => {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(rule.id).not.toMatch(/^(no|require|prefer)-/);
  });

  it('has a summary of one line', () => {
    expect(rule.summary).toMatch(/^[^\n]{10,110}$/);
    expect(rule.summary).not.toMatch(/[.?!]$/);
    expect(rule.summary.split('`').length % 2).toBe(1);
  });

  it('has two failing and two silent cases at least', () => {
    expect(failing.length).toBeGreaterThanOrEqual(2);
    expect(cases.length - failing.length).toBeGreaterThanOrEqual(2);
  });

  it('has a page with the headings in their order', () => {
    const page = pageOf(rule.id);
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    expect(text.split('\n')[0]).toBe(`# ${rule.id}`);
    expect(text).toContain(`-->\n${headOf(rule)}<!--`);
    expect(text.match(/^## .*$/gm)).toEqual(HEADINGS);
    const empty = text
      .split(/^(?=## )/m)
      .slice(1)
      .filter((section) => section.split('\n').slice(1).join('').trim() === '');
    expect(empty).toEqual([]);
  });

  it('came with a version that the changelog has', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`\n## ${rule.since}\n`);
  });
});

describe.each(rules.filter(({ fixable }) => fixable === 'safe' || fixable === 'unsafe').map(({ id }) => id))(
  '%s',
  (id) => {
    it('has repaired texts in its fixtures', () => {
      expect(foldersIn(`fixtures/rules/${id}`).some((name) => fixedIn(`fixtures/rules/${id}/${name}`).length > 0)).toBe(
        true,
      );
    });
  },
);
