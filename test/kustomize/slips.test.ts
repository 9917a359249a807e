import { expect, it } from 'vitest';
import { foldersIn } from '../support/project.js';
import { buildsAfterSlips } from '../support/slip-builds.js';

const FIXTURES = 'fixtures/kustomize';

/** As test/slips.test.ts for the builds of kustomize: what is built after a slip, and what is refused, with its place. */
it('slips are built or refused as before', async () => {
  const told = foldersIn(FIXTURES).map((name) => `${name}\n${buildsAfterSlips(FIXTURES, name)}`);
  await expect(told.join('')).toMatchFileSnapshot('../../fixtures/slips/kustomize.txt');
});
