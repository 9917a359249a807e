import { getEntries, getMap, isString, type Entry, type ScalarTree, type Place } from '../../tree/tree.js';
import { isIngress } from '../routes/ingress.js';
import type { Container } from '../pods/container.js';
import { isKind, type Resource } from '../object/resource.js';
import type { PodTemplate, Workload } from '../workloads/workload.js';
import { firstAnswer } from '../../data/group.js';
import { decodeBase64 } from '../../text/base64.js';
import { expand } from '../hosts/expansion.js';
import { flagPairs } from '../hosts/flag-pairs.js';
import { foreignTexts, INGRESS_NGINX, type Resolver } from './other-resolvers.js';
import type { PartOf } from '../../tree/part-of-scalar.js';
import { isNoCall, isProse } from '../hosts/surroundings.js';
import { checkTexts, joined, ordersOf } from './word-texts.js';

/**
 * Where a name stands: a variable, an argument or a command of a container, what one of its probes or hooks runs, an
 * entry of a ConfigMap or Secret, an annotation of an Ingress, or a field of a custom resource.
 */
export type NameField = 'env' | 'args' | 'command' | 'check' | 'data' | 'annotation' | 'field';

/** A text with all that is known of it before it is searched. */
export interface Source {
  readonly from: Resource;
  readonly template: PodTemplate | undefined;
  readonly container?: Container;
  readonly field: NameField;
  readonly key: string;
  readonly scalar: ScalarTree;
  readonly text: string;
  /** A variable beside this one holds the port. */
  readonly sibling?: ScalarTree | undefined;
  /** The text is a host, and a flag beside it gives this port. */
  readonly given?: { readonly port: number; readonly at: Place };
  /** An argument beside this one tells the port. */
  readonly portBeside?: boolean;
  /** Who resolves it, if not Pods that read it. */
  readonly resolver?: Resolver;
  /** Where the pieces of the text stand, if not in the scalar alone. */
  readonly part?: PartOf | undefined;
  /** The text stands in base64: no piece of it has a place of its own. */
  readonly encoded?: boolean;
  /** Words in a row, which tell no other hosts than those that a client is given. */
  readonly joined?: true;
}

/** Every text of an object in which names are looked for. */
export function textsOf(resource: Resource, workload: Workload | undefined): readonly Source[] {
  if (workload !== undefined)
    return [...workload.templates.flatMap(containerTexts), ...(resource.custom ? fieldTexts(resource) : [])];
  if (isIngress(resource)) return annotationTexts(resource);
  return isKind(resource, '', 'ConfigMap') || isKind(resource, '', 'Secret')
    ? dataTexts(resource)
    : fieldTexts(resource);
}

function containerTexts(template: PodTemplate): readonly Source[] {
  return template.containers.flatMap((container) => {
    const values = new Map(container.variables.map(({ name, scalar }) => [name, scalar]));
    return [...envTexts(template, container, values), ...wordTexts(template, container, values)];
  });
}

/** The variables of a container whose values are written in place; of one that is written twice, the last. */
type Values = ReadonlyMap<string, ScalarTree>;

function wordTexts(template: PodTemplate, container: Container, values: Values): readonly Source[] {
  const from = template.workload.resource;
  const words = ordersOf(container);
  const whole = [...joined(words), ...checkTexts(container)].map((text): Source => ({
    from,
    template,
    container,
    ...text,
  }));
  if (words.length === 0) return whole;
  const ports = new Set(words.flatMap(({ text }) => stemOf(text, PORT_FLAG) ?? []));
  const pairs = flagPairs(words.map(({ scalar }) => scalar)).map(({ host, part, port, portAt }): Source => {
    const { field, scalar } = words[0] as (typeof words)[number];
    return {
      from,
      template,
      container,
      field,
      key: container.name,
      scalar,
      text: host,
      part,
      given: { port, at: portAt },
    };
  });
  const texts = words.map(({ field, scalar, text: written }, at): Source => {
    const flag = written.startsWith('-') ? written : (words[at - 1]?.text ?? '');
    const portBeside = ports.has(stemOf(flag, ADDRESS_FLAG) ?? '-');
    const { text, part } = expand(scalar, written, (name) => values.get(name)) ?? { text: written };
    return { from, template, container, field, key: container.name, scalar, text, part, portBeside };
  });
  return [...texts, ...pairs, ...whole];
}

const PORT_FLAG = /^--?([\w.-]*?)[-_.]?port(=|$)/i;
const ADDRESS_FLAG = /^--?([\w.-]*?)[-_.]?(url|uri|host|hostname|addr|address|server|endpoint)(=|$)/i;

/** `idp` of `--idp-url=…` and of `--idp-port`, which belong together. */
function stemOf(flag: string, pattern: RegExp): string | undefined {
  return pattern.exec(flag)?.[1]?.toLowerCase();
}

function envTexts(template: PodTemplate, container: Container, values: Values): readonly Source[] {
  const from = template.workload.resource;
  const hasPort = container.variables.some(({ name }) => NAMES_PORT.test(name));
  const above = new Map<string, ScalarTree>(); // a value is expanded from those before it (semantics 8.4)
  return [...values].flatMap(([key, scalar]): Source[] => {
    const written = String(scalar.value);
    const { text, part } = expand(scalar, written, (name) => above.get(name)) ?? { text: written };
    if (!written.includes('$(')) above.set(key, scalar);
    if (isNoCall(key)) return [];
    const sibling = hasPort ? siblingPort(key, (name) => values.get(name)) : undefined;
    return [{ from, template, container, field: 'env', key, scalar, text, part, sibling }];
  });
}

function dataTexts(resource: Resource): readonly Source[] {
  if (isKind(resource, '', 'ConfigMap')) return entryTexts(resource, 'data');
  return isKind(resource, '', 'Secret') ? [...entryTexts(resource, 'stringData'), ...secretTexts(resource)] : [];
}

/** A Secret's `data` is base64; of what is no text, such as a key or an archive, nothing is read. */
function secretTexts(secret: Resource): readonly Source[] {
  const written = getMap(secret.tree, 'stringData')?.entries; // which wins over `data`
  return [...getEntries(secret.tree, 'data')].flatMap(({ key, value }): Source[] => {
    const text =
      value.type === 'scalar' &&
      typeof value.value === 'string' &&
      !isProse(key) &&
      !isNoCall(key) &&
      written?.has(key) !== true
        ? decodeBase64(value.value)
        : undefined;
    return text === undefined || value.type !== 'scalar'
      ? []
      : [{ from: secret, template: undefined, field: 'data', key, scalar: value, text, encoded: true }];
  });
}

/**
 * Controllers resolve such names by themselves, most of them without search domains: only full names say which Service
 * is meant.
 */
function annotationTexts(ingress: Resource): readonly Source[] {
  return [...getEntries(ingress.tree, 'metadata', 'annotations')].flatMap(({ key, value }): Source[] =>
    isString(value) && !KEPT.test(key)
      ? [
          {
            from: ingress,
            template: undefined,
            field: 'annotation',
            key,
            scalar: value,
            text: value.value,
            ...resolverOf(key),
          },
        ]
      : [],
  );
}

/** The address of an `auth-url` is called by the controller from its own Pods. */
function resolverOf(annotation: string): Pick<Source, 'resolver'> {
  return annotation === 'nginx.ingress.kubernetes.io/auth-url' ? { resolver: INGRESS_NGINX } : {};
}

/** Fields of custom resources that their controllers resolve from their own Pods. */
function fieldTexts(resource: Resource): readonly Source[] {
  return foreignTexts(resource).map(({ path, ...text }) => ({
    ...text,
    from: resource,
    template: undefined,
    field: 'field',
    key: path,
  }));
}

/** What tools keep for themselves: the manifest as it was applied last, descriptions. */
const KEPT = /^kubectl\.kubernetes\.io\/|(^|[/.-])(description|summary)$/;

function entryTexts(resource: Resource, field: 'data' | 'stringData'): readonly Source[] {
  const entries = [...getEntries(resource.tree, field)];
  const ports = new Map<string, Entry>(
    entries.filter(({ key }) => NAMES_PORT.test(key)).map((entry) => [entry.key, entry]),
  );
  const portOf = (name: string): ScalarTree | undefined => {
    const value = ports.get(name)?.value;
    return value?.type === 'scalar' ? value : undefined;
  };
  return entries.flatMap(({ key, value }): Source[] =>
    !isString(value) || isProse(key) || isNoCall(key)
      ? []
      : [
          {
            from: resource,
            template: undefined,
            field: 'data',
            key,
            scalar: value,
            text: value.value,
            sibling: ports.size === 0 ? undefined : siblingPort(key, portOf),
          },
        ],
  );
}

/** What every key has that may stand beside one for a host. */
const NAMES_PORT = /port/i;

/** `DB_HOST`, `db.host`; and `PGHOST` of libpq and its like, which write no sign between the words. */
const HOST_KEY =
  /^(.*[_.-]|pg|db|sql|mysql|mariadb|postgres|redis|mongo|rabbit|kafka|smtp|mail)(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVICE|URL|URI|ENDPOINT|SERVER)$/i;
const CAMEL_HOST_KEY = /^(.*[a-z0-9])(?:Host|Hostname|Addr|Address)$/;

/** What a key has before the word for a host: `DB_` of `DB_HOST`; undefined for the names of other things. */
export function stemOfHost(key: string): string | undefined {
  return (HOST_KEY.exec(key) ?? CAMEL_HOST_KEY.exec(key))?.[1];
}

/**
 * `DB_PORT` beside `DB_HOST`, which the images of Bitnami call `DB_PORT_NUMBER`; or the whole key with the word behind
 * it, as `CACHE_PROXY_PORT` beside `CACHE_PROXY`.
 */
function siblingPort(key: string, find: (name: string) => ScalarTree | undefined): ScalarTree | undefined {
  const stem = stemOfHost(key);
  const words = stem === undefined ? undefined : firstAnswer(BEHIND_STEM, (word) => find(stem + word));
  return words ?? firstAnswer(BEHIND_KEY, (word) => find(key + word));
}

const BEHIND_STEM = ['PORT', 'port', 'Port', 'PORT_NUMBER'];
const BEHIND_KEY = ['_PORT', 'PORT', '_port', '.port', '-port', 'Port'];
