import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.js';
import { lint } from '../../src/index.js';
import type { ReportOptions } from '../../src/report/formats/reporter.js';
import { sarif } from '../../src/report/formats/sarif.js';
import { sarifUri } from '../../src/report/markup/sarif-text.js';
import { sourceFile } from '../../src/text/source-file.js';
import { diagnostic, examples, label, result } from './examples.js';
import { HOSTILE, hostileFinding } from './hostile.js';

const plain: ReportOptions = { color: false, width: Infinity, version: '1.0.0' };

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Place {
  readonly message?: { readonly text: string };
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Place[];
  readonly relatedLocations?: readonly (Place & { readonly id: number })[];
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly replacements: readonly {
        readonly deletedRegion: Region;
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly Result[];
      readonly tool: { readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] } };
    },
  ];
}

/** The official schema; it is of draft 4, which differs only in the word for its own address. */
const valid = ((): ((text: string) => unknown) => {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect($schema).toContain('draft-04');
  expect(id).toContain('sarif-2.1.0');
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return (text) => (validate(JSON.parse(text)) ? [] : validate.errors);
})();

function report(diagnostics: readonly Diagnostic[], options: Partial<ReportOptions> = {}): string {
  return sarif(result(diagnostics), { ...plain, ...options });
}

function resultsOf(text: string): readonly Result[] {
  return (JSON.parse(text) as Log).runs[0].results;
}

const RULES: ReportOptions['rules'] = [
  {
    id: 'unknown-target-port-name',
    summary: 'A named target port',
    category: 'ports',
    severity: 'error',
    page: '# unknown-target-port-name\n\n<!-- generated -->\nWhy.\n',
  },
  {
    id: 'undeclared-target-port',
    summary: 'A numeric target port',
    category: 'ports',
    severity: 'warning',
    page: null,
  },
];

describe('sarif', () => {
  it('fits the schema of SARIF 2.1.0', () => {
    const all = Object.values(examples());
    expect(valid(report(all, { rules: RULES }))).toEqual([]);
    expect(valid(report([]))).toEqual([]);
    expect(
      valid(report([diagnostic({ primary: label(sourceFile('/abs/ä b#?.yaml', ''), 1, '', ''), subject: null })])),
    ).toEqual([]);
    expect(valid(report(all).replace('"startLine": 8', '"startLine": 0'))).not.toEqual([]);
    expect(valid(report(all).replace('"shop/service.yaml"', '"shop/a b.yaml"'))).not.toEqual([]);
  });

  it('has both ends, and links to the other one from the message', () => {
    const { c } = examples();
    const [found] = resultsOf(report(c === undefined ? [] : [c]));
    expect(found?.message.text.split('\n').slice(0, 3)).toEqual([
      'Service `web` targets a port named `metircs`, which no selected Pod has.',
      'no container port has this name',
      '[shop/deployment.yaml:24](1): container `nginx` has a port with a similar name',
    ]);
    expect(found).toMatchObject({
      ruleId: 'unknown-target-port-name',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'shop/service.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 16, startColumn: 17, endLine: 16, endColumn: 24 },
          },
          logicalLocations: [{ name: 'web', fullyQualifiedName: 'Service/web', kind: 'resource' }],
        },
      ],
      relatedLocations: [
        { id: 1, physicalLocation: { artifactLocation: { uri: 'shop/deployment.yaml' }, region: { startLine: 24 } } },
      ],
    });
  });

  it('leads to the page of a rule where the pages have an address', () => {
    const pages = 'https://forge.example/svclint/blob/v1.0.0/';
    const text = report(Object.values(examples()), { rules: RULES, pages });
    const addresses = (JSON.parse(text) as Log).runs[0].tool.driver.rules.map(({ helpUri }) => helpUri);
    expect(valid(text)).toEqual([]);
    expect(addresses).toContain(`${pages}docs/rules/unknown-target-port-name.md`);
    expect(report(Object.values(examples()), { rules: RULES })).not.toContain('helpUri');
  });

  it('brings the page of each rule that speaks, without what only generators read', () => {
    const { rules } = (JSON.parse(report(Object.values(examples()), { rules: RULES })) as Log).runs[0].tool.driver;
    expect(rules.map(({ id }) => id)).toEqual([
      'cross-namespace-backend',
      'missing-readiness-probe',
      'selector-template-mismatch',
      'undeclared-target-port',
      'unknown-target-port-name',
      'unmatched-service-selector',
    ]);
    expect(rules[4]).toEqual({
      id: 'unknown-target-port-name',
      shortDescription: { text: 'A named target port' },
      fullDescription: { text: 'A named target port' },
      help: { text: '# unknown-target-port-name\n\nWhy.', markdown: '# unknown-target-port-name\n\nWhy.' },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['kubernetes', 'ports'], 'problem.severity': 'error' },
    });
    expect(rules[3]).toMatchObject({
      help: { text: 'A numeric target port' },
      defaultConfiguration: { level: 'warning' },
    });
    for (const { ruleId, ruleIndex } of resultsOf(report(Object.values(examples()))))
      expect(rules[ruleIndex]).toMatchObject({ id: ruleId });
  });

  it('offers repairs that a program can carry out, and none with values that only a person knows', () => {
    const fixed = Object.values(examples()).map((found) => {
      const [{ fixes } = {}] = resultsOf(report([found]));
      return fixes?.flatMap(({ artifactChanges }) =>
        artifactChanges.flatMap(({ replacements }) =>
          replacements.map((each) => {
            return applied(found.fix?.edits[0]?.span.file.text ?? '', each);
          }),
        ),
      );
    });
    expect(fixed.map((texts) => texts?.map((text) => text.changed))).toEqual([
      ['    app: web'],
      ['    targetPort: http'],
      ['    targetPort: metrics'],
      ['        tier: backend'],
      undefined,
      undefined,
    ]);
  });

  it('has fingerprints that stay when lines move, each once', () => {
    const manifest =
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {a: b}\n  ports:\n    - {name: a, port: 0}\n    - {name: b, port: 0}\n';
    const prints = (text: string): readonly (string | undefined)[] => {
      const found = resultsOf(sarif(lint([{ path: 'a.yaml', text }]), plain)).filter(
        ({ ruleId }) => ruleId === 'invalid-port-number',
      );
      return found.map(({ partialFingerprints }) => partialFingerprints['svclint/v1']);
    };
    const before = prints(manifest);
    expect(new Set(before).size).toBe(2);
    expect(prints(`# one line more\n\n${manifest}`)).toEqual(before);
    expect(prints(manifest.replace('name: web', 'name: other'))).not.toEqual(before);
  });

  it('counts paths from the root of the repository', () => {
    const uriOf = (path: string, folder: string): unknown => {
      const [found] = resultsOf(
        report([diagnostic({ primary: label(sourceFile(path, 'a: b\n'), 1, 'b', '') })], { folder }),
      );
      return found?.locations[0]?.physicalLocation.artifactLocation;
    };
    expect(uriOf('k8s/a.yaml', 'deploy')).toEqual({ uri: 'deploy/k8s/a.yaml', uriBaseId: '%SRCROOT%' });
    expect(uriOf('../a.yaml', '')).toEqual({ uri: '../a.yaml' });
    expect(uriOf('/abs/a.yaml', 'deploy')).toEqual({ uri: 'file:///abs/a.yaml' });
  });

  it('says that a rule crashed', () => {
    expect(sarif({ ...result([]), crashes: [{ rule: 'a', error: new Error('x') }] }, plain)).toContain(
      '"executionSuccessful": false',
    );
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text), text]))(
    'keeps %s from being a link or a placeholder',
    (_, text) => {
      const printed = report([hostileFinding(text)]);
      expect(valid(printed)).toEqual([]);
      const [found] = resultsOf(printed);
      expect(linksIn(found?.message.text ?? '')).toEqual(['1']);
      expect(found?.message.text.match(/\]\(\d*\)?/g)).toEqual(['](1)']);
      for (const { message } of [...(found?.locations ?? []), ...(found?.relatedLocations ?? [])])
        expect(linksIn(message?.text ?? '')).toEqual([]);
      expect(found?.message.text.replaceAll('{{', '')).not.toMatch(/\{\d+\}/);
    },
  );
});

/** The targets of the links in a plain message by the grammar of SARIF 2.1.0, 3.11.6: a backslash takes the meaning from what follows it. */
function linksIn(text: string): readonly (string | undefined)[] {
  return Array.from(text.matchAll(/\\[\\[\]]|\[(?:\\[\\[\]]|[^\\[\]])*\]\(([^)]*)\)/g), ([, target]) => target).filter(
    (target) => target !== undefined,
  );
}

function applied(
  text: string,
  {
    deletedRegion,
    insertedContent,
  }: { readonly deletedRegion: Region; readonly insertedContent: { readonly text: string } },
): { readonly changed: string | undefined } {
  const lines = text.split('\n');
  const at = (line: number, column: number): number =>
    lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
  const { startLine, startColumn, endLine, endColumn } = deletedRegion;
  const after = text.slice(0, at(startLine, startColumn)) + insertedContent.text + text.slice(at(endLine, endColumn));
  return { changed: after.split('\n')[startLine - 1] };
}

describe('sarifUri', () => {
  it.each([
    ['shop/a.yaml', 'shop/a.yaml'],
    ['a b/ä#?%.yaml', 'a%20b/%C3%A4%23%3F%25.yaml'],
    ['a:b.yaml', 'a%3Ab.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['/tmp/a b.yaml', 'file:///tmp/a%20b.yaml'],
    ['C:/a b.yaml', 'file:///C:/a%20b.yaml'],
    ['\uD800.yaml', '%EF%BF%BD.yaml'],
  ])('%j is %s', (path, uri) => {
    expect(sarifUri(path)).toBe(uri);
  });
});
