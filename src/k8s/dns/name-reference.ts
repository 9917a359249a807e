import { getEntries, getList, getString, type Entry, type Place, type ScalarTree } from '../../tree/tree.js';
import type { Container } from '../pod.js';
import { isPlaceholder } from '../placeholders.js';
import { isKind, type Resource } from '../resource.js';
import type { PodTemplate, Workload } from '../workload.js';
import { readClusterName, type ClusterName } from './cluster-name.js';
import { partsOf, type PartOf } from './part.js';
import { addressesIn, type Address } from './scan.js';
import { isForOthers, isNoCall, isProse, isRemark, isTagOrOwner } from './surroundings.js';

/** Where a name stands: a variable, an argument or a command of a container, or an entry of a ConfigMap or Secret. */
export type NameField = 'env' | 'args' | 'command' | 'data';

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
  /** The Pods whose container has the text; undefined for a ConfigMap or Secret, which any Pod of its namespace may read. */
  readonly template: PodTemplate | undefined;
  readonly field: NameField;
  /** The name of the variable or of the data entry; of the container for arguments. */
  readonly key: string;
  /** How it was recognised: a full cluster name, the host of a URL, of a `host:port`, or the whole value of a `*_HOST` variable. */
  readonly form: Address['form'] | 'value';
  readonly scheme: string | undefined;
  readonly name: ClusterName;
  /** As written, without port and trailing dot. */
  readonly host: string;
  /** A trailing dot keeps the resolver from appending search domains. */
  readonly absolute: boolean;
  readonly port: NamePort;
  /** The host inside the value; the whole value where it cannot be told apart. */
  readonly hostAt: Place;
  /** A piece of the host, or of what follows it, by offsets from the host's start. */
  piece(start: number, end: number): Place;
}

/** A text with all that is known of it before it is searched. */
interface Source {
  readonly from: Resource;
  readonly template: PodTemplate | undefined;
  readonly field: NameField;
  readonly key: string;
  readonly scalar: ScalarTree;
  readonly text: string;
  /** A variable beside this one holds the port. */
  readonly sibling?: ScalarTree | undefined;
}

/** Every DNS-like name in the variables, arguments and commands of a workload, or in the data of a ConfigMap or Secret. */
export function namesOf(resource: Resource, workload: Workload | undefined): readonly NameReference[] {
  const sources = workload !== undefined ? workload.templates.flatMap(containerTexts) : dataTexts(resource);
  return sources.flatMap(namesIn);
}

function containerTexts(template: PodTemplate): readonly Source[] {
  const from = template.workload.resource;
  return template.containers.flatMap((container) => [
    ...envTexts(template, container),
    ...(['command', 'args'] as const).flatMap((field) =>
      getList(container.get(field)).flatMap((item): Source[] =>
        item.type === 'scalar' && typeof item.value === 'string' ? [{ from, template, field, key: container.name, scalar: item, text: item.value }] : [],
      ),
    ),
  ]);
}

function envTexts(template: PodTemplate, container: Container): readonly Source[] {
  const from = template.workload.resource;
  const values = new Map<string, ScalarTree>();
  for (const item of getList(container.get('env'))) {
    const [name, value] = [getString(item, 'name'), item.type === 'map' ? item.entries.get('value')?.value : undefined];
    if (name !== undefined && value?.type === 'scalar' && typeof value.value === 'string') values.set(name, value);
  }
  return [...values].flatMap(([key, scalar]): Source[] =>
    isNoCall(key) ? [] : [{ from, template, field: 'env', key, scalar, text: String(scalar.value), sibling: siblingPort(key, (name) => values.get(name)) }],
  );
}

function dataTexts(resource: Resource): readonly Source[] {
  const field = isKind(resource, '', 'ConfigMap') ? 'data' : isKind(resource, '', 'Secret') ? 'stringData' : undefined;
  if (field === undefined) return [];
  const entries = [...getEntries(resource.tree, field)];
  const byKey = new Map<string, Entry>(entries.map((entry) => [entry.key, entry]));
  const scalarOf = (name: string): ScalarTree | undefined => {
    const value = byKey.get(name)?.value;
    return value?.type === 'scalar' ? value : undefined;
  };
  return entries.flatMap(({ key, value }): Source[] =>
    value.type !== 'scalar' || typeof value.value !== 'string' || isProse(key) || isNoCall(key)
      ? []
      : [{ from: resource, template: undefined, field: 'data', key, scalar: value, text: value.value, sibling: siblingPort(key, scalarOf) }],
  );
}

const HOST_SUFFIX = /[_.-](HOST|HOSTNAME|ADDR|ADDRESS|SERVICE|URL|ENDPOINT|SERVER)$/i;
/** These hold many things that are no host; with a port beside them they do. */
const VAGUE_SUFFIX = /[_.-](SERVICE|URL|ENDPOINT|SERVER)$/i;

/** `DB_PORT` beside `DB_HOST`. */
function siblingPort(key: string, find: (name: string) => ScalarTree | undefined): ScalarTree | undefined {
  const suffix = HOST_SUFFIX.exec(key)?.[0];
  if (suffix === undefined) return undefined;
  const stem = key.slice(0, -suffix.length) + suffix.charAt(0);
  return find(`${stem}PORT`) ?? find(`${stem}port`);
}

function namesIn(source: Source): readonly NameReference[] {
  const { text, field } = source;
  if (!/\.svc|:\/\/|:\d/i.test(text)) return wholeValue(source);
  const part = partsOf(source.scalar);
  const forOthers = field === 'data' && isForOthers(text);
  return addressesIn(text).flatMap((address): NameReference[] => {
    const host = text.slice(address.host.start, address.host.end);
    const name = readClusterName(host.toLowerCase());
    if (name === undefined || (name.form === 'short' && (forOthers || isNoHost(source, address)))) return [];
    return isRemark(text, address.host.start) ? [] : [reference(source, address, host, name, part)];
  });
}

/** A short form that only looks like a host: an image with its tag, a user with a group, a small number. */
function isNoHost({ key, text }: Source, { form, host, port }: Address): boolean {
  return form === 'pair' && (/image/i.test(key) || isTagOrOwner(text, host.start) || (port !== undefined && Number(text.slice(port.start, port.end)) < 20));
}

function reference(source: Source, address: Address, host: string, name: ClusterName, part: PartOf): NameReference {
  const { from, template, field, key, text } = source;
  const { port, openPort, form, scheme, absolute } = address;
  return {
    from,
    template,
    field,
    key,
    form,
    scheme,
    name,
    host,
    absolute,
    piece: (start, end) => part(address.host.start + start, address.host.start + end),
    get hostAt() {
      return part(address.host.start, address.host.end);
    },
    get port() {
      if (port === undefined) return openPort || source.sibling !== undefined ? ({ kind: 'open' } as const) : ({ kind: 'unwritten' } as const);
      return { kind: 'number', number: Number(text.slice(port.start, port.end)), at: part(port.start, port.end) } as const;
    },
  };
}

/** The whole value of a `*_HOST` variable, with the port that a sibling gives (semantics 8.5 d). */
function wholeValue(source: Source): readonly NameReference[] {
  const { from, template, field, key, text, scalar, sibling } = source;
  if (field === 'command' || field === 'args' || !HOST_SUFFIX.test(key) || text.length > 253 || isPlaceholder(text)) return [];
  if (sibling === undefined && VAGUE_SUFFIX.test(key)) return [];
  const host = text.endsWith('.') ? text.slice(0, -1) : text;
  const name = readClusterName(host);
  if (name === undefined) return [];
  const number = sibling === undefined || !/^\d{1,5}$/.test(String(sibling.value)) ? undefined : Number(sibling.value);
  const part = partsOf(scalar);
  return [
    {
      from,
      template,
      field,
      key,
      form: 'value',
      scheme: undefined,
      name,
      host,
      absolute: host !== text,
      piece: part,
      get hostAt() {
        return part(0, host.length);
      },
      get port() {
        return sibling === undefined || number === undefined ? ({ kind: 'open' } as const) : ({ kind: 'number', number, at: partsOf(sibling)(0, String(sibling.value).length) } as const);
      },
    },
  ];
}
