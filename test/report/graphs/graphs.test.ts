import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/answers/contract/contract.js';
import { describeContract } from '../../../src/index.js';
import { dot } from '../../../src/report/graphs/dot.js';
import { jsonGraph } from '../../../src/report/graphs/graph-reporter.js';
import { mermaid } from '../../../src/report/graphs/mermaid.js';
import { graphReporters } from '../../../src/report/reporters.js';
import { readProject } from '../../support/project.js';
import { HOSTILE } from '../hostile.js';
import { hostileContract } from './hostile-contract.js';
import { commandsIn } from '../runner.js';

const OPTIONS = { version: '1' };
const CASES = readdirSync('fixtures/graphs');
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schema/graph.schema.json', 'utf8')) as object,
);

describe.each(CASES)('fixtures/graphs/%s', (name) => {
  const { files, options } = readProject(join('fixtures/graphs', name));
  const contract = describeContract(files, options);

  it.each([
    ['mermaid', mermaid],
    ['dot', dot],
    ['json', jsonGraph],
  ] as const)('as %s', async (ending, report) => {
    const text = report(contract, OPTIONS);
    await expect(text).toMatchFileSnapshot(`../../../fixtures/graphs/${name}/${ending}.expected`);
  });

  it('agrees with its schema', () => {
    expect(isValid(JSON.parse(jsonGraph(contract, OPTIONS))) ? [] : isValid.errors).toEqual([]);
  });
});

it('is what docs/graph.md shows', () => {
  const { files } = readProject('fixtures/graphs/broken');
  expect(readFileSync('docs/graph.md', 'utf8')).toContain(
    `\`\`\`mermaid\n${mermaid(describeContract(files), OPTIONS)}\`\`\``,
  );
});

/** What a line of a flowchart may be, if no text can leave its quotes. */
const MERMAID_LINE =
  /^(?:flowchart LR|\s+subgraph n\d+\["T"\]|\s+end|\s+p\d+(?:>"T"\]|\(\["T"\]\)|\["T"\]|\{\{"T"\}\})(?::::broken)?|\s+p\d+ (?:--x|-->|-\.->)\|"T"\| p\d+|\s+classDef broken .*|\s+linkStyle [\d,]+ .*)$/;
/** Letters, digits, plain signs, signs by their number, and line breaks of ours. */
const MERMAID_TEXT = /"(?:[\p{L}\p{N} ._:/,→-]|#\d+;|<br\/>)*"/gu;
/** A string of DOT. */
const DOT_TEXT = /"(?:[^"\\]|\\.)*"/g;
const DOT_LINE =
  /^(?:digraph contract \{|\s+rankdir=LR;|\s+(?:node|edge) \[.*\];|\s+subgraph cluster_\d+ \{|\s+label=T;|\s+T(?: -> T)? \[(?:\w+=T(?:, )?)*\];|\s*\})$/;

/** What a program would take for its own words, or for a sign of its own. */
const WORDS_OF_DOT = [
  '',
  'end',
  'node',
  'digraph',
  'subgraph',
  '--',
  '\\N \\l',
  '&amp;',
  '<b>',
  'x'.repeat(5000),
  '日本語 🦊',
];

function hasGraphviz(): boolean {
  return spawnSync('dot', ['-V']).status === 0;
}

describe('hostile names', () => {
  it('stay within the quotes of Mermaid', () => {
    for (const text of HOSTILE)
      for (const line of mermaid(hostileContract(text), OPTIONS).trimEnd().split('\n'))
        expect(line.replace(MERMAID_TEXT, '"T"')).toMatch(MERMAID_LINE);
  });

  it('stay within the quotes of DOT', () => {
    for (const text of HOSTILE)
      for (const line of dot(hostileContract(text), OPTIONS).trimEnd().split('\n'))
        expect(line.replace(DOT_TEXT, 'T')).toMatch(DOT_LINE);
  });

  it('are no mistake to the parser of Mermaid where they are empty', () => {
    expect(mermaid(hostileContract(''), OPTIONS)).not.toContain('""');
  });

  // Graphviz itself is asked where there is one; .ci/run has none, and says that this is skipped.
  it.skipIf(!hasGraphviz())('are drawn by Graphviz without a complaint', () => {
    const texts = [...HOSTILE, ...WORDS_OF_DOT].map((text) => dot(hostileContract(text), OPTIONS));
    const { status, stderr, stdout } = spawnSync('dot', ['-Tplain'], { input: texts.join(''), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.match(/^graph /gm)).toHaveLength(texts.length);
  });

  it.each([...graphReporters])('put no command into the log of a runner: %s', async (_, load) => {
    const report = await load();
    for (const text of HOSTILE) expect(commandsIn(report(hostileContract(text), OPTIONS))).toEqual([]);
  });
});

describe('a contract that Mermaid would not draw', () => {
  const parts = Array.from({ length: 501 }, (_, at) => ({ kind: 'Service', name: `s${at}`, findings: [], at: null }));
  const contract: Contract = {
    namespaces: [
      { unit: '.', namespace: 'a', parts: parts.map((part) => ({ ...part, role: 'absent', id: `a/${part.name}` })) },
      { unit: '.', namespace: 'b', parts: parts.map((part) => ({ ...part, role: 'absent', id: `b/${part.name}` })) },
    ],
    edges: parts.map(({ name }, at) => ({
      from: `a/${name}`,
      to: `b/${name}`,
      kind: 'calls',
      ports: [],
      status: at < 2 ? 'broken' : 'ok',
      findings: [],
      at: { file: 'a.yaml', line: 1 },
    })),
    findings: [],
    otherFindings: 0,
  };

  it('is shown by its namespaces, with the edges between them in bundles', () => {
    expect(mermaid(contract, OPTIONS)).toMatchInlineSnapshot(`
      "flowchart LR
        %% too large to be drawn whole: 501 edges; format html shows all
        n0["a<br/>0 Services<br/>0 workloads<br/>2 broken"]
        n1["b<br/>0 Services<br/>0 workloads"]
        n0 --x|"501, 2 broken"| n1
        linkStyle 0 stroke:#c62828,stroke-width:2px,stroke-dasharray:5 4
      "
    `);
  });
});
