import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { STOPS, verdictOf } from '../../../src/answers/walk/stops.js';

const page = readFileSync('docs/trace.md', 'utf8');

it('docs/trace.md lists every stop, with what it means', () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (stops|unknown) \| (.*) \|$/gm)].map(
    ([, kind, ends, title]) => ({
      kind,
      ends: ends === 'stops' ? 'broken' : 'unknown',
      title,
    }),
  );
  expect(listed).toEqual(Object.entries(STOPS).map(([kind, stop]) => ({ kind, ...stop })));
});

it('docs/trace.md shows what a case prints', () => {
  const printed = readFileSync('fixtures/trace/ports-unknown-target-name/expected.txt', 'utf8');
  expect(page).toContain(`\`\`\`\n${printed.trim()}\n\`\`\``);
});

it('what breaks a request weighs more than what nobody can tell', () => {
  expect(verdictOf([])).toBe('arrives');
  expect(verdictOf(['external-name'])).toBe('unknown');
  expect(verdictOf(['external-name', 'never-ready'])).toBe('broken');
  expect(verdictOf(['never-ready', 'external-name'])).toBe('broken');
});
