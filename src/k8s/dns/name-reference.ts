import type { Place } from '../../tree/tree.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Resource } from '../object/resource.js';
import type { PodTemplate, Workload } from '../workloads/workload.js';
import { readClusterName, type ClusterName } from './cluster-name.js';
import { HOST_SUFFIX, textsOf, type NameField, type Source } from './name-sources.js';
import { partsOf, type PartOf } from './part-of-scalar.js';
import { addressesIn, type Address } from './scan.js';
import { isForOthers, isRemark, isTagOrOwner } from './surroundings.js';

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

/** Every DNS-like name in the variables, arguments and commands of a workload, in the data of a ConfigMap or Secret, or in an Ingress' annotations. */
export function namesOf(resource: Resource, workload: Workload | undefined): readonly NameReference[] {
  return textsOf(resource, workload).flatMap(namesIn);
}

/** Of an encoded text only the whole has a place. */
function piecesOf({ scalar, encoded }: Source): PartOf {
  return encoded === true ? (): Place => scalar.place : partsOf(scalar);
}

function namesIn(source: Source): readonly NameReference[] {
  const { text, field } = source;
  if (!/\.svc|:\/\/|:\d/i.test(text)) return wholeValue(source);
  const part = piecesOf(source);
  const forOthers = field === 'data' && isForOthers(text);
  return addressesIn(text).flatMap((address): NameReference[] => {
    const host = text.slice(address.host.start, address.host.end);
    const name = readClusterName(host.toLowerCase());
    if (
      name === undefined ||
      (name.form !== 'full' && field === 'annotation') ||
      (name.form === 'short' && (forOthers || isNoHost(source, address)))
    )
      return [];
    return isRemark(text, address.host.start) ? [] : [reference(source, address, host, name, part)];
  });
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
      if (port === undefined)
        return openPort || source.sibling !== undefined
          ? ({ kind: 'open' } as const)
          : ({ kind: 'unwritten' } as const);
      return {
        kind: 'number',
        number: Number(text.slice(port.start, port.end)),
        at: part(port.start, port.end),
      } as const;
    },
  };
}

/** These hold many things that are no host; with a port beside them they do. */
const VAGUE_SUFFIX = /[_.-](SERVICE|URL|ENDPOINT|SERVER)$/i;

/** The whole value of a `*_HOST` variable, with the port that a sibling gives (semantics 8.5 d). */
function wholeValue(source: Source): readonly NameReference[] {
  const { from, template, field, key, text, sibling } = source;
  if (
    field === 'command' ||
    field === 'args' ||
    field === 'annotation' ||
    !HOST_SUFFIX.test(key) ||
    text.length > 253 ||
    isPlaceholder(text)
  )
    return [];
  if (sibling === undefined && VAGUE_SUFFIX.test(key)) return [];
  const host = text.endsWith('.') ? text.slice(0, -1) : text;
  const name = readClusterName(host);
  if (name === undefined) return [];
  const number = sibling === undefined || !/^\d{1,5}$/.test(String(sibling.value)) ? undefined : Number(sibling.value);
  const part = piecesOf(source);
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
        return sibling === undefined || number === undefined
          ? ({ kind: 'open' } as const)
          : ({ kind: 'number', number, at: partsOf(sibling)(0, String(sibling.value).length) } as const);
      },
    },
  ];
}
