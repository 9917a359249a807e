import { get, getBoolean, getList, getString, toData, type Tree } from '../../tree/tree.js';
import { applicationsIn, pathIn, type Application } from './deployments.js';
import { describe, isKind, type Resource } from '../object/resource.js';

/** A chart in a folder of a repository that a controller installs, as an object on disk tells it to. */
export interface Release {
  /** Who installs it: "Argo CD Application `web`". */
  readonly by: string;
  readonly from: Resource;
  /** The chart's folder as written, relative to the top of the repository. */
  readonly path: string;
  readonly name: string;
  /** Undefined where nobody on disk says it. */
  readonly namespace: string | undefined;
  readonly valuesFiles: readonly ValuesFile[];
  /** Values written in place, as a text of YAML; over those of the files. */
  readonly values: string | undefined;
  /** Single values, over all others. */
  readonly parameters: readonly Parameter[];
  /** ConfigMaps with values, under those that are written in place. */
  readonly valuesFrom?: readonly ValuesSource[];
  /** True where values take part that stand in a cluster, or in a place that is not followed. */
  readonly isIncomplete: boolean;
}

/** A values file of a release, and where its path starts: at the chart, or at the top of the repository. */
export interface ValuesFile {
  readonly path: string;
  readonly from: 'chart' | 'top';
  /** One that is absent is left out without a word. */
  readonly isOptional: boolean;
}

/** A key of a ConfigMap in the namespace of the release's object. */
export interface ValuesSource {
  readonly name: string;
  readonly key: string;
  readonly isOptional: boolean;
}

/** A value as `helm --set` takes it; `isText` as `--set-string`. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly isText: boolean;
}

/**
 * The charts that an Application or ApplicationSet of Argo CD, or a HelmRelease of Flux, has installed; none for other
 * kinds.
 */
export function releasesOf(resource: Resource, folders: readonly string[]): readonly Release[] {
  if (isKind(resource, 'helm.toolkit.fluxcd.io', 'HelmRelease')) return releasedByFlux(resource);
  return applicationsIn(resource, folders).flatMap((application) =>
    application.sources.flatMap((source) => releasedByArgo(application, source)),
  );
}

/**
 * Argo CD: util/helm and reposerver/repository (helmTemplate). What still holds a template of an ApplicationSet is not
 * known.
 */
function releasedByArgo({ from, by, name, spec }: Application, source: Tree): readonly Release[] {
  const path = pathIn(source);
  const helm = get(source, 'helm');
  if (
    path === undefined ||
    name === undefined ||
    TEMPLATE.test(name) ||
    (isKind(from, 'argoproj.io', 'ApplicationSet') &&
      TEMPLATE.test(JSON.stringify(helm === undefined ? '' : toData(helm))))
  )
    return [];
  const namespace = getString(helm, 'namespace') ?? getString(spec, 'destination', 'namespace');
  const files = getList(helm, 'valueFiles').flatMap((item) => getString(item) ?? []);
  const isOptional = getBoolean(helm, 'ignoreMissingValueFiles') === true;
  const object = get(helm, 'valuesObject');
  return [
    {
      by,
      from,
      path,
      name: getString(helm, 'releaseName') ?? name,
      namespace: namespace === undefined || namespace === '' || TEMPLATE.test(namespace) ? undefined : namespace,
      valuesFiles: files.map((file) => ({ ...valuesFile(file), isOptional })),
      values: object === undefined ? getString(helm, 'values') : JSON.stringify(toData(object)),
      parameters: getList(helm, 'parameters').flatMap(parameter),
      isIncomplete: getList(helm, 'fileParameters').length > 0,
    },
  ];
}

/** `{{ }}` of an ApplicationSet, `$ARGOCD_APP_NAME`. */
const TEMPLATE = /\{\{|\$\{?ARGOCD_/;

/**
 * `$ref/path` starts at the top of another source, which mostly is the same repository; a path with a slash in front at
 * the top of this one.
 */
function valuesFile(path: string): Pick<ValuesFile, 'path' | 'from'> {
  const other = /^\$[\w-]+\/(.*)$/.exec(path)?.[1];
  return other !== undefined || path.startsWith('/') ? { path: other ?? path, from: 'top' } : { path, from: 'chart' };
}

function parameter(item: Tree): readonly Parameter[] {
  const [name, value] = [getString(item, 'name'), getString(item, 'value')];
  if (name === undefined || name === '') return [];
  // Argo CD escapes the commas, which helm would take for the end of the value.
  const text = value ?? '';
  const whole = /^\{.*\}$/s.test(text) ? text : text.replace(/(?<!\\),/g, '\\,');
  return [{ name, value: whole, isText: getBoolean(item, 'forceString') === true }];
}

/**
 * Flux (helm-controller): a chart of a GitRepository is a path. `valuesFiles` start at the top of the repository and
 * replace the chart's own values, so they are followed where those are among them.
 */
function releasedByFlux(resource: Resource): readonly Release[] {
  const chart = resource.get('spec', 'chart', 'spec');
  const path = getString(chart, 'chart');
  const { name } = resource;
  if (
    path === undefined ||
    name === undefined ||
    getString(chart, 'sourceRef', 'kind') !== 'GitRepository' ||
    PATTERN.test(path)
  )
    return [];
  const target = getString(resource.tree, 'spec', 'targetNamespace');
  const files = getList(chart, 'valuesFiles').flatMap((item) => getString(item) ?? []);
  const isOptional = getBoolean(chart, 'ignoreMissingValuesFiles') === true;
  const values = resource.get('spec', 'values');
  const sources = getList(resource.get('spec', 'valuesFrom'));
  const valuesFrom = sources.flatMap(configMapOf);
  return [
    {
      by: `Flux ${describe(resource)}`,
      from: resource,
      path,
      name: getString(resource.tree, 'spec', 'releaseName') ?? (target === undefined ? name : `${target}-${name}`),
      namespace: target ?? resource.namespace,
      valuesFiles: files.map((file) => ({ path: file, from: 'top', isOptional })),
      values: values === undefined ? undefined : JSON.stringify(toData(values)),
      parameters: [],
      ...(valuesFrom.length === 0 ? {} : { valuesFrom }),
      isIncomplete:
        valuesFrom.length < sources.length ||
        resource.get('spec', 'postRenderers') !== undefined ||
        (files.length > 0 && !files.some((file) => /(^|\/)values\.ya?ml$/.test(file))),
    },
  ];
}

/** What a Secret says is not on disk, and a `targetPath` is not followed. */
function configMapOf(source: Tree): readonly ValuesSource[] {
  const name = getString(source, 'name');
  if (getString(source, 'kind') !== 'ConfigMap' || name === undefined || get(source, 'targetPath') !== undefined)
    return [];
  const key = getString(source, 'valuesKey') ?? 'values.yaml';
  return [{ name, key, isOptional: getBoolean(source, 'optional') === true }];
}

/** What no path of this repository looks like. */
const PATTERN = /[*{}$]|(^|\/)\.\.(\/|$)/;
