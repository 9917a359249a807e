import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeContract, lint } from '../../../src/index.js';
import { graphPage, reportPage } from '../../../src/report/pages/pages.js';
import { readProject } from '../../support/project.js';

/** Debian's package, which `.ci/run` installs where there is neither; then that of the machines of GitHub. */
const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
const CHROMIUM = [process.env['CHROMIUM'] ?? '', ...PROGRAMS].find((path) => path !== '' && existsSync(path));
const TIMEOUT = 120_000;

const files = ['shop', 'broken', 'gateway'].flatMap((name) =>
  readProject(join('fixtures/graphs', name)).files.map((file) => ({ ...file, path: `${name}-${file.path}` })),
);
const OPTIONS = { version: '1', color: false, width: 80 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(CHROMIUM === undefined)('in Chromium (skipped where neither it nor Chrome is there)', () => {
  let folder = '';
  let browser: Browser;
  const problems: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'svclint-pages-'));
    writeFileSync(join(folder, 'graph.html'), graphPage(describeContract(files), OPTIONS));
    writeFileSync(join(folder, 'report.html'), reportPage(lint(files), OPTIONS));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  }, TIMEOUT);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** A page, opened; what it asks the network for, and what it complains of, is kept in `problems`. */
  async function opened(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('console', (message) => problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) problems.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, name)).href);
    return page;
  }

  const shown = (page: Page): Promise<readonly string[]> =>
    page.$$eval('.list .name', (names) =>
      names.filter((name) => name.checkVisibility()).map((name) => name.textContent),
    );

  it(
    'searches, filters by namespace and by what is broken, and closes again what a search has opened',
    async () => {
      const page = await opened('graph.html');
      expect(await shown(page)).toEqual([]);
      await page.fill('input[type=search]', 'serach');
      expect(await shown(page)).toEqual(['serach']);
      await page.fill('input[type=search]', 'shop.example.com 9090');
      expect(await shown(page)).toEqual(['cart']);
      await page.fill('input[type=search]', '');
      expect(await shown(page)).toEqual([]);
      await page.check('input[name=broken]');
      expect(await shown(page)).toEqual(['search', 'web', 'serach']);
      await page.uncheck('input[name=broken]');
      await page.selectOption('select', { label: 'data' });
      expect(await shown(page)).toEqual(['db', 'mail']);
      await page.selectOption('select', { label: 'all' });
      expect(await page.$$eval('.namespace', (all) => all.filter((each) => each.checkVisibility()).length)).toBe(5);
    },
    TIMEOUT,
  );

  it(
    'can be used with the keyboard alone',
    async () => {
      const page = await opened('graph.html');
      await page.keyboard.press('/');
      await page.keyboard.type('books');
      const focused: unknown[] = [];
      for (let tabs = 0; tabs < 8; tabs++) {
        await page.keyboard.press('Tab');
        focused.push(await page.evaluate('document.activeElement.parentElement.id'));
      }
      expect(focused).toContain('n0');
      await page.focus('#n0 .service summary');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await page.$$eval('.list .service[open] .name', (names) => names.map((name) => name.textContent))).toEqual(
        ['search'],
      );
      expect(await page.textContent('.service[open] .chain')).toContain('broken-books.yaml:42');
      expect(await page.$$eval('.picture .part.chosen', (parts) => parts.length)).toBe(2);
      await page.keyboard.press('Escape');
      expect(await page.$$('.service[open]')).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'opens in the list what is clicked in the picture',
    async () => {
      const page = await opened('graph.html');
      await page.click('#n0 > summary');
      await page.click('#n0 .picture .part.service:has-text("audit")');
      expect(await page.textContent('.service[open] .name')).toBe('audit');
    },
    TIMEOUT,
  );

  it(
    'lets no boxes overlap, and no text leave its box',
    async () => {
      const page = await opened('graph.html');
      await page.$$eval('details', (all) => all.forEach((each) => each.setAttribute('open', '')));
      const faults = await page.$$eval('.picture', (pictures) =>
        pictures.flatMap((picture) => {
          const boxes = [...picture.querySelectorAll('.part')].map((part) => ({
            name: part.textContent,
            box: part.querySelector('.box').getBoundingClientRect(),
            texts: [...part.querySelectorAll('text')].map((text) => text.getBoundingClientRect()),
          }));
          return boxes.flatMap(({ name, box, texts }, at) => [
            ...(texts.some(({ left, right }) => left < box.left || right > box.right) ? [`${name} is too wide`] : []),
            ...boxes
              .slice(at + 1)
              .filter(
                ({ box: other }) =>
                  box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
              )
              .map(({ name: other }) => `${name} over ${other}`),
          ]);
        }),
      );
      expect(faults).toEqual([]);
    },
    TIMEOUT,
  );

  it.each([
    ['graph.html', 'light'],
    ['graph.html', 'dark'],
    ['report.html', 'light'],
    ['report.html', 'dark'],
  ] as const)(
    'axe finds nothing serious in %s, %s',
    async (name, colorScheme) => {
      const page = await opened(name, { colorScheme, reducedMotion: 'reduce' });
      await page.$$eval('.namespace', (all) => all.forEach((each) => each.setAttribute('open', '')));
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
        interface Violation {
          readonly id: string;
          readonly impact: string;
          readonly nodes: readonly { readonly html: string }[];
        }
        const { violations } = await axe.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(found).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'moves nothing for those who ask for that',
    async () => {
      const page = await opened('graph.html', { reducedMotion: 'reduce' });
      const durations = await page.evaluate(
        "[...new Set([...document.querySelectorAll('*')].map((each) => getComputedStyle(each).transitionDuration))]",
      );
      expect(durations).toEqual(['0s']);
    },
    TIMEOUT,
  );

  it(
    'shows all of it on paper, and afterwards what was shown before',
    async () => {
      const page = await opened('graph.html');
      await page.click('#n0 > summary');
      await page.click('#n0 .list .service summary');
      const open = (): Promise<number> => page.$$eval('details[open]', (all) => all.length);
      expect(await open()).toBe(2);
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.evaluate('new Promise(requestAnimationFrame)'); // the events of details come later
      expect(await page.$$eval('details:not([open])', (all) => all.length)).toBe(0);
      const shades = await page.evaluate(
        "[...new Set([...document.querySelectorAll('.faint')].map((each) => getComputedStyle(each).opacity))]",
      );
      expect(shades).toEqual(['1']);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await open()).toBe(2);
    },
    TIMEOUT,
  );

  it(
    'can be read without scripts',
    async () => {
      const page = await opened('graph.html', { javaScriptEnabled: false });
      expect(await page.isVisible('.controls')).toBe(false);
      await page.click('#n0 > summary');
      await page.click('#n0 .service:last-of-type summary');
      expect(await page.isVisible('#n0 .picture')).toBe(true);
      expect(await page.isVisible('#n0 .service:last-of-type .chain')).toBe(true);
    },
    TIMEOUT,
  );

  it(
    'shows of a report what the search and the severity leave',
    async () => {
      const page = await opened('report.html');
      const count = (): Promise<number> =>
        page.$$eval('.finding', (all) => all.filter((each) => each.checkVisibility()).length);
      const all = await count();
      await page.selectOption('select', 'error');
      expect(await count()).toBe(4);
      await page.fill('input[type=search]', 'unknown-service-name');
      expect(await count()).toBe(1);
      expect(all).toBeGreaterThan(4);
    },
    TIMEOUT,
  );

  it('asks the network for nothing, and complains of nothing', () => {
    expect(problems).toEqual([]);
  });
});
