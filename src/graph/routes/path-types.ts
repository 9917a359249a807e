import { once } from '../../data/once.js';
import { tagOf, versionOf } from '../../k8s/images/tags.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Instructions } from '../../units/instructions/instructions.js';
import { getList, getString, toData } from '../../tree/tree.js';
import type { OfKind, Surroundings } from '../unit/surroundings.js';

export interface PathTypes {
  /** True where the tree has an ingress-nginx that takes any path of type Prefix or Exact (semantics 7.1). */
  takesOddPaths(): boolean;
}

/** The first version of the controller, and of its chart, that checks by default. */
const STRICT = { controller: versionOf('1.12') ?? 0, chart: versionOf('4.12') ?? 0 };
const IMAGE = /(^|\/)(ingress-nginx\/controller|nginx-ingress-controller)(-chroot)?([:@]|$)/;
const SWITCHED_OFF = /strict-validate-path-type["']?: *\\?["']?false/;

export function pathTypesOf(
  { ofTree }: Pick<Surroundings, 'ofTree'>,
  { ingressNginxVersions }: Pick<Instructions, 'ingressNginxVersions'>,
): PathTypes {
  return {
    takesOddPaths: once(
      () =>
        ingressNginxVersions().some((text) => isBefore(versionOf(text), STRICT.controller)) || ofTree(hasLenientNginx),
    ),
  };
}

/** A controller of an old version, or one that is told to let all paths pass. */
function hasLenientNginx(ofKind: OfKind): boolean {
  const images = ['Deployment', 'DaemonSet'].flatMap((kind) => ofKind('apps', kind).flatMap(imagesOf));
  return (
    images.some((image) => IMAGE.test(image) && isBefore(tagOf(image).version, STRICT.controller)) ||
    ofKind('', 'Service').some(isLabelledBefore) ||
    ofKind('helm.toolkit.fluxcd.io', 'HelmRelease').some(isLenient) ||
    ofKind('', 'ConfigMap').some(({ tree }) => getString(tree, 'data', 'strict-validate-path-type') === 'false')
  );
}

const isBefore = (version: number | undefined, bound: number): boolean => version !== undefined && version < bound;

function imagesOf({ tree }: Resource): readonly string[] {
  return getList(tree, 'spec', 'template', 'spec', 'containers').map(
    (container) => getString(container, 'image') ?? '',
  );
}

/** The Service of the controller may be all of it that is on disk: its manifests label it with the version. */
function isLabelledBefore({ tree }: Resource): boolean {
  const label = (name: string): string => getString(tree, 'metadata', 'labels', `app.kubernetes.io/${name}`) ?? '';
  return label('name') === 'ingress-nginx' && isBefore(versionOf(label('version')), STRICT.controller);
}

/** A release of its chart, of an old version or with a setting of its own. */
function isLenient({ tree }: Resource): boolean {
  const chart = ['spec', 'chart', 'spec'];
  if (getString(tree, ...chart, 'chart') !== 'ingress-nginx') return false;
  const version = versionOf(getString(tree, ...chart, 'version') ?? '');
  return isBefore(version, STRICT.chart) || SWITCHED_OFF.test(JSON.stringify(toData(tree)));
}
