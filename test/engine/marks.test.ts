import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { lintWith } from '../../src/engine/lint.js';
import type { InputFile } from '../../src/index.js';
import { MARKS } from '../../src/k8s/object/marks.js';
import { isCalledByMark, withoutMarks } from '../../scripts/measure/without-marks.js';
import { foldersIn, readProject } from '../support/project.js';

const marked = rules.filter(isCalledByMark);
const unmarked = withoutMarks(marked);

/** All cases of a rule as one tree, each in its folder. */
function casesOf(id: string): readonly InputFile[] {
  return foldersIn(`fixtures/rules/${id}`).flatMap((name) =>
    readProject(`fixtures/rules/${id}/${name}`).files.map((file) => ({ ...file, path: `${name}/${file.path}` })),
  );
}

describe('rules that are called only where an object has a mark, or a name is of a kind', () => {
  it.each(foldersIn('fixtures/rules'))('find as much as if they were always called: %s', (id) => {
    const files = casesOf(id);
    for (const kubernetesVersion of ['1.20', '1.36'])
      expect(lintWith(marked, files, { kubernetesVersion }).diagnostics).toEqual(
        lintWith(unmarked, files, { kubernetesVersion }).diagnostics,
      );
  });

  it('make use of every mark', () => {
    expect(new Set(marked.flatMap(({ marks }) => marks ?? []))).toEqual(new Set(Object.keys(MARKS)));
  });
});
