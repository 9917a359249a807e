import type { Parameter } from '../../k8s/deployers/releases.js';
import { chartsAmong } from '../../charts/chart.js';
import type { SourceFile } from '../../text/source-file.js';
import { folderOf, joinPath } from '../../text/paths.js';
import { code } from '../../text/words.js';
import { get, getBoolean, getEntries, getList, getString, toData, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { ChartRelease } from './releases.js';

const SKAFFOLD = 'skaffold/v';

/**
 * How skaffold installs charts on disk: `deploy.helm.releases` and `manifests.helm.releases`, of profiles as well; its
 * paths start at its file. Sorted by what they do.
 */
export function skaffoldReleases(
  files: readonly ParsedFile[],
  tree: readonly Pick<SourceFile, 'path' | 'text'>[],
): readonly ChartRelease[] {
  const said = files.filter(({ file }) => file.text.includes(SKAFFOLD));
  if (said.length === 0) return [];
  const paths = new Set(tree.map(({ path }) => path));
  const charts = new Set(chartsAmong(tree).map(({ folder }) => folder));
  const found = new Map<string, ChartRelease>();
  for (const { file, documents } of said)
    for (const release of documents.flatMap((document) => releasesIn(document.tree)))
      for (const each of located(release, { path: file.path, charts, paths })) found.set(JSON.stringify(each), each);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, release]) => release);
}

function releasesIn(config: Tree | undefined): readonly Tree[] {
  if (getString(config, 'apiVersion')?.startsWith(SKAFFOLD) !== true) return [];
  return [config, ...getList(config, 'profiles')].flatMap((each) =>
    ['deploy', 'manifests'].flatMap((stage) => getList(each, stage, 'helm', 'releases')),
  );
}

interface Around {
  /** Of the file of skaffold. */
  readonly path: string;
  readonly charts: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

function located(release: Tree, { path, charts, paths }: Around): readonly ChartRelease[] {
  const [name, chart] = [getString(release, 'name'), getString(release, 'chartPath')];
  if (name === undefined || chart === undefined || TEMPLATE.test(name)) return [];
  const from = folderOf(path);
  const folder = joinPath(from, chart);
  if (!charts.has(folder)) return [];
  const namespace = getString(release, 'namespace');
  const files = getList(release, 'valuesFiles').flatMap((item) => getString(item) ?? []);
  const present = files.map((file) => joinPath(from, file)).filter((file) => paths.has(file));
  const overrides = get(release, 'overrides');
  const filled = flat(get(release, 'setValueTemplates')).map((each) => ({ ...each, value: withImages(each.value) }));
  const isOpen = (value: string | undefined): boolean => value !== undefined && TEMPLATE.test(value);
  return [
    {
      folder,
      deployer: code(path),
      release: name,
      namespace: isOpen(namespace) ? undefined : namespace,
      valuesFiles: present,
      values: overrides === undefined ? undefined : JSON.stringify(toData(overrides)),
      parameters: [...images(release), ...flat(get(release, 'setValues')), ...filled].filter(
        ({ value }) => !isOpen(value),
      ),
      isIncomplete:
        present.length < files.length ||
        filled.some(({ value }) => isOpen(value)) ||
        getEntries(release, 'setFiles').length > 0 ||
        getBoolean(release, 'useHelmSecrets') === true,
    },
  ];
}

const TEMPLATE = /\{\{/;

/** Values in a map of any depth, by their dotted names. */
function flat(values: Tree | undefined, before = ''): readonly Parameter[] {
  return [...getEntries(values)].flatMap(({ key, value }): readonly Parameter[] => {
    const name = `${before}${key}`;
    if (value.type === 'map') return flat(value, `${name}.`);
    return value.type === 'scalar' ? [{ name, value: String(value.value ?? ''), isText: false }] : [];
  });
}

/** The image that skaffold builds, whose tag is made with it; of older versions, which had a field for it. */
function images(release: Tree): readonly Parameter[] {
  const isInParts = get(release, 'imageStrategy', 'helm') !== undefined;
  return flat(get(release, 'artifactOverrides')).flatMap(({ name, value }): readonly Parameter[] =>
    isInParts ? [text(`${name}.repository`, value), text(`${name}.tag`, BUILT)] : [text(name, `${value}:${BUILT}`)],
  );
}

const BUILT = 'skaffold';
const text = (name: string, value: string): Parameter => ({ name, value, isText: true });

/** `{{.IMAGE_REPO_web}}:{{.IMAGE_TAG_web}}`: which image is built is no part of what is judged. */
function withImages(value: string): string {
  return value.replace(
    /\{\{ ?\.IMAGE_([A-Z]{1,20})\w{0,100} ?\}\}/g,
    (_, part: string) => PARTS_OF_IMAGE[part] ?? BUILT,
  );
}

const PARTS_OF_IMAGE: Readonly<Record<string, string>> = {
  FULLY: `image:${BUILT}`,
  REPO: 'image',
  DOMAIN: 'registry.example',
};
