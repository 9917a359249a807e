import { describe, expect, it, test } from 'vitest';
import { sourceFile } from '../../../src/text/source-file.js';
import { sourceTree } from '../../../src/units/builds/build.js';
import { loadUnits } from '../../../src/units/units.js';
import { parseFile } from '../../../src/yaml/parse.js';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n';
const listing = (...paths: readonly string[]): string => `resources:\n${paths.map((path) => `  ${path}\n`).join('')}`;
const FLUX = [
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: apps }',
  'spec: { path: ./apps, sourceRef: { kind: GitRepository, name: home } }\n',
].join('\n');

/** Why a file of a tree is not applied. */
function why(texts: Readonly<Record<string, string>>, path: string, script = ''): string | undefined {
  const files = Object.entries(texts).map(([name, text]) => sourceFile(name, text));
  const sources = { files: files.map((file) => parseFile(file)), streamed: [], charts: [], tree: sourceTree(files) };
  const instructions = [sourceFile('up.sh', script)];
  return loadUnits({ ...sources, instructions }, { serverSide: false }).unapplied(path)?.why;
}

describe('what is put away', () => {
  test.each([
    ['archive/web.yaml', '`archive` is put away, as its name says'],
    ['apps/_Deprecated/shop/web.yaml', '`apps/_Deprecated` is put away, as its name says'],
    ['web.bak.yaml', '`web.bak.yaml` is put away, as its name says'],
    ['archive-node/web.yaml', undefined],
    ['backup/web.yaml', undefined],
    ['bkp/web.yaml', '`bkp` is put away, as its name says'],
    ['old/web.yaml', undefined],
    ['apps/_old/web.yaml', '`apps/_old` is put away, as its name says'],
  ])('%s: %s', (path, expected) => {
    expect(why({ [path]: SERVICE, 'shop.yaml': SERVICE }, path)).toBe(expected);
  });

  it('is applied if a kustomization elsewhere names it, or a command', () => {
    const texts = { 'archive/web.yaml': SERVICE, 'shop.yaml': SERVICE };
    expect(why({ ...texts, 'now/kustomization.yaml': listing('- ../archive/web.yaml') }, 'archive/web.yaml')).toBe(
      undefined,
    );
    expect(why({ ...texts, 'archive/kustomization.yaml': listing('- web.yaml') }, 'archive/web.yaml')).toContain(
      'put away',
    );
    expect(why(texts, 'archive/web.yaml', 'kubectl apply -f archive/')).toBe(undefined);
    expect(why(texts, 'archive/web.yaml', 'kubectl apply -f $DIR/archive/web.yaml')).toBe(undefined);
    expect(why(texts, 'archive/web.yaml', 'kubectl apply -f shop.yaml')).toContain('put away');
    expect(why(texts, 'archive/web.yaml', 'kubectl apply -f apps/$APP')).toContain('put away');
  });
});

describe('what a program reads from its class path', () => {
  const open = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: ""\nspec: {}\n';

  test.each([
    ['src/main/resources/org/example/service.yaml', open, 'it leaves a name open for a program to fill in'],
    ['operator/src/main/resources/service.yaml', open, 'it leaves a name open for a program to fill in'],
    ['src/main/resources/k8s/service.yaml', SERVICE, undefined],
    ['k8s/service.yaml', open, undefined],
  ])('%s', (path, text, expected) => {
    expect(why({ [path]: text, 'shop.yaml': SERVICE }, path)).toBe(expected);
  });
});

describe('a copy of the tree', () => {
  const api = SERVICE.replace('web', 'api');
  const tree = { 'k8s/web.yaml': SERVICE, 'k8s/api.yaml': api };
  const copied = (folder: string): Readonly<Record<string, string>> => ({
    [`${folder}/k8s/web.yaml`]: SERVICE,
    [`${folder}/k8s/api.yaml`]: api,
    [`${folder}/k8s/more.yaml`]: SERVICE.replace('web', 'more'),
  });

  test.each([
    ['backup_2024', true],
    ['shop-old', true],
    ['shop-v003', true],
    ['Copy of shop', true],
    ['v2', false],
    ['production', false],
  ])('in %s: %s', (folder, isCopy) => {
    const expected = isCopy ? `\`${folder}\` repeats what lies beside it, and is called a copy` : undefined;
    expect(why({ ...tree, ...copied(folder) }, `${folder}/k8s/more.yaml`)).toBe(expected);
    expect(why({ ...tree, ...copied(folder) }, 'k8s/web.yaml')).toBe(undefined);
  });

  it('has more than one twin, with the same objects', () => {
    expect(why({ 'k8s/web.yaml': SERVICE, ...copied('backup') }, 'backup/k8s/web.yaml')).toBe(undefined);
    const others = { 'k8s/web.yaml': api, 'k8s/api.yaml': SERVICE };
    expect(why({ ...others, ...copied('backup') }, 'backup/k8s/web.yaml')).toBe(undefined);
  });

  it('is applied if a command says so', () => {
    const texts = { ...tree, ...copied('backup') };
    expect(why(texts, 'backup/k8s/web.yaml', 'kubectl apply -f backup/k8s')).toBe(undefined);
  });
});

describe('a page of Markdown', () => {
  const block = `\`\`\`yaml\n${SERVICE}\`\`\`\n`;

  test.each([
    [`# Services\n\n## First\n\n${block}\n## Second\n\n${block}`, 'it is a page of Markdown'],
    [block, undefined],
    [`# Services\n${SERVICE}---\n${block}---\n${block}`, undefined],
  ])('%j', (text, expected) => expect(why({ 'apps/a.yaml': text }, 'apps/a.yaml')).toBe(expected));
});

describe('numbered examples', () => {
  const numbered = (word: string, count: number): string =>
    Array.from({ length: count }, (_, at) => `# ${word} ${at + 1}: one\n${SERVICE}`).join('---\n');

  test.each([
    ['docs/a.yaml', numbered('Example', 3), 'it is a collection of examples'],
    ['docs/yaml/a.yaml', numbered('EJEMPLO', 4), 'it is a collection of examples'],
    ['docs/a.yaml', numbered('Example', 2), undefined],
    ['apps/a.yaml', numbered('Example', 3), undefined],
    ['apps/a.yaml', `${numbered('Beispiel', 2)}---\nreplicas: 2\n`, 'some of which are no whole objects'],
  ])('%s, %j', (path, text, expected) => {
    const found = why({ [path]: text, 'shop.yaml': SERVICE }, path);
    if (expected === undefined) expect(found).toBe(undefined);
    else expect(found).toContain(expected);
  });

  it('is applied if a command says so', () => {
    expect(why({ 'docs/a.yaml': numbered('Example', 3) }, 'docs/a.yaml', 'kubectl apply -f docs/a.yaml')).toBe(
      undefined,
    );
  });
});

describe('what lies in `files` of a chart', () => {
  const texts = { 'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'shop.yaml': SERVICE };

  test.each([
    ['charts/web/files/a.yaml', 'helm hands what lies in `charts/web/files` to templates, and applies none of it'],
    ['charts/web/more/files/a.yaml', undefined],
    ['charts/files/a.yaml', undefined],
    ['charts/web/crds/a.yaml', undefined],
  ])('%s: %s', (path, expected) => {
    expect(why({ ...texts, [path]: SERVICE }, path)).toBe(expected);
  });

  it('is not applied with the chart around it', () => {
    const deployed = FLUX.replace('./apps', './charts/web');
    const all = { ...texts, 'clusters/home.yaml': deployed, 'charts/web/files/a.yaml': SERVICE };
    expect(why(all, 'charts/web/files/a.yaml')).toContain('to templates');
  });

  it('is applied if a command says so', () => {
    const all = { ...texts, 'charts/web/files/a.yaml': SERVICE };
    expect(why(all, 'charts/web/files/a.yaml', 'kubectl apply -f charts/web/files/a.yaml')).toBe(undefined);
  });
});

describe('what a kustomization leaves out', () => {
  const texts = {
    'clusters/home.yaml': FLUX,
    'apps/a/web.yaml': SERVICE,
    'apps/b/web.yaml': SERVICE,
    'apps/c/web.yaml': SERVICE,
  };

  test.each([
    [listing('- a/web.yaml', '- b/web.yaml'), 'lists the folders beside `apps/c`, and not this one'],
    [listing('- a/web.yaml', '# - c/web.yaml'), 'a comment in `apps/kustomization.yaml` leaves `apps/c` out'],
    [listing('- a/web.yaml', '- c/web.yaml # c/web.yaml'), undefined],
    [listing('- a/web.yaml'), undefined],
  ])('%s', (kustomization, expected) => {
    const found = why({ ...texts, 'apps/kustomization.yaml': kustomization }, 'apps/c/web.yaml');
    if (expected === undefined) expect(found).toBe(undefined);
    else expect(found).toContain(expected);
  });

  test.each([
    [listing('- ../base/a', '#- ../base/c'), 'a comment in `apps/prod/kustomization.yaml` leaves `apps/base/c` out'],
    [listing('- ../base/a', '- ../base/c'), undefined],
    [listing('- a.yaml', '# like ../base/c'), undefined],
  ])('an overlay, of a base: %s', (kustomization, expected) => {
    const base = { 'apps/base/a/web.yaml': SERVICE, 'apps/base/c/web.yaml': SERVICE };
    expect(why({ ...base, 'apps/prod/kustomization.yaml': kustomization }, 'apps/base/c/web.yaml')).toBe(expected);
  });

  it('is what an object would deploy that it leaves out, if nobody else does', () => {
    const all = { ...texts, 'clusters/kustomization.yaml': listing('- other.yaml', '# - home.yaml') };
    const expected = '`clusters/home.yaml`, which would deploy it, is left out by a comment';
    expect(why(all, 'apps/c/web.yaml')).toBe(expected);
    const more = FLUX.replace('name: apps', 'name: more');
    expect(why({ ...all, 'more/other.yaml': more }, 'apps/c/web.yaml')).toBe(undefined);
    const listed = { 'clusters/kustomization.yaml': listing('- home.yaml', '# home.yaml is applied') };
    expect(why({ ...texts, ...listed }, 'apps/c/web.yaml')).toBe(undefined);
  });

  it('is asked only where Argo CD or Flux apply the tree', () => {
    const kustomization = { 'apps/kustomization.yaml': listing('- a/web.yaml', '- b/web.yaml') };
    expect(why({ ...texts, ...kustomization, 'clusters/home.yaml': SERVICE }, 'apps/c/web.yaml')).toBe(undefined);
  });

  it('is no overlay, and no base', () => {
    const kustomization = { 'apps/kustomization.yaml': listing('- a/web.yaml', '- b/web.yaml') };
    const overlay = { 'apps/c/kustomization.yaml': listing('- ../a/web.yaml') };
    expect(why({ ...texts, ...kustomization, ...overlay }, 'apps/c/web.yaml')).toBe(undefined);
    expect(why({ ...texts, ...kustomization, 'apps/base/web.yaml': SERVICE }, 'apps/base/web.yaml')).toBe(undefined);
  });
});

describe('what the first lines say', () => {
  test.each([
    ['# REFERENCE TEMPLATE (documentation only)\n', true],
    ['# It is NOT applied by Argo CD.\n', true],
    ['---\n# Do not apply this file: copy it.\n', true],
    ['# Do not apply this file by hand.\n', false],
    ['# It is not applied by default.\n', false],
    ['# An intentionally broken Service, to try the page of problems\n', true],
    ['# Seeds a cluster with a deliberate mix of healthy, dead, and conflicting routes\n', true],
    ['# Deliberately small: one replica\n', false],
    ['# See the reference.\n', false],
  ])('%s', (head, says) => {
    expect(why({ 'web.yaml': `${head}${SERVICE}` }, 'web.yaml')).toBe(says ? 'its first lines say so' : undefined);
  });

  it('may be a fence of Markdown, in a folder of pages', () => {
    const text = `\`\`\`yaml\n${SERVICE}\`\`\`\n`;
    expect(why({ 'docs/web.yaml': text }, 'docs/web.yaml')).toBe('it is a part of a page');
    expect(why({ 'web.yaml': text }, 'web.yaml')).toBe(undefined);
  });

  it('may be a command', () => {
    const text = `kubectl apply -f - <<EOF\n${SERVICE}EOF\n`;
    expect(why({ 'web.yaml': text }, 'web.yaml')).toBe('it is a command to paste into a shell');
  });

  test.each([
    'Release "web" has been upgraded. Happy Helming!\nNAME: web\n',
    'Release "web" does not exist. Installing it now.\nNAME: web\n',
    'NAME: web\nLAST DEPLOYED: Mon Nov 30 08:00:00 2026\nNAMESPACE: shop\nSTATUS: pending-install\n',
  ])('may be what helm says of a release: %j', (head) => {
    const text = `${head}MANIFEST:\n---\n# Source: web/templates/service.yaml\n${SERVICE}`;
    expect(why({ 'web.yaml': text }, 'web.yaml')).toBe('it is what helm printed of a release');
    expect(why({ 'web.yaml': `NAME: web\n---\n${SERVICE}` }, 'web.yaml')).toBe(undefined);
  });

  it('may name a region of the file, in a folder of pages, with no whole object in it', () => {
    const text = (object: string): string => `# Of the shop\n# [START shop_service]\n${object}# [END shop_service]\n`;
    const snippet = text(SERVICE.replace('apiVersion: v1\n', ''));
    expect(why({ 'docs/shared/web.yaml': snippet }, 'docs/shared/web.yaml')).toBe('it is a part of a page');
    expect(why({ 'shop/web.yaml': snippet }, 'shop/web.yaml')).toBe(undefined);
    expect(why({ 'docs/shared/web.yaml': text(SERVICE) }, 'docs/shared/web.yaml')).toBe(undefined);
  });
});

test.each([
  ['spark-submit --conf spark.kubernetes.driver.podTemplateFile=../pods/web.yaml app.jar', true],
  ["agent { kubernetes { yamlFile 'pods/web.yaml' } }", true],
  ['kubectl apply -f pods/web.yaml', false],
])('a template of Pods: %s', (script, is) => {
  const found = why({ 'pods/web.yaml': SERVICE }, 'pods/web.yaml', script);
  expect(found).toBe(is ? 'a command takes it for a template of Pods' : undefined);
});
