import { once } from '../../data/once.js';
import { httpPathsOf, ingressClassOf } from '../../k8s/routes/ingress.js';
import { readsPatterns } from '../../k8s/routes/ingress-paths.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isHostPlaceholder, isPlaceholder } from '../../k8s/syntax/placeholders.js';
import { getEntries, getString, toData, type Path } from '../../tree/tree.js';
import { areApplied } from '../unit/scope.js';
import type { OfKind, Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** A path of an Ingress that another Ingress has for the same host. */
export interface ContestedPath {
  readonly path: Path;
  readonly other: Resource;
  readonly otherPath: Path;
}

export interface IngressClaims {
  /** The first path of this Ingress that an earlier one of its class has with another backend. */
  contestedPath(ingress: Resource): ContestedPath | undefined;
  /** True where an Ingress of the whole tree makes ingress-nginx read paths of the host as regular expressions. */
  isReadAsPattern(host: string): boolean;
}

/** Of equal paths for one host a controller takes one, across Ingresses as within one (semantics 7.1). */
export function ingressClaimsOf(
  index: Pick<UnitIndex, 'ofKind' | 'isOneApply'>,
  isRefused: (resource: Resource) => boolean,
  ofTree: Surroundings['ofTree'],
): IngressClaims {
  const contested = once(() => {
    const first = new Map<string, { readonly other: Resource; readonly otherPath: Path }>();
    const found = new Map<Resource, ContestedPath>();
    for (const ingress of index.ofKind('networking.k8s.io', 'Ingress')) {
      if (ingress.partial || ingress.patched || isRefused(ingress) || sharesOnPurpose(ingress)) continue;
      for (const path of httpPathsOf(ingress)) {
        const claim = claimOf(ingress, path);
        if (claim === undefined) continue;
        const before = first.get(claim);
        if (before === undefined) first.set(claim, { other: ingress, otherPath: path });
        else if (
          before.other.name !== ingress.name &&
          !found.has(ingress) &&
          backendOf(before.other, before.otherPath) !== backendOf(ingress, path) &&
          areApplied(before.other, ingress, undefined, index.isOneApply)
        )
          found.set(ingress, { path, ...before });
      }
    }
    return found;
  });
  return {
    contestedPath: (ingress) => contested().get(ingress),
    isReadAsPattern: (host) => ofTree(patternedHosts).has(host),
  };
}

/** The hosts for which some Ingress makes ingress-nginx read regular expressions. */
function patternedHosts(ofKind: OfKind): ReadonlySet<string> {
  const reading = ofKind('networking.k8s.io', 'Ingress').filter(readsPatterns);
  return new Set(reading.flatMap((ingress) => httpPathsOf(ingress).map((path) => hostOf(ingress, path))));
}

/** A canary takes a part of the requests; groups of the AWS controller have an order of their own. */
const ON_PURPOSE = /(^|\/)(canary|group\.name|mergeable-ingress-type)$/;

function sharesOnPurpose(ingress: Resource): boolean {
  return getEntries(ingress.tree, 'metadata', 'annotations').some(({ key }) => ON_PURPOSE.test(key));
}

function hostOf(ingress: Resource, path: Path): string {
  return getString(ingress.tree, ...path.slice(0, 3), 'host') ?? '';
}

/** A rule without a host is for every host, and gives way to those that name one. */
function claimOf(ingress: Resource, path: Path): string | undefined {
  const host = hostOf(ingress, path);
  const text = getString(ingress.tree, ...path, 'path') ?? '';
  if (host === '' || isHostPlaceholder(host) || isPlaceholder(text)) return undefined;
  const type = getString(ingress.tree, ...path, 'pathType') ?? '';
  return JSON.stringify([ingressClassOf(ingress) ?? '', host.toLowerCase(), text, type]);
}

function backendOf(ingress: Resource, path: Path): string {
  const backend = ingress.get(...path, 'backend');
  return JSON.stringify(backend === undefined ? null : toData(backend));
}
