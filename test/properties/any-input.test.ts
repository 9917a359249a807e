import { describe, expect, it } from 'vitest';
import { decode } from '../../src/host/files/decode.js';
import { lint, predictEndpoints } from '../../src/index.js';
import { reporters } from '../../src/report/reporters.js';
import { textOf } from '../../src/text/source-file.js';
import { appsOf, objectsOf, oneFile } from '../support/apps.js';
import { fc } from '../support/random.js';
import { parse, partsOf } from '../support/trees.js';

/** Pieces that manifests are made of, and pieces that break parsers. */
// prettier-ignore
const PIECES = [
  'apiVersion: v1\n', 'kind: Service\n', 'metadata:\n', '  name: web\n', 'spec:\n', '  selector:\n', '    app: web\n', '  ports:\n', '  - port: 80\n', '    targetPort: http\n',
  '---\n', '...\n', '- ', '? ', ': ', '&a ', '*a', '<<: *a\n', '!!str ', '!x ', '|\n', '>-\n', '"', "'", '{', '}', '[', ']', ',', '#', '\t', '\r\n', '\uFEFF', '\u0085', '\u2028',
  '%YAML 1.1\n', '%TAG ! x\n', '{{ .Values.x }}', '\u0000', '\\', '0x1F90', 'yes', '~', '1e3', 'kind: List\nitems:\n', '   ', '\n', '\uD800', '\u{1F600}', '__proto__: x\n', 'constructor: {prototype: 1}\n',
];

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

/** A good text with some of it cut out, doubled, or replaced. */
const damaged = fc
  .tuple(
    appsOf(),
    fc.array(
      fc.tuple(fc.nat(), fc.nat({ max: 30 }), fc.oneof(fc.constantFrom('', ...PIECES), fc.string({ maxLength: 5 }))),
      { maxLength: 4 },
    ),
  )
  .map(([apps, cuts]) =>
    cuts.reduce(
      (text, [at, length, by]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + by + text.slice(start + length);
      },
      oneFile(objectsOf(apps))[0]?.text ?? '',
    ),
  );

const anyText = fc.oneof(soup, damaged, fc.string({ unit: 'binary', maxLength: 200 }));

/** What a terminal would obey. */
// eslint-disable-next-line no-control-regex -- these are what must not be there
const OBEYED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;

describe('whatever comes in', () => {
  it('is never a crash, and every place lies in its file', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const result = lint([
          { path: 'one.yaml', text: one },
          { path: 'sub/other.yaml', text: other },
        ]);
        if (result.crashes.length > 0) throw result.crashes[0]?.error;
        for (const { primary, related, fix } of result.diagnostics) {
          for (const { span } of [primary, ...related, ...(fix?.edits ?? [])]) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.start).toBeLessThanOrEqual(span.end);
            expect(span.end).toBeLessThanOrEqual(span.file.text.length);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has endpoints or has none, but never a crash', () => {
    fc.assert(
      fc.property(anyText, (text) => void predictEndpoints([{ path: 'one.yaml', text }])),
      { numRuns: 200 },
    );
  });

  it('can be reported in every format, without control characters', async () => {
    const all = await Promise.all([...reporters.values()].map((load) => load()));
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 140 }), (text, width) => {
        const result = lint([{ path: 'one.yaml', text }]);
        for (const report of all) {
          expect(report(result, { color: false, width, version: '0.0.0' })).not.toMatch(OBEYED);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('may be bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decode(bytes);
        if ('text' in decoded) expect(lint([{ path: 'bytes.yaml', text: decoded.text }]).crashes).toEqual([]);
        else expect(decoded.reason).not.toBe('');
      }),
    );
  });

  it('gives the same twice', () => {
    const seen = (text: string): unknown =>
      lint([{ path: 'one.yaml', text }]).diagnostics.map(({ rule, message, primary }) => [
        rule,
        message,
        primary.span.start,
        primary.span.end,
      ]);
    fc.assert(
      fc.property(damaged, (text) => {
        expect(seen(text)).toEqual(seen(text));
      }),
    );
  });
});

describe('every place slices to the text that it names', () => {
  it('scalars and keys', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { tree } of parse(text).documents) {
          if (tree === undefined) continue;
          const { entries, scalars } = partsOf(tree);
          for (const { place, source } of scalars) expect(textOf(place.anchor ?? place.span)).toBe(source);
          for (const { key, keyPlace } of entries) {
            const written = textOf(keyPlace.anchor ?? keyPlace.span);
            if (/^[a-zA-Z_]{4,}$/.test(written))
              expect(['true', 'false', 'null']).not.toContain(key === written ? '' : key);
            expect(written).not.toBe('');
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
