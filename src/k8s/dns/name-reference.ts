import type { Place, ScalarTree } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { type Configuration, readConfiguration } from '../configuration/configuration.js';
import { upstreamsIn } from '../configuration/directives.js';
import { type OwnResolver, ownResolverAt } from '../configuration/own-resolvers.js';
import type { Resource } from '../object/resource.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate, Workload } from '../workloads/workload.js';
import { calledAs, isCalledByServer } from '../hosts/called-by-server.js';
import { calledBy } from '../hosts/client-commands.js';
import { connectionHosts } from '../hosts/connection-strings.js';
import { readClusterName, type ClusterName } from './cluster-name.js';
import { stemOfHost, textsOf, type NameField, type Source } from './name-sources.js';
import type { Resolver } from './other-resolvers.js';
import { partsOf, type PartOf } from '../../tree/part-of-scalar.js';
import { addressesIn, type Address } from '../hosts/scan.js';
import { otlpExporterAt, otlpVariableOf, type OtlpTransport } from '../hosts/otlp-exporters.js';
import { isForOthers, isIdentifier, isRemark, isShownToBrowsers, isTagOrOwner } from '../hosts/surroundings.js';

/** The port that stands with a name. */
export type NamePort =
  | { readonly kind: 'number'; readonly number: number; readonly at: Place }
  /** None, so that the client takes the one of the scheme. */
  | { readonly kind: 'unwritten' }
  /** Filled in at run time, or told elsewhere. */
  | { readonly kind: 'open' };

/** One DNS-like name in a text that Pods read. */
export interface NameReference {
  readonly from: Resource;
  /**
   * The Pods whose container has the text; undefined for a ConfigMap or Secret, which any Pod of its namespace may
   * read.
   */
  readonly template: PodTemplate | undefined;
  /** The container whose variable or argument it is. */
  readonly container: Container | undefined;
  /** The program that resolves it, if not Pods that read it. */
  readonly resolver: Resolver | undefined;
  readonly field: NameField;
  /** The name of the variable or of the data entry; of the container for arguments. */
  readonly key: string;
  /**
   * How it was recognised: a full cluster name, the host of a URL, of a `host:port`, or the whole value of a `*_HOST`
   * variable.
   */
  readonly form: Address['form'];
  readonly scheme: string | undefined;
  /** Whether the client speaks plain HTTP or TLS, by the scheme of a URL or a setting beside the host. */
  readonly toldScheme: ToldScheme | undefined;
  /** How an exporter of OTLP speaks to it, where that is written. */
  readonly toldOtlp: OtlpTransport | undefined;
  readonly name: ClusterName;
  /** As written, without port and trailing dot. */
  readonly host: string;
  /** A trailing dot keeps the resolver from appending search domains. */
  readonly absolute: boolean;
  /** The program that resolves the name by itself while it runs, without search domains. */
  readonly ownResolver: OwnResolver | undefined;
  /** A server calls it by itself, as a proxy its upstream, and hands it to no browser. */
  readonly calledByServer: boolean;
  /** What the file says that the server calls there: `alertmanager`. */
  readonly calledAs: string | undefined;
  readonly port: NamePort;
  /** The slash before it in a URL that has but one. */
  readonly oddSlash: Place | undefined;
  /** The host inside the value; the whole value where it cannot be told apart. */
  readonly hostAt: Place;
  /** A piece of the host, or of what follows it, by offsets from the host's start. */
  piece(start: number, end: number): Place;
}

/**
 * Every DNS-like name in the variables, arguments and commands of a workload, in the data of a ConfigMap or Secret, or
 * in an Ingress' annotations.
 */
export function namesOf(resource: Resource, workload: Workload | undefined): readonly NameReference[] {
  const sources = textsOf(resource, workload);
  const defined = new Set(sources.flatMap(({ field, text }) => (field === 'data' ? upstreamsIn(text) : [])));
  return sources.flatMap((source) => namesIn(source, defined));
}

/** Of an encoded text only the whole has a place. */
function piecesOf({ scalar, encoded, part }: Source): PartOf {
  return part ?? (encoded === true ? (): Place => scalar.place : partsOf(scalar));
}

/** `defined` are names that another entry of the same ConfigMap gives to servers. */
function namesIn(source: Source, defined: ReadonlySet<string>): readonly NameReference[] {
  const { text, field } = source;
  if (source.given !== undefined) return wholeValue(source);
  const isOrder = field === 'command' || field === 'args' || field === 'check';
  const configuration = field === 'data' ? readConfiguration(source.key, text) : undefined;
  const called = isOrder || (field === 'data' && isScript(source)) ? calledBy(text) : [];
  const connected = source.joined === true ? [] : connectionHosts(text);
  const tells = configuration !== undefined || called.length > 0 || connected.length > 0;
  if (!tells && (source.joined === true || !/\.svc|:\/\/|:\d/i.test(text))) return wholeValue(source);
  const part = piecesOf(source);
  const forOthers = field === 'data' && isForOthers(text);
  const written = source.joined === true ? [] : withCalls(addressesIn(text), connected);
  const found = configuration === undefined ? withCalls(written, called) : withHosts(written, configuration);
  return found.flatMap((address): NameReference[] => {
    const host = text.slice(address.host.start, address.host.end);
    if (isPlaceholder(host)) return [];
    const name = isUnspecified(host, source) ? { form: 'loopback' as const } : readClusterName(host.toLowerCase());
    if (
      name === undefined ||
      (isShort(name) &&
        ((field === 'annotation' && source.resolver === undefined) || forOthers || isNoHost(source, address)))
    )
      return [];
    const { start } = address.host;
    if (configuration?.isOff(start) === true || configuration?.isDefined(host) === true || defined.has(host)) return [];
    const isUncalled =
      isRemark(text, start) ||
      isIdentifier(text, start) ||
      (name.form === 'loopback' && isShownToBrowsers(text, start));
    if (isUncalled) return [];
    return [new TextName(source, part, name, host, address)];
  });
}

/** A file that a shell runs. */
function isScript({ key, text }: Source): boolean {
  return /\.(?:ba)?sh$/.test(key) || /^#!.{0,100}\bsh\b|^#!.{0,100}\bbash\b/.test(text);
}

/** A client that calls 0.0.0.0 calls itself, as its kernel has it; in other variables it is where a server listens. */
function isUnspecified(host: string, { key, field }: Source): boolean {
  return host === '0.0.0.0' && field === 'env' && key.startsWith('OTEL_EXPORTER_');
}

/** A host that a format tells may be found by its shape as well; the port stands in a word of its own. */
function withCalls(written: readonly Address[], called: readonly Address[]): readonly Address[] {
  const hosts = new Set(called.map(({ host }) => host.start));
  return called.length === 0 ? written : [...written.filter(({ host }) => !hosts.has(host.start)), ...called];
}

/**
 * The addresses of a configuration file: what stands in any text, and hosts that its format tells. A port beside a URL
 * may belong to it; one beside a full name does.
 */
function withHosts(written: readonly Address[], { hosts, hasPortBeside }: Configuration): readonly Address[] {
  const taken = new Set(written.map(({ host }) => host.start));
  const told = new Map(hosts.map((host) => [host.start, host]));
  return [
    ...written.map((address): Address => {
      if (address.port !== undefined) return address;
      if (address.form === 'url') return hasPortBeside(address.host.start) ? { ...address, openPort: true } : address;
      const beside = address.openPort ? undefined : told.get(address.host.start);
      return beside?.port === undefined ? address : { ...address, form: 'value', port: beside.port, told: beside.told };
    }),
    ...hosts
      .filter(({ start }) => !taken.has(start))
      .map(({ start, end, port, scheme, told }): Address => ({
        form: 'value',
        scheme,
        host: { start, end },
        absolute: false,
        told,
        port,
        openPort: port === undefined && scheme === undefined,
      })),
  ];
}

/** What may be a name of something else: it tells by its shape alone neither a Service nor the cluster. */
function isShort({ form }: ClusterName): boolean {
  return form === 'short' || form === 'loopback';
}

/** A short form that only looks like a host: an image with its tag, a user with a group, a small number. */
function isNoHost({ key, text }: Source, { form, host, port }: Address): boolean {
  return (
    form === 'pair' &&
    (/image/i.test(key) ||
      isTagOrOwner(text, host.start) ||
      (port !== undefined && Number(text.slice(port.start, port.end)) < 20))
  );
}

/** What a client speaks, and the word that says so. */
export interface ToldScheme {
  readonly scheme: 'http' | 'https';
  readonly at: Place;
}

const SCHEMES: ReadonlyMap<string, ToldScheme['scheme']> = new Map([
  ['http', 'http'],
  ['ws', 'http'],
  ['https', 'https'],
  ['wss', 'https'],
]);

/** A tree has as many as it has names in its texts, and of most of them nobody asks a place. */
class TextName implements NameReference {
  constructor(
    private readonly source: Source,
    private readonly part: PartOf,
    readonly name: ClusterName,
    readonly host: string,
    /** Where it stands in the text; undefined where it is the whole of it. */
    private readonly address: Address | undefined,
  ) {}

  get from(): Resource {
    return this.source.from;
  }

  get template(): PodTemplate | undefined {
    return this.source.template;
  }

  get container(): Container | undefined {
    return this.source.container;
  }

  get resolver(): Resolver | undefined {
    return this.source.resolver;
  }

  get field(): NameField {
    return this.source.field;
  }

  get key(): string {
    return this.source.key;
  }

  get form(): NameReference['form'] {
    return this.address?.form ?? 'value';
  }

  get scheme(): string | undefined {
    return this.address?.scheme;
  }

  get toldScheme(): ToldScheme | undefined {
    const { address, source } = this;
    if (address?.told !== undefined) {
      const { scheme: written, start, end } = address.told;
      const told = written.toLowerCase() === 'https' ? 'https' : 'http';
      return { scheme: told, at: this.part(start, end) };
    }
    const scheme = SCHEMES.get(address?.scheme?.toLowerCase() ?? '');
    if (scheme === undefined || address?.scheme === undefined) return undefined;
    const start = source.text.lastIndexOf(`${address.scheme}:`, address.host.start);
    return { scheme, at: this.part(start, start + address.scheme.length) };
  }

  get toldOtlp(): OtlpTransport | undefined {
    const { address, source } = this;
    if (address === undefined) return undefined;
    if (source.field === 'env') return otlpVariableOf(source.key, source.container?.variables ?? []);
    return source.field === 'data' ? otlpExporterAt(source.text, address.host.start) : undefined;
  }

  get absolute(): boolean {
    return this.address === undefined ? this.source.text.endsWith('.') : this.address.absolute;
  }

  get ownResolver(): OwnResolver | undefined {
    const { source, address } = this;
    return source.field === 'data' && address !== undefined
      ? ownResolverAt(source.text, address.host.start)
      : undefined;
  }

  get calledByServer(): boolean {
    const { source, address } = this;
    return source.field === 'data' && address !== undefined && isCalledByServer(source.text, address.host.start);
  }

  get calledAs(): string | undefined {
    const { source, address } = this;
    return source.field === 'data' && address !== undefined ? calledAs(source.text, address.host.start) : undefined;
  }

  get port(): NamePort {
    return this.address === undefined ? portBeside(this.source) : portInText(this.source, this.address, this.part);
  }

  get oddSlash(): Place | undefined {
    const slash = this.address?.slash;
    return slash && this.part(slash.start, slash.end);
  }

  get hostAt(): Place {
    return this.piece(0, this.host.length);
  }

  piece(start: number, end: number): Place {
    const from = this.address?.host.start ?? 0;
    return this.part(from + start, from + end);
  }
}

const UNWRITTEN: NamePort = { kind: 'unwritten' };
const OPEN: NamePort = { kind: 'open' };

/** The same for the digits of a port. */
class WrittenPort {
  readonly kind = 'number';

  constructor(
    readonly number: number,
    private readonly digits: { readonly start: number; readonly end: number },
    private readonly part: PartOf,
  ) {}

  get at(): Place {
    return this.part(this.digits.start, this.digits.end);
  }
}

function portInText(source: Source, { port, openPort, host }: Address, part: PartOf): NamePort {
  const { text, sibling } = source;
  if (port !== undefined) {
    return new WrittenPort(Number(text.slice(port.start, port.end)), port, part);
  }
  if (host.start === 0 && host.end === text.length) return portOf(sibling) ?? UNWRITTEN;
  return openPort || sibling !== undefined || source.portBeside === true ? OPEN : UNWRITTEN;
}

/** The port that a scalar beside the host gives; undefined where there is none. */
function portOf(sibling: ScalarTree | undefined): NamePort | undefined {
  if (sibling === undefined) return undefined;
  const digits = String(sibling.value);
  return /^\d{1,5}$/.test(digits)
    ? { kind: 'number', number: Number(digits), at: partsOf(sibling)(0, digits.length) }
    : { kind: 'open' };
}

/** These hold many things that are no host; with a port beside them they do. */
const VAGUE_SUFFIX = /[_.-](SERVICE|URL|URI|ENDPOINT|SERVER)$/i;

/** The server of a store or a protocol is a host: `MONGODB_SERVER`, `SMTP_SERVER`. `DB_SERVER` may say its kind. */
const SERVER_OF =
  /(?:^|[_.-])(?:MONGO(?:DB)?|MYSQL|MARIADB|POSTGRES(?:QL)?|REDIS|RABBIT(?:MQ)?|MQTT|KAFKA|SMTP|LDAP|NATS|MEMCACHED?)[_.-]SERVER$/i;

const isVague = (key: string): boolean => VAGUE_SUFFIX.test(key) && !SERVER_OF.test(key);

/** What is called on a port of its own, by the last word of a key: `ZBX_JAVAGATEWAY` beside `ZBX_JAVAGATEWAYPORT`. */
const CALLED =
  /(?:GATEWAY|BROKER|PROXY|MASTER|PRIMARY|LEADER|BACKEND|UPSTREAM|COLLECTOR|AGENT|RELAY|COORDINATOR|SEED)$/i;

function isCalled({ field, key, sibling }: Source): boolean {
  return field === 'field' || (CALLED.test(key) && /^\d{2,5}$/.test(String(sibling?.value)));
}

/** The whole value of a `*_HOST` variable, with the port that a sibling gives (semantics 8.5 d). */
function wholeValue(source: Source): readonly NameReference[] {
  const { field, key, text, sibling } = source;
  if (
    ((field === 'command' || field === 'args' || field === 'check') && source.given === undefined) ||
    field === 'annotation' ||
    !(source.given !== undefined || stemOfHost(key) !== undefined || (sibling !== undefined && isCalled(source))) ||
    text.length > 253 ||
    isPlaceholder(text)
  )
    return [];
  if (sibling === undefined && source.given === undefined && isVague(key)) return [];
  const host = text.endsWith('.') ? text.slice(0, -1) : text;
  const name = readClusterName(host);
  if (name === undefined) return [];
  return [new TextName(source, piecesOf(source), name, host, undefined)];
}

function portBeside({ given, sibling }: Source): NamePort {
  return given === undefined ? (portOf(sibling) ?? OPEN) : { kind: 'number', number: given.port, at: given.at };
}
