import { once } from '../../data/once.js';
import { nameOf } from '../../text/paths.js';
import { lastName, untagged } from '../pods/image-names.js';
import { APPLICATIONS } from './applications.js';
import { OPERATIONS } from './operations.js';
import { STORES } from './stores.js';
import { tagOf, versionOf, type Tag } from './tags.js';

/**
 * What the documentation or the Dockerfile of an image says about the ports on which it listens (semantics 6.8). Each
 * image has a line of words, first its names and then in any order:
 *
 * - `3000`: it listens there where nothing tells it otherwise, the port of its main purpose first;
 * - `?9094`: it may, by a setting; `=8222`: it does unless it is given arguments;
 * - `!15672:management`: it does only where a text of the container has the words;
 * - `/etc/grafana`: a mount there may say anything;
 * - `N8N_PORT`, `KC_HTTPS_PORT=8443`: the variable that moves the main port, or that one;
 * - `--port`, `port=`, `--query*`: arguments that may; where a line has none any argument may, with `--` none does;
 * - `>=25`, `<25`, `~rootless`, `^rootless`: the tags that it is true of;
 * - `...`: its users open more ports while it runs.
 *
 * Names without a slash are official images of Docker Hub.
 */
export interface ImageFacts {
  readonly name: string;
  readonly ports: readonly number[];
  /** Open by a setting. */
  readonly maybe: readonly number[];
  /** Open unless there are arguments. */
  readonly unlessArguments: readonly number[];
  /** Open only where a text of the container has the words. */
  readonly switched: ReadonlyMap<number, RegExp>;
  /** Folders and files of its configuration. */
  readonly config: readonly string[];
  /** The arguments that tell it another port; undefined where any may. */
  readonly told: readonly string[] | undefined;
  /** The variables that tell it another port than the one that they have here. */
  readonly variables: ReadonlyMap<string, number>;
  /** Its users open more ports while it runs. */
  readonly isOpenEnded: boolean;
  readonly tags: readonly string[];
}

type Lines = ReadonlyMap<string, readonly string[]>;

/** Every line with each of its names; a line is read when somebody asks for its image. */
function* namedLines(): Iterable<readonly [name: string, line: string]> {
  for (const line of `${STORES}${OPERATIONS}${APPLICATIONS}`.split('\n')) {
    const facts = line.search(/ [\d!]/);
    for (const name of facts === -1 ? [] : line.slice(0, facts).split(' ')) yield [name, line.slice(facts + 1)];
  }
}

const lines = once((): Lines => {
  const found = new Map<string, string[]>();
  for (const [name, line] of namedLines()) {
    const others = found.get(name);
    if (others === undefined) found.set(name, [line]);
    else others.push(line);
  }
  return found;
});

/** The first image whose name ends so. */
const namesakes = once((): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [name] of namedLines()) if (!found.has(nameOf(name))) found.set(nameOf(name), name);
  return found;
});

const READ = new Map<string, ImageFacts>();

function factsIn(name: string, line: string): ImageFacts {
  const key = `${name} ${line}`;
  const known = READ.get(key);
  if (known !== undefined) return known;
  const facts = readFacts(name, line);
  READ.set(key, facts);
  return facts;
}

function readFacts(name: string, line: string): ImageFacts {
  const words = line.split(' ').filter((word) => word !== '');
  const numbersBehind = (mark: string): readonly number[] =>
    words.filter((word) => word.startsWith(mark) && /^\W?\d+$/.test(word)).map((word) => Number(word.slice(1)));
  const ports = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const flags = words.filter((word) => /^-|^[a-z_]+=$/.test(word));
  const told = flags.filter((word) => word !== '--');
  return {
    name,
    ports,
    maybe: numbersBehind('?'),
    unlessArguments: numbersBehind('='),
    switched: new Map(
      words.flatMap((word) => {
        const [, number, by] = /^!(\d+):(.+)$/.exec(word) ?? [];
        return number === undefined ? [] : [[Number(number), new RegExp(by ?? '')] as const];
      }),
    ),
    config: words.filter((word) => word.startsWith('/')),
    told: flags.length === 0 ? undefined : told,
    variables: new Map(
      words.flatMap((word) => {
        const [, variable, number] = /^([A-Za-z]\w*)(?:=(\d+))?$/.exec(word) ?? [];
        return variable === undefined ? [] : [[variable, Number(number ?? ports[0])] as const];
      }),
    ),
    isOpenEnded: words.includes('...'),
    tags: words.filter((word) => /^[~^<>]/.test(word)),
  };
}

/** What is known of the image itself, not of one that somebody built from it; undefined for others. */
export function factsOf(image: string): ImageFacts | undefined {
  const name = officialName(untagged(image));
  const found = lines().get(name);
  if (found === undefined) return undefined;
  const tag = tagOf(image);
  return found.map((line) => factsIn(name, line)).find(({ tags }) => tags.every((condition) => meets(tag, condition)));
}

/** The image that answers scrapers of another program on that port: an exporter's number is its own by custom. */
export function exporterOn(number: number): string | undefined {
  for (const [name, line] of namedLines())
    if (/[-_]exporter$/.test(name) && factsIn(name, line).ports[0] === number) return nameOf(name);
  return undefined;
}

/** Last parts of names that say nothing of the program. */
const COMMON = /^(server|core|code|hello|micro|samples|ui|wiki|moto|console)$/;

/** What an image may open whose name ends like that of a known one, whoever built it and whatever its tag says. */
export function portsOfNamesakes(image: string): readonly number[] {
  const last = lastName(image);
  const first = COMMON.test(last) ? undefined : namesakes().get(last);
  if (first === undefined) return [];
  const found = (lines().get(first) ?? []).map((line) => factsIn(first, line));
  return found.flatMap(({ ports, maybe, unlessArguments, switched }) => [
    ...ports,
    ...maybe,
    ...unlessArguments,
    ...switched.keys(),
  ]);
}

function meets(tag: Tag, condition: string): boolean {
  const [mark = '', value] = [condition[0], condition.replace(/^\W+/, '')];
  if (mark === '~') return tag.text?.includes(value) === true;
  if (mark === '^') return tag.text?.includes(value) === false;
  const bound = versionOf(value);
  if (tag.version === undefined || bound === undefined) return false;
  return mark === '<' ? tag.version < bound : tag.version >= bound;
}

/** `docker.io/library/nginx` is `nginx`, and so is its copy in a public mirror; Bitnami has moved its old images. */
export function officialName(name: string): string {
  return name
    .replace(/^(docker\.io|index\.docker\.io|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws(\/docker)?)\//, '')
    .replace(/^library\//, '')
    .replace(/^bitnamilegacy\//, 'bitnami/');
}
