import { once, remember } from '../../data/once.js';
import { groupBy } from '../../data/group.js';
import {
  isCopied,
  type CompanionMaker,
  makerOf,
  makesItsSecrets,
  makingsOf,
} from '../../k8s/companions/companion-makers.js';
import { companionNames, type CompanionName } from '../../k8s/companions/companion-names.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { Namespaces } from '../unit/namespaces.js';
import { lastPairs } from '../unit/last-pairs.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What a name of something beside Services was probably meant to say. */
export type MeantCompanion =
  /** An object of the same name and of the other kind. */
  | { readonly how: 'kind'; readonly meant: CompanionMaker }
  /** One of the same name in another namespace only. */
  | { readonly how: 'namespace'; readonly meant: CompanionMaker; readonly namespace: string }
  /** One with a similar name. */
  | { readonly how: 'slip'; readonly meant: CompanionMaker }
  /** The only one beside it, which nobody names. */
  | { readonly how: 'left'; readonly meant: CompanionMaker };

/** What objects name beside Services: issuers, Secrets, plugins, classes, policies' targets (semantics 7.18). */
export interface Companions {
  /** Undefined where the name leads somewhere, or nothing on disk tells what was meant. */
  meantCompanion(name: CompanionName): MeantCompanion | undefined;
}

/** Among more of them a look-alike proves little. */
const MOST = 50;

interface Ground {
  readonly index: Pick<UnitIndex, 'resources' | 'ofKind' | 'isOneApply'>;
  readonly namespaces: Pick<Namespaces, 'of'>;
}

export function companionsOf(
  index: Ground['index'],
  namespaces: Ground['namespaces'],
  { ofTree }: Pick<Surroundings, 'ofTree'>,
): Companions {
  const everywhere = ofTree(byName);
  const here = byName(index.ofKind);
  const names = once(() => index.resources.flatMap((resource) => companionNames(resource)));
  const claims = once(() => groupBy(names(), ({ name }) => name));
  const spaceOf = ({ from, namespace }: CompanionName): string | null =>
    namespace === undefined ? namespaces.of(from) : namespace;
  const fits = (named: CompanionName, { resource }: CompanionMaker): boolean => {
    const [wanted, own] = [spaceOf(named), namespaces.of(resource)];
    return wanted === null || own === null || own === wanted;
  };
  const makersCalled = (named: CompanionName, from: typeof here): readonly CompanionMaker[] =>
    named.targets.flatMap(({ group, kind }) => namesOf(named).flatMap((name) => from(group, kind).get(name) ?? []));
  const isFound = (named: CompanionName): boolean =>
    makersCalled(named, everywhere).some(
      (maker) => fits(named, maker) && (!named.joined || isJoined(named.name, maker, namespaces.of)),
    );
  const isFree = ({ name, resource, kind }: CompanionMaker): boolean =>
    ![name, `${namespaces.of(resource) ?? ''}-${name}`]
      .flatMap((each) => claims().get(each) ?? [])
      .some((named) => named.targets.some((target) => target.kind === kind));
  const near = remember((named: CompanionName): MeantCompanion | undefined => {
    const other = namesakeOfOtherKind(named, here);
    if (other !== undefined) return { how: 'kind', meant: other };
    const shelves = named.targets.map(({ group, kind }) => here(group, kind));
    // Asked of every name that leads nowhere: what is too much is not even gathered.
    if (shelves.some(({ size }) => size > MOST)) return undefined;
    const some = shelves.flatMap((shelf) => [...shelf.values()].flat());
    if (some.length > MOST) return undefined;
    const namesake = named.joined ? undefined : some.find(({ name }) => name === named.name);
    const namespace = namesake && namespaces.of(namesake.resource);
    if (namesake !== undefined && typeof namespace === 'string')
      return isCopied(namesake.resource) ? undefined : { how: 'namespace', meant: namesake, namespace };
    const slip = some.find(
      (maker) => fits(named, maker) && isFree(maker) && isSlip(fullName(named, maker, namespaces.of), named.name),
    );
    return slip && { how: 'slip', meant: slip };
  });
  const isMissing = (named: CompanionName): boolean =>
    !isFound(named) && !(isSecret(named) && makesItsSecrets(named.from));
  const left = once(() => {
    const askers = names().filter((named) => isMissing(named) && near(named) === undefined);
    return lastCompanions({ index, namespaces }, askers, here, isFree);
  });

  return {
    meantCompanion(named) {
      if (!isMissing(named)) return undefined;
      const found = near(named);
      if (found !== undefined) return found;
      const last = left()(named);
      return last && { how: 'left', meant: last };
    },
  };
}

const isSecret = ({ targets }: CompanionName): boolean =>
  targets.some(({ group, kind }) => group === '' && kind === 'Secret');

type ByName = (group: string, kind: string) => ReadonlyMap<string, readonly CompanionMaker[]>;

/** What has, or makes, companions of a kind, by their name; each kind is read once. */
function byName(ofKind: (group: string, kind: string) => readonly Resource[]): ByName {
  const shelves = new Map<string, ReturnType<ByName>>();
  return (group, kind) => {
    const key = `${group}/${kind}`;
    const known = shelves.get(key);
    if (known !== undefined) return known;
    const made = makingsOf(group, kind).flatMap((making) =>
      ofKind(making.group, making.kind).flatMap((resource) => makerOf(resource, making) ?? []),
    );
    const shelf = groupBy(made, ({ name }) => name);
    shelves.set(key, shelf);
    return shelf;
  };
}

function namesakeOfOtherKind(named: CompanionName, here: ByName): CompanionMaker | undefined {
  return named.targets
    .flatMap(({ group, otherKind }) => (otherKind === undefined ? [] : (here(group, otherKind).get(named.name) ?? [])))
    .at(0);
}

/** Askers in vain and what nobody names, of one kind, namespace and folder. */
function lastCompanions(
  { index, namespaces }: Ground,
  askers: readonly CompanionName[],
  here: ByName,
  isFree: (maker: CompanionMaker) => boolean,
): (named: CompanionName) => CompanionMaker | undefined {
  const kinds = new Map(askers.flatMap(({ targets }) => targets.map((target) => [target.kind, target] as const)));
  const keyOf = ({ file }: Resource, kind: string, namespace: string | null): string =>
    JSON.stringify([index.isOneApply ? '' : file.folder, kind, namespace]);
  const last = lastPairs<CompanionName, CompanionMaker>({
    askers,
    // Only of what a Certificate writes is it known that it is one.
    things: [...kinds.values()]
      .flatMap(({ group, kind }) => [...here(group, kind).values()].flat())
      .filter((maker) => (maker.kind !== 'Secret' || maker.resource.kind === 'Certificate') && isFree(maker)),
    keysOfAsker: ({ from, targets, namespace }) =>
      targets.map(({ kind }) => keyOf(from, kind, namespace === undefined ? namespaces.of(from) : namespace)),
    keysOfThing: ({ resource, kind }) => [keyOf(resource, kind, namespaces.of(resource))],
    wishOf: ({ name }) => name,
    ownerOf: ({ resource }) => resource,
  });
  return (named) => {
    const found = last(named);
    return found !== undefined && shareWord(named.name, found.name) ? found : undefined;
  };
}

/** Words that say what it is, not whose. */
const OF_KINDS = new Set(['tls', 'cert', 'certificate', 'secret', 'default', 'issuer', 'policy', 'auth', 'middleware']);

function shareWord(a: string, b: string): boolean {
  const words = new Set(a.split(/[-.]/));
  return b.split(/[-.]/).some((word) => word.length >= 3 && !OF_KINDS.has(word) && words.has(word));
}

type NamespaceOf = (resource: Resource) => string | null;

/** `shop-auth` is `auth` of `shop`, or of a namespace that nobody knows. */
function namesOf({ name, joined }: CompanionName): readonly string[] {
  return joined ? [...name.matchAll(/-/g)].map(({ index }) => name.slice(index + 1)) : [name];
}

function isJoined(name: string, maker: CompanionMaker, of: NamespaceOf): boolean {
  const namespace = of(maker.resource);
  return namespace === null ? name.endsWith(`-${maker.name}`) : name === `${namespace}-${maker.name}`;
}

function fullName({ joined }: CompanionName, { name, resource }: CompanionMaker, of: NamespaceOf): string {
  const namespace = joined ? of(resource) : null;
  return namespace === null ? name : `${namespace}-${name}`;
}
