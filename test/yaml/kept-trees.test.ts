import { describe, expect, it } from 'vitest';
import { lint, type InputFile } from '../../src/index.js';
import { sourceFile } from '../../src/text/source-file.js';
import { KeptTrees } from '../../src/yaml/kept-trees.js';
import { PlainDocument } from '../../src/yaml/plain-document.js';
import { parseFile } from '../../src/yaml/parse.js';
import { readProject } from '../support/project.js';
import { bare } from './bare.js';

/** A document that counts how often its tree is let go. */
class Counting {
  gone = 0;
  isKept = true;
  constructor(readonly length: number) {}
  keepIn(kept: KeptTrees): void {
    this.isKept = false;
    kept.note(this);
  }
  letGo(): void {
    this.gone++;
  }
}

describe('KeptTrees', () => {
  it('keeps the first fourteen million characters of text, and of the rest the last that were asked for', () => {
    const kept = new KeptTrees();
    const documents = Array.from({ length: 100 }, (_, at) => new Counting(at < 14 ? 1_000_000 : 100));
    for (const document of documents) kept.take(document);
    expect(documents.filter(({ isKept }) => isKept)).toEqual(documents.slice(0, 14));
    expect(documents.findIndex(({ gone }) => gone > 0)).toBe(14);
    expect(documents.findLastIndex(({ gone }) => gone > 0)).toBe(100 - 64 - 1);
    expect(documents.every(({ gone }) => gone <= 1)).toBe(true);
  });
});

describe('a document in plain style', () => {
  it('is the same when its tree was let go and is read again', () => {
    const [document] = parseFile(sourceFile('a.yaml', '---\nkind: A\nb: [1, "c"]\n')).documents;
    if (!(document instanceof PlainDocument)) throw new Error('not in plain style');
    const { tree } = document;
    document.letGo();
    expect(document.tree).not.toBe(tree);
    expect(tree && document.tree && bare(document.tree)).toEqual(tree && bare(tree));
  });

  it('gives the same findings, however large the texts before it are', () => {
    const files = ['broken', 'large', 'shop'].flatMap((name) =>
      readProject(`fixtures/projects/${name}`).files.map((file) => ({ ...file, path: `${name}/${file.path}` })),
    );
    const found = (before: InputFile): readonly string[] =>
      lint([before, ...files]).diagnostics.map(
        ({ rule, message, primary: { span } }) => `${span.file.path} ${span.start}-${span.end} ${rule} ${message}`,
      );
    const config = (data: string): InputFile => ({
      path: '0/config.yaml',
      text: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  b: |\n    ${data}\n`,
    });
    const few = found(config('x'));
    expect(few.length).toBeGreaterThan(10);
    expect(found(config('x'.repeat(14_000_000)))).toEqual(few);
  });
});
