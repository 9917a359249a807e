import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { checkstyle } from '../../src/report/formats/checkstyle.js';
import { junit } from '../../src/report/formats/junit.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { xmlAttributes, xmlText } from '../../src/report/markup/xml.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, examples, label, result } from './examples.js';
import { HOSTILE, hostileFinding } from './hostile.js';
import { commandsIn } from './runner.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };

/** What is wrong with documents by a schema of fixtures/schemas; all at once, since each call starts a process of its own. */
async function faults(schema: string, ...documents: readonly string[]): Promise<readonly string[]> {
  const xsd = readFileSync(new URL(`../../fixtures/schemas/${schema}`, import.meta.url), 'utf8');
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [{ fileName: schema, contents: xsd }] });
  return errors.map(({ message }) => message);
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The elements in the order of their ends; throws where the text is not well-formed. */
function elementsOf(xml: string): readonly Element[] {
  const parser = new SaxesParser();
  const done: Element[] = [];
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => open.push({ name, attributes, text: '' }));
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed !== undefined) done.push(closed);
  });
  parser.write(xml).close();
  return done;
}

function named(xml: string, name: string): readonly Element[] {
  return elementsOf(xml).filter((element) => element.name === name);
}

const file = sourceFile('a.yaml', 'a: b\n');
const info = diagnostic({ severity: 'info', rule: 'quiet-rule', primary: label(file, 1, 'b', '') });
const all: readonly Diagnostic[] = [...Object.values(examples()), info];

describe('xml', () => {
  it.each(HOSTILE)('gives back %j, as far as XML can hold it', (text) => {
    const [read] = elementsOf(`<a${xmlAttributes({ b: text })}>${xmlText(text)}</a>`);
    const kept = text
      .replaceAll('\u001B', '\\u001b')
      .replace(/[\uD800\uFFFE\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
    expect(read).toEqual({ name: 'a', attributes: { b: kept }, text: kept });
  });

  it('keeps line breaks and tabs of attributes', () => {
    expect(elementsOf(`<a${xmlAttributes({ b: 'x\n\t\r"y', c: 1 })}/>`)[0]?.attributes).toEqual({
      b: 'x\n\t\r"y',
      c: '1',
    });
  });
});

describe('checkstyle', () => {
  it('fits the schema', async () => {
    const reports = [all, [], HOSTILE.map(hostileFinding)].map((found) => checkstyle(result(found), plain));
    expect(await faults('checkstyle.xsd', ...reports)).toEqual([]);
    expect(
      await faults('checkstyle.xsd', reports[0]?.replace('severity="error"', 'severity="fatal"') ?? ''),
    ).not.toEqual([]);
  }, 60_000);

  it('lists the findings of each file once', () => {
    const report = checkstyle(result(all), plain);
    expect(named(report, 'file').map(({ attributes }) => attributes['name'])).toEqual([
      'shop/service.yaml',
      'shop/worker.yaml',
      'shop/deployment.yaml',
      'edge/ingress.yaml',
      'a.yaml',
    ]);
    expect(named(report, 'error')[2]?.attributes).toEqual({
      line: '16',
      column: '17',
      severity: 'error',
      source: 'svclint.unknown-target-port-name',
      message: 'Service `web` targets a port named `metircs`, which no selected Pod has (shop/deployment.yaml:24)',
    });
  });
});

describe('junit', () => {
  it('fits the schema of Jenkins', async () => {
    const reports = [all, [], HOSTILE.map(hostileFinding)].map((found) => junit(result(found), plain));
    expect(await faults('junit-10.xsd', ...reports)).toEqual([]);
    expect(await faults('junit-10.xsd', reports[0]?.replace('<failure ', '<failure line="1" ') ?? '')).not.toEqual([]);
  }, 60_000);

  it('has a test for each finding, and counts them', () => {
    const report = junit(result(all), plain);
    expect(named(report, 'testcase')).toHaveLength(7);
    expect(named(report, 'testsuites')[0]?.attributes).toEqual({
      name: 'svclint',
      tests: '7',
      failures: '4',
      errors: '0',
    });
    expect(named(report, 'testsuite')[0]?.attributes).toEqual({
      name: 'shop/service.yaml',
      file: 'shop/service.yaml',
      tests: '3',
      failures: '2',
      errors: '0',
      skipped: '1',
    });
    expect(named(report, 'testcase')[0]?.attributes).toEqual({
      name: 'Service `web` selects no Pods (shop/service.yaml)',
      classname: 'svclint.unmatched-service-selector',
    });
    expect(named(report, 'failure')[0]).toMatchObject({
      attributes: { type: 'error', message: 'Service `web` selects no Pods' },
      text: expect.stringContaining('  ::: shop/deployment.yaml:14:14\n   |\n13 |       labels:\n') as string,
    });
  });

  it.each([
    ['never', 0],
    ['error', 4],
    ['warning', 6],
    ['info', 7],
  ] as const)('fails what fails the run: --fail-on %s', (failOn, failures) => {
    const report = junit(result(all), { ...plain, failOn });
    expect([named(report, 'failure').length, named(report, 'skipped').length]).toEqual([failures, 7 - failures]);
  });

  it('has one passed test where there is nothing to say', () => {
    const report = junit(result([]), plain);
    expect(named(report, 'testcase')[0]?.attributes).toEqual({ name: 'no findings', classname: 'svclint' });
    expect(named(report, 'system-out')[0]?.text).toBe('no findings in 14 files (31 resources)');
  });

  it('gives tests of one class different names, without line numbers', () => {
    const names = named(junit(result([info, info]), plain), 'testcase').map(({ attributes }) => attributes['name']);
    expect(names).toEqual(['Service `web` is odd (a.yaml)', 'Service `web` is odd (a.yaml) #2']);
  });
});

it.each(HOSTILE.map((text) => [JSON.stringify(text), text]))(
  '%s is no command for a runner that shows the report',
  (_, text) => {
    for (const report of [junit, checkstyle]) {
      const printed = report(result([hostileFinding(text)]), plain);
      expect(commandsIn(printed)).toEqual([]);
      expect(() => elementsOf(printed)).not.toThrow();
    }
  },
);
