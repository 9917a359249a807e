import { describe, expect, it } from 'vitest';
import { splitSources } from '../../../src/charts/renderings/sources.js';

const split = (output: string): readonly string[] | undefined =>
  splitSources(output)?.map(({ source, text }) => `${source}|${text}`);

describe('splitSources', () => {
  it('gathers the documents of a template', () => {
    expect(
      split(
        '---\n# Source: a/templates/x.yaml\nb: 1\n---\n# Source: a/templates/y.yaml\nc: 1\n---\n# Source: a/templates/x.yaml\nd: 1\n',
      ),
    ).toEqual([
      'a/templates/x.yaml|---\n# Source: a/templates/x.yaml\nb: 1\n---\n# Source: a/templates/x.yaml\nd: 1\n',
      'a/templates/y.yaml|---\n# Source: a/templates/y.yaml\nc: 1\n',
    ]);
  });

  it.each(['a/crds/x.yaml', 'a/charts/b/crds/x.yaml', 'a/crds/deep/x.yaml'])(
    'takes the documents of %s together, of which helm names the first only',
    (source) => {
      expect(
        split(`---\n# Source: ${source}\n---\na: 1\n---\nb: 2\n---\n# Source: a/templates/y.yaml\nc: 1\n`),
      ).toEqual([
        `${source}|---\n# Source: ${source}\n---\na: 1\n---\nb: 2\n`,
        'a/templates/y.yaml|---\n# Source: a/templates/y.yaml\nc: 1\n',
      ]);
    },
  );

  it('takes a document to the template whose head was empty', () => {
    expect(split('---\n# Source: a/templates/x.yaml\n---\nb: 1\n---\n# Source: a/templates/y.yaml\nc: 1\n')).toEqual([
      'a/templates/x.yaml|---\n# Source: a/templates/x.yaml\n---\nb: 1\n',
      'a/templates/y.yaml|---\n# Source: a/templates/y.yaml\nc: 1\n',
    ]);
    expect(split('---\n# Source: a/templates/x.yaml\n---\nb: 1\n---\nc: 1\n')).toBeUndefined();
  });

  it('says nothing of a text of which a part has no source', () => {
    expect(split('a: 1\n---\n# Source: a/templates/x.yaml\nb: 1\n')).toBeUndefined();
    expect(split('---\n# Source: a/templates/x.yaml\nb: 1\n---\na: 1\n')).toBeUndefined();
    expect(split('a: 1\n')).toBeUndefined();
    expect(split('')).toBeUndefined();
  });
});
