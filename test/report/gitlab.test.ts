import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { gitlab } from '../../src/report/formats/gitlab.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, examples, label, result } from './examples.js';
import { HOSTILE, hostileFinding } from './hostile.js';
import { commandsIn } from './runner.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };

/** The fields that GitLab's documentation of the code quality report format names. */
const FIELDS = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        additionalProperties: false,
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)' },
          lines: {
            type: 'object',
            additionalProperties: false,
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

const validate = new Ajv({ allErrors: true }).compile(FIELDS);

function entriesOf(
  diagnostics: readonly Diagnostic[],
  options: Partial<ReportOptions> = {},
): readonly Readonly<Record<string, unknown>>[] {
  const printed = gitlab(result(diagnostics), { ...plain, ...options });
  expect(commandsIn(printed)).toEqual([]);
  const entries = JSON.parse(printed) as readonly Readonly<Record<string, unknown>>[];
  expect(validate(entries) ? [] : validate.errors).toEqual([]);
  return entries;
}

describe('gitlab', () => {
  it('is an entry for each finding', () => {
    const [selector] = Object.values(examples());
    expect(entriesOf(selector === undefined ? [] : [selector])).toEqual([
      {
        description: 'Service `web` selects no Pods (shop/deployment.yaml:14)',
        check_name: 'unmatched-service-selector',
        fingerprint: '4438509a3312caf0:1',
        severity: 'critical',
        location: { path: 'shop/service.yaml', lines: { begin: 8, end: 8 } },
      },
    ]);
    expect(entriesOf([])).toEqual([]);
    expect(validate([{ description: '' }])).toBe(false);
  });

  it('gives each its own fingerprint', () => {
    const [one] = Object.values(examples());
    const entries = entriesOf(
      [...Object.values(examples()), ...(one === undefined ? [] : [one])].map((each) => ({ ...each })),
    );
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(7);
  });

  it('has a severity of its own for each of ours, and paths from the root of the repository', () => {
    const file = sourceFile('a.yaml', 'a: b\n');
    const found = (['error', 'warning', 'info'] as const).map((severity) =>
      diagnostic({ severity, primary: label(file, 1, 'b', ''), related: [label(file, 1, 'a', '')] }),
    );
    const entries = entriesOf(found, { folder: 'deploy' });
    expect(entries.map(({ severity }) => severity)).toEqual(['critical', 'minor', 'info']);
    expect(entries[0]).toMatchObject({
      description: 'Service `web` is odd (deploy/a.yaml:1)',
      location: { path: 'deploy/a.yaml' },
    });
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text), text]))('keeps %s in one visible line', (_, text) => {
    const [entry] = entriesOf([hostileFinding(text)]);
    expect(entry?.['description']).not.toMatch(/[\p{Cc}\u2028\u2029\u202E]/u);
  });
});
