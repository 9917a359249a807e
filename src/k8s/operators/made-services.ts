import { get, getList, getNumber, getString, type Tree } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { OPERATOR_ROWS, type OperatorRow } from './operator-rows.js';

/** A Service that an operator makes for an object, and nobody writes. */
export interface MadeService {
  readonly maker: Resource;
  readonly name: string;
  /** Empty where they are not known. */
  readonly ports: readonly number[];
  /** No field gives it others. */
  readonly fixed: boolean;
  readonly scheme: 'http' | 'https' | undefined;
}

/** All that an operator makes for one object. */
export interface MadeServices {
  readonly maker: Resource;
  readonly services: readonly MadeService[];
  /** True for a word of a name, or of a variable, that says what the object is. */
  readonly isWord: (word: string) => boolean;
  /** True where it makes no other Service that begins with its name. */
  readonly isComplete: (name: string) => boolean;
}

const BY_KIND: ReadonlyMap<string, OperatorRow> = new Map(OPERATOR_ROWS.map((row) => [row.kind, row]));

/** The Services that an operator makes for an object; undefined for what no row is about (semantics 3.8). */
export function servicesMadeFor(resource: Resource): MadeServices | undefined {
  return BY_KIND.has(`${resource.group}/${resource.kind}`) ? resource.view(readServices) : undefined;
}

function readServices(maker: Resource): MadeServices | undefined {
  const row = BY_KIND.get(`${maker.group}/${maker.kind}`);
  const { name } = maker;
  if (row === undefined || name === undefined) return undefined;
  const { also, open, words } = row;
  const scheme = schemeOf(row, maker.tree);
  const listeners = listenersOf(row, maker.tree);
  const services = row.made.flatMap(([template, ports, usual]) =>
    namesIn(template, name, maker.tree).map((made): MadeService => {
      const known = ports.length > 0 ? ports : listeners;
      return {
        maker,
        name: made,
        ports: known,
        fixed: row.fixed === true && known.length > 0 && made !== `${name}-kafka-brokers`,
        scheme: usual === 'https' ? scheme : usual,
      };
    }),
  );
  return {
    maker,
    services,
    isWord: (word) => words.test(word),
    isComplete: (wanted) =>
      open !== true &&
      (also === undefined || !wanted.startsWith(`${name}-`) || !also.test(wanted.slice(name.length + 1))),
  };
}

function schemeOf({ plain }: OperatorRow, tree: Tree): MadeService['scheme'] {
  if (plain === undefined) return 'https';
  const [path, off] = plain;
  const value = get(tree, ...path);
  if (value === undefined) return 'https';
  if (value.type !== 'scalar' || typeof value.value !== 'boolean') return undefined;
  return value.value === off ? 'http' : 'https';
}

/** The numbers of listeners; none where the field has another form, or one is filled in. */
function listenersOf({ listeners }: OperatorRow, tree: Tree): readonly number[] {
  const items = listeners === undefined ? [] : getList(tree, ...listeners);
  const numbers = items.flatMap((item) => getNumber(item, 'port') ?? []);
  return numbers.length === items.length ? numbers : [];
}

/** `NAME-{replsets.*.name}` is one name for each item. */
function namesIn(template: string, name: string, tree: Tree): readonly string[] {
  const [whole, field] = /\{([\w.*]+)\}/.exec(template) ?? [];
  const named = template.replace('NAME', name);
  if (whole === undefined || field === undefined) return [named];
  const [list = '', key] = field.split('.*.');
  const values =
    key === undefined
      ? [getString(tree, 'spec', list)]
      : getList(tree, 'spec', ...list.split('.')).map((item) => getString(item, key));
  return values.flatMap((value) => (value === undefined ? [] : [named.replace(whole, value.toLowerCase())]));
}
