import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/answers/contract/contract.js';
import { describeContract, lint } from '../../../src/index.js';
import { layoutOf, type Link, type Node } from '../../../src/report/pages/layout.js';
import { graphPage, reportPage } from '../../../src/report/pages/pages.js';
import { readProject } from '../../support/project.js';
import { result } from '../examples.js';
import { HOSTILE, hostileFinding } from '../hostile.js';
import { hostileContract } from '../graphs/hostile-contract.js';

const OPTIONS = { version: '1', color: false, width: 80 };
const { files } = readProject('fixtures/graphs/broken');
const contract = describeContract(files);
const pages = [
  ['of the contract', graphPage(contract, OPTIONS)],
  ['of a report', reportPage(lint(files), OPTIONS)],
] as const;

/** What stands between two tags of a page. */
function within(page: string, tag: string): string {
  return new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';
}

describe.each(pages)('the page %s', (_, page) => {
  it('runs the one script and the one style that stand in it, and lets nothing out', () => {
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(page).toContain(`script-src ${hash(within(page, 'script'))}`);
    expect(page).toContain(`style-src ${hash(within(page, 'style'))}`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\b(?:src|style|on\w+)="|\bhref="(?!data:,"|#)|@import|url\((?!#)/);
  });

  it('is closed where it is opened', () => {
    expect(openTags(page)).toEqual([]);
  });
});

it('is the same for the same files', () => {
  expect(graphPage(describeContract(files), OPTIONS)).toBe(pages[0][1]);
  expect(graphPage(describeContract([...files].reverse()), OPTIONS)).toBe(pages[0][1]);
});

/** The tags that are open at the end, or closed without being open. */
function openTags(page: string): readonly string[] {
  const body = page.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
  const open: string[] = [];
  for (const [, slash, name = '', rest] of body.matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^">])*)>/g)) {
    if (VOID.has(name) || rest?.endsWith('/') === true) continue;
    if (slash !== '/') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

const VOID = new Set(['meta', 'link', 'input']);

describe('hostile texts', () => {
  const own = new Set(pages.flatMap(([, page]) => [...page.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name)));

  it.each([
    ['a contract', (text: string) => graphPage(hostileContract(text), OPTIONS)],
    ['a report', (text: string) => reportPage(result([hostileFinding(text)]), OPTIONS)],
  ] as const)('make no tag, no attribute and no hidden character in %s', (_, pageOf) => {
    const plain = pageOf('plain');
    const shapeOf = (page: string): readonly string[] =>
      [...page.matchAll(/<(\/?[a-z0-9]+)((?:"[^"]*"|[^">])*)>/g)].map(
        ([, name, rest = '']) => `${name} ${[...rest.replace(/"[^"]*"/g, '""').matchAll(/[\w-]+(?==)/g)].join(' ')}`,
      );
    const kinds = new Set(shapeOf(plain));
    for (const text of HOSTILE) {
      const page = pageOf(text);
      expect(openTags(page)).toEqual([]);
      expect(shapeOf(page).filter((tag) => !kinds.has(tag) && !/^\/?code |^\/?span /.test(tag))).toEqual([]);
      // eslint-disable-next-line no-control-regex -- control characters are what must not be there
      expect(page).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      for (const [, name] of page.matchAll(/<([a-z0-9]+)/g)) expect([...own, 'li', 'ul']).toContain(name);
    }
  });
});

describe('layout', () => {
  const label = { lines: [], width: 120, height: 46 };
  const small = { lines: [], width: 40, height: 18 };
  const node = (id: string): Node => ({ id, label });
  const link = (from: string, to: string, isCall = false): Link => ({ from, to, label: small, isCall });

  /** Pairs of boxes that overlap. */
  function overlaps(nodes: readonly Node[], links: readonly Link[]): readonly string[] {
    const { places } = layoutOf(nodes, links);
    return nodes.flatMap(({ id }, at) =>
      nodes.slice(at + 1).flatMap((other) => {
        const [a, b] = [places.get(id), places.get(other.id)];
        if (a === undefined || b === undefined) return [`${id} or ${other.id} has no place`];
        return Math.abs(a.x - b.x) < 120 && Math.abs(a.y - b.y) < 46 ? [`${id} and ${other.id}`] : [];
      }),
    );
  }

  it('lets no boxes overlap, in circles of calls as in trees', () => {
    const names = Array.from({ length: 12 }, (_, at) => at);
    const nodes = names.flatMap((at) => [node(`s${at}`), node(`w${at}`)]);
    const selects = names.map((at) => link(`s${at}`, `w${at}`));
    const calls = names.flatMap((at) => [
      link(`w${at}`, `s${(at * 5 + 1) % 12}`, true),
      link(`w${at}`, `s${(at + 3) % 12}`, true),
    ]);
    expect(overlaps(nodes, selects)).toEqual([]);
    expect(overlaps(nodes, [...selects, ...calls])).toEqual([]);
    expect(overlaps([...nodes, node('alone')], [link('s0', 's0', true)])).toEqual([]);
  });

  it('leaves the calls out where nobody could follow them, and still places every box', () => {
    const names = Array.from({ length: 60 }, (_, at) => at);
    const nodes = names.flatMap((at) => [node(`s${at}`), node(`w${at}`)]);
    const calls = names.flatMap((at) => [1, 2, 3].map((by) => link(`w${at}`, `s${(at * 7 + by * 13) % 60}`, true)));
    const links = [...names.map((at) => link(`s${at}`, `w${at}`)), ...calls];
    expect(overlaps(nodes, links)).toEqual([]);
    expect(layoutOf(nodes, links).routes.size).toBe(60);
  });
});

it('has nothing to show for nothing', () => {
  const empty: Contract = { namespaces: [], edges: [], findings: [], otherFindings: 0 };
  expect(openTags(graphPage(empty, OPTIONS))).toEqual([]);
  expect(reportPage(lint([]), OPTIONS)).toContain('nothing to judge');
});
