import { textOf } from '../../text/source-file.js';
import { partsOf } from '../../tree/part-of-scalar.js';
import { getList, isString, scalarsIn, type Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import { datagramListeners, datagramPortsOf, datagramsInVariable, datagramsInWord } from './datagrams.js';
import type { PodTemplate } from '../workloads/workload.js';
import type { ConfigFormat } from '../servers/config-format.js';
import { CONFIG_FORMATS } from '../servers/config-formats.js';
import { type Endpoint, isLoopback } from '../servers/config-readers.js';
import type { FindObject } from './config-sources.js';
import { loopbackLines } from '../configuration/loopback-lines.js';
import { mountsOf, type MountedFile, type Mounts } from './mounted-files.js';

/** Where a mounted file makes the program of a container listen. */
export interface ConfiguredListener {
  readonly program: string;
  readonly file: MountedFile;
  readonly place: Place;
  /** True where the place is that of `said` alone, and not of the whole file. */
  readonly exact: boolean;
  /** The words of the file. */
  readonly said: string;
  /** The whole line that they stand on. */
  readonly line: string;
  /** Empty for every address. */
  readonly address: string;
  readonly port: number | undefined;
  /** The words that say the port, where others say the address. */
  readonly portWords?: { readonly place: Place; readonly said: string };
  /** The program reads the file for sure: it stands where the program looks, or the command names it. */
  readonly sure: boolean;
  /** The file leaves the address out, and the program takes the loopback then. */
  readonly omitted: boolean;
  /** The line that opens it to every address, where that is known. */
  readonly remedy: string | undefined;
  /** The program has other ports of which the file was not asked. */
  readonly partial: boolean;
  /** The port that the program takes where the file names none. */
  readonly usual: number;
  /** It is a listener of another purpose than the main one of the program. */
  readonly beside?: true;
  /** It takes datagrams, and no connections. */
  readonly datagrams?: true;
}

/** A text that makes a program listen for datagrams only: a line of a mounted file, a word, a variable, an image. */
export interface Datagrams {
  readonly resource: Resource;
  readonly place: Place;
  readonly port: number;
}

export interface Configured {
  readonly listeners: readonly ConfiguredListener[];
  readonly datagrams: readonly Datagrams[];
  /** Lines of code, or of files of unknown programs, that bind a port to the loopback. */
  readonly lines: readonly ConfiguredListener[];
  /** Every file of a ConfigMap or Secret that the container finds. */
  readonly files: readonly MountedFile[];
  /** The files are all that tells the program where to listen, so that it listens nowhere else. */
  readonly complete: boolean;
}

const NOTHING: Configured = { listeners: [], datagrams: [], lines: [], files: [], complete: false };

/** What the mounted ConfigMaps and Secrets of a container tell its program. */
export function configuredBy(container: Container, template: PodTemplate, find: FindObject): Configured {
  const told = datagramsTold(container, template.workload.resource);
  if (container.get('volumeMounts') === undefined) return told.length === 0 ? NOTHING : { ...NOTHING, datagrams: told };
  const mounts = mountsOf(container, template, find);
  const { files: all } = mounts;
  const { image } = container;
  const command = [...scalarsIn(container.get('command')), ...scalarsIn(container.get('args'))].join('\n');
  const datagrams = [...all.flatMap((file) => datagramsIn(file, image)), ...told];
  for (const format of CONFIG_FORMATS) {
    if (isOfOthers(format, container, command)) continue;
    const files = filesOf(format, mounts, image, command);
    const listeners = files.flatMap(({ file, sure }) => [
      ...listenersIn(file, format, sure, image),
      ...(sure ? localIn(file, format, container) : []),
    ]);
    if (listeners.length > 0) {
      const complete = command === '' && isComplete(format, mounts, listeners);
      return { listeners, datagrams, lines: [], files: all, complete };
    }
  }
  if (command === '' && TOLD_BY_IMAGE.test(image)) return { ...NOTHING, datagrams, files: all };
  const unknown = all.filter(({ path }) => !CONFIG_FORMATS.some(({ read }) => read.test(path)));
  return { ...NOTHING, datagrams, files: all, lines: unknown.flatMap((file) => linesIn(file, command)) };
}

function isOfOthers({ unless }: ConfigFormat, { variables }: Container, command: string): boolean {
  return unless !== undefined && (unless.test(command) || variables.some(({ name }) => unless.test(name)));
}

/** Images whose entrypoint gives the address in a flag, which wins over any file: coder/code-server. */
const TOLD_BY_IMAGE = /(^|\/)code-server([:@]|$)/;

function linesIn(file: MountedFile, command: string): readonly ConfiguredListener[] {
  return loopbackLines(file.text).map(({ inCode, ...endpoint }) => ({
    ...placedIn(file, endpoint),
    program: file.path,
    sure: inCode && command.includes(file.path),
    remedy: undefined,
    partial: true,
    usual: endpoint.port,
  }));
}

/** The words of a file that an endpoint stands for. */
function placedIn(
  file: MountedFile,
  { address, port, portAt, start, end, omitted }: Endpoint,
): Pick<
  ConfiguredListener,
  'file' | 'place' | 'exact' | 'said' | 'line' | 'address' | 'port' | 'portWords' | 'omitted'
> {
  const placeOf = (from: number, to: number): Place =>
    file.plain ? partsOf(file.scalar)(from, to) : file.scalar.place;
  const place = placeOf(start, end);
  const said = file.text.slice(start, end);
  const portWords = portAt && {
    place: placeOf(portAt.start, portAt.end),
    said: file.text.slice(portAt.start, portAt.end),
  };
  const exact = textOf(place.anchor ?? place.span) === said;
  return {
    ...{ file, place, exact, said, line: lineAt(file.text, start), address, port, omitted: omitted === true },
    ...(portWords === undefined ? {} : { portWords }),
  };
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? undefined : end);
}

function datagramsIn(file: MountedFile, image: string): readonly Datagrams[] {
  const partOf = partsOf(file.scalar);
  return datagramListeners(image, file.path, file.text).map(({ port, start, end }) => ({
    resource: file.resource,
    place: file.plain ? partOf(start, end) : file.scalar.place,
    port,
  }));
}

/** What its own texts say; a number that several of them have may be that of a listener for connections as well. */
function datagramsTold(container: Container, resource: Resource): readonly Datagrams[] {
  const { image } = container;
  const words = ['command', 'args'].flatMap((field) => getList(container.get(field))).filter(isString);
  const named = [
    ...words.flatMap((word) => datagramsInWord(word.value).map((port) => ({ resource, place: word.place, port }))),
    ...container.variables.flatMap(({ name, value, scalar }) =>
      datagramsInVariable(name, value).map((port) => ({ resource, place: scalar.place, port })),
    ),
  ];
  const texts = named.length === 0 ? [] : [...words, ...container.variables].map(({ value }) => value);
  const found = named.filter(
    ({ port }) => texts.reduce((sum, text) => sum + text.split(String(port)).length - 1, 0) < 2,
  );
  return [...found, ...datagramPortsOf(image).map((port) => ({ resource, place: container.at('image'), port }))];
}

/** The files that the program is sure to read; else the only one that it may read. */
function filesOf(
  { files, image: images, read, program }: ConfigFormat,
  mounts: Mounts,
  image: string,
  command: string,
): readonly { readonly file: MountedFile; readonly sure: boolean }[] {
  const possible = mounts.files.filter(({ path }) => files.test(path));
  const sure = possible.filter(
    ({ path }) =>
      (images.test(image) || read.test(path) || command.includes(program)) &&
      (read.test(path) || command.includes(path)),
  );
  if (sure.length > 0) return sure.map((file) => ({ file, sure: true }));
  const [only, ...more] = possible;
  const runsIt = images.test(image) || images.source === '^$';
  return only !== undefined && more.length === 0 && runsIt ? [{ file: only, sure: false }] : [];
}

function listenersIn(
  file: MountedFile,
  format: ConfigFormat,
  sure: boolean,
  image: string,
): readonly ConfiguredListener[] {
  return format.endpoints(file.text, format.port, image).map((endpoint) => ({
    ...placedIn(file, endpoint),
    program: format.program,
    sure,
    remedy: undefined,
    partial: format.partial === true,
    usual: endpoint.beside ?? format.port,
    ...(endpoint.beside === undefined ? {} : { beside: true }),
    ...(endpoint.datagrams === true ? { datagrams: true } : {}),
  }));
}

/** The loopback of a program that takes it by itself, where neither the file nor anything else says otherwise. */
function localIn(file: MountedFile, format: ConfigFormat, container: Container): readonly ConfiguredListener[] {
  const { local, program, port } = format;
  const { image } = container;
  if (local?.image.test(image) !== true || container.get('envFrom') !== undefined) return [];
  const words = ['command', 'args'].flatMap((field) => [...scalarsIn(container.get(field))]);
  const variables = container.variables.map(({ name }) => name);
  if ([file.text, ...words, ...variables].some((text) => local.unless.test(text))) return [];
  const written = format.endpoints(file.text, port, image)[0]?.port;
  return [
    {
      program,
      file,
      place: file.keyAt,
      exact: true,
      said: program,
      line: '',
      address: 'localhost',
      port: written ?? port,
      sure: true,
      omitted: true,
      remedy: local.remedy,
      partial: true,
      usual: port,
    },
  ];
}

/** Only of nginx it is known which files of the image the mounted ones take the place of. */
function isComplete(
  { program }: ConfigFormat,
  { paths, unknown }: Mounts,
  listeners: readonly ConfiguredListener[],
): boolean {
  if (program !== 'nginx' || unknown.some((path) => path.startsWith('/etc/nginx'))) return false;
  const main = listeners.some(({ file }) => file.path === '/etc/nginx/nginx.conf');
  const replaced = ['/etc/nginx', '/etc/nginx/conf.d', '/etc/nginx/conf.d/default.conf'].some((path) =>
    paths.includes(path),
  );
  return (main || replaced) && listeners.every(({ port, sure }) => sure && port !== undefined);
}

/** Those that nobody outside of the Pod reaches, since none for the same port listens on another address. */
export function loopbackOnly({ listeners, lines }: Configured): readonly ConfiguredListener[] {
  const bound = listeners.filter(
    ({ address, port }) => isLoopback(address) && !listeners.some((other) => isOpen(other, port, listeners)),
  );
  return [...bound, ...lines];
}

/** What a file says of the port alone counts as every address, unless the program takes the loopback then. */
function isOpen(
  { address, port }: ConfiguredListener,
  wanted: number | undefined,
  all: readonly ConfiguredListener[],
): boolean {
  return port === wanted && !isLoopback(address) && !(address === '' && all.some(({ omitted }) => omitted));
}
