import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

/** Whether the entry of a kustomization for which there is no file is taken for a base that lies elsewhere. */
const isRemote = (entry: string): boolean =>
  lint([{ path: 'kustomization.yaml', text: `resources: ['${entry}']\n` }]).diagnostics.some(({ message }) =>
    message.includes('takes a remote base'),
  );

// kustomize hands to git, or downloads, whatever is no path (semantics 9.4).
describe('an entry of `resources` that is not there', () => {
  it.each([
    'https://github.com/acme/shop//deploy?ref=v1.2.0',
    'https://example.com/all.yaml',
    'ssh://git@example.com/acme/shop',
    'git::https://example.com/acme/shop',
    'git@github.com:acme/shop.git',
    'deploy@code.example:acme/shop',
    'gh:acme/shop',
    'github.com/acme/shop',
    'gitlab.com/acme/shop//deploy',
    'code.example.org:acme/shop',
    'code.internal/acme/shop?ref=main',
    'code.internal/acme/shop?submodules=0',
    'code.internal/acme/shop.git',
    'code.internal/acme/shop.git/deploy',
    'code.internal/acme/shop.git?ref=main',
  ])('%s lies elsewhere, and is not read', (entry) => {
    expect(isRemote(entry)).toBe(true);
  });

  it.each([
    'deploy',
    '../github.com',
    'github.com',
    'github.community/shop',
    'vendor/github.com/acme',
    'shop.git.yaml',
    'a@b',
    'ref=1',
  ])('%s is a path', (entry) => {
    expect(isRemote(entry)).toBe(false);
  });
});
