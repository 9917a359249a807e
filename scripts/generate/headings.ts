/** The headings of a rule's page, in their order. */
export const HEADINGS: readonly string[] = [
  '## What it finds',
  '## Why it matters',
  '## Example',
  '## How to fix',
  '## When to allow it',
];
