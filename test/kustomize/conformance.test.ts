import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildNatively, kustomizationsBelow, sourcesBelow } from '../../scripts/measure/kustomizations.js';
import { compareBuilds } from '../../scripts/measure/kustomize-outcome.js';
import { clusterTool } from '../../scripts/tools/cluster-tools.js';
import { buildWithKubectl } from '../../scripts/tools/kustomize.js';
import { positionAt } from '../../src/text/source-file.js';
import type { Tree } from '../../src/tree/tree.js';
import { foldersIn } from '../support/project.js';
import { partsOf } from '../support/trees.js';

const FIXTURES = 'fixtures/kustomize';
const kubectl = clusterTool('kubectl');

/** `refused-…` is what kustomize refuses: `expected.txt` has our words for it. Of all others `expected.yaml` has what kustomize built. */
const [refused, built] = [true, false].map((wanted) =>
  foldersIn(FIXTURES).filter((name) => name.startsWith('refused-') === wanted),
);

describe.each(built ?? [])('%s', (name) => {
  const folder = `${FIXTURES}/${name}`;

  // Without kubectl the stored answer stands for it; `vitest -u` stores it anew.
  it.skipIf(kubectl === undefined)('is what the stored build says, asked of kubectl', async () => {
    const real = await buildWithKubectl(kubectl ?? '', folder, '');
    await expect('yaml' in real ? real.yaml : `refused: ${real.refusal}`).toMatchFileSnapshot(
      `../../${folder}/expected.yaml`,
    );
  });

  it('is evaluated to the objects that kustomize builds, in its order', () => {
    const real = { yaml: readFileSync(`${folder}/expected.yaml`, 'utf8') };
    const outcome = compareBuilds(real, buildNatively('', sourcesBelow(folder)));
    expect(outcome).toEqual({ verdict: 'equal', objects: expect.any(Number) as number, sameOrder: true });
  });

  it('keeps a place for every part that lies in a file of the build', () => {
    const build = buildNatively('', sourcesBelow(folder));
    const known = new Set(build.files);
    expect([...known].filter((path) => !existsSync(`${folder}/${path}`))).toEqual([]);
    expect(build.objects.flatMap(({ tree }) => filesOf(tree)).filter((path) => !known.has(path))).toEqual([]);
  });
});

describe.each(refused ?? [])('%s', (name) => {
  const folder = `${FIXTURES}/${name}`;

  it.skipIf(kubectl === undefined)('is refused by kubectl', async () => {
    expect(await buildWithKubectl(kubectl ?? '', folder, '')).toHaveProperty('refusal');
  });

  it('is refused with a place', async () => {
    const { problems } = buildNatively('', sourcesBelow(folder));
    const lines = problems.map(({ place, message, help }) => {
      const { file, start } = place.span;
      const { line, column } = positionAt(file, start);
      return `${file.path}:${line}:${column}: ${message}\n${help === undefined ? '' : `  help: ${help}\n`}`;
    });
    expect(lines).not.toEqual([]);
    await expect(lines.join('')).toMatchFileSnapshot(`../../${folder}/expected.txt`);
  });
});

it('has bases that are no roots, and no case that another lists', () => {
  const roots = (built ?? []).map((name) =>
    kustomizationsBelow(`${FIXTURES}/${name}`).find(({ folder }) => folder === ''),
  );
  expect(roots.filter((root) => root === undefined || root.isListed)).toEqual([]);
});

/** The files that the keys and scalars of a tree stand in. */
function filesOf(tree: Tree): readonly string[] {
  const { entries, scalars } = partsOf(tree);
  return [...entries.map(({ keyPlace }) => keyPlace), ...scalars.map(({ place }) => place)].map(
    ({ span }) => span.file.path,
  );
}
