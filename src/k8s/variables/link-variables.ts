import { getList, getString, type Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { containerTexts, isAssigned, linksOff, ownVariables, type ContainerText } from './container-texts.js';
import { partsOf } from '../../tree/part-of-scalar.js';

/**
 * A variable `X_PORT` that a container takes for a number, where a Service `x` makes it `tcp://10.0.0.1:80` (semantics
 * 8.4).
 */
export interface LinkVariable {
  readonly variable: string;
  /** The only Service name that makes such a variable. */
  readonly service: string;
  readonly container: Container;
  /** As written; or the image, or the framework by a variable of its own, that stops where the variable is set. */
  readonly by:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'image' }
    | { readonly kind: 'framework'; readonly text: string };
  readonly at: Place;
}

/** The start script of Confluent's images, which a command of one's own replaces. */
const CONFLUENT = /\/etc\/confluent\/docker\//;

/**
 * Images that do not start where the variable is an address: it is a setting of theirs that has to be a number, or one
 * that is gone (semantics 8.4, with the source of each). `inCommand`: the command of the image hands it on, and one of
 * the manifest does not; unless it has a text like this.
 */
const REFUSING: readonly (readonly [image: RegExp, variable: string, how?: 'inCommand' | RegExp])[] = [
  [/(^|\/)cp-(server|kafka)([:@]|$)/, 'KAFKA_PORT', CONFLUENT],
  [/(^|\/)cp-schema-registry([:@]|$)/, 'SCHEMA_REGISTRY_PORT', CONFLUENT],
  [/(^|\/)cp-kafka-rest([:@]|$)/, 'KAFKA_REST_PORT', CONFLUENT],
  [/(^|\/)wurstmeister\/kafka([:@]|$)/, 'KAFKA_PORT', /start-kafka/],
  [/(^|\/)neo4j:(5|20\d\d)/, 'NEO4J_PORT'],
  [/(^|\/)n8n([:@]|$)/, 'N8N_PORT'],
  [/(^|\/)paperless-ngx([:@]|$)/, 'PAPERLESS_PORT'],
  [/(^|\/)kroki([:@]|$)/, 'KROKI_PORT'],
  [/(^|\/)octoprint([:@]|$)/, 'OCTOPRINT_PORT'],
  [/(^|\/)cerebro([:@]|$)/, 'CEREBRO_PORT'],
  [/(^|\/)spoolman([:@]|$)/, 'SPOOLMAN_PORT'],
  [/(^|\/)opal-server([:@]|$)/, 'OPAL_SERVER_PORT'],
  [/(^|\/)krakend(-ee)?([:@]|$)/, 'KRAKEND_PORT'],
  [/(^|\/)sequin\/sequin([:@]|$)/, 'SEQUIN_METRICS_PORT'],
  [/(^|\/)osixia\/openldap(:1\.[4-9]|:latest|:stable|$)/, 'LDAP_PORT'],
  [/(^|\/)bitnami\/redis:([45]\.|6\.0\.[0-5](?!\d))/, 'REDIS_PORT'],
  [/(^|\/)supertokens-[a-z]+([:@]|$)/, 'SUPERTOKENS_PORT'],
  [/(^|\/)flower([:@]|$)/, 'FLOWER_PORT'],
  [/(^|\/)redisinsight([:@]|$)/, 'REDISINSIGHT_PORT'],
  [/(^|\/)redis-?commander([:@]|$)/, 'REDIS_PORT'],
  [/(^|\/)redis-?commander([:@]|$)/, 'SENTINEL_PORT'],
  [/(^|\/)searxng\/searxng:2026\.([3-9]|1\d)\./, 'SEARXNG_PORT'],
  [/(^|\/)kibana\/kibana(-oss)?:([6-9]|\d\d)\./, 'SERVER_PORT', 'inCommand'],
  [/(^|\/)verdaccio\/verdaccio(:[4-9]|:latest|$)/, 'VERDACCIO_PORT', 'inCommand'],
];

/** Variables of frameworks that read a port from one of the same beginning (semantics 8.4). */
const FRAMEWORKS: readonly (readonly [own: RegExp, variable: string])[] = [
  [/^ROCKET_(ADDRESS|PROFILE|ENV|LOG|LOG_LEVEL|WORKERS|SECRET_KEY|DATABASES|LIMITS)$/, 'ROCKET_PORT'],
];

/** Nothing where the Pods switch such variables off; what the container sets by itself wins over them. */
export function linkVariablesOf(template: PodTemplate): readonly LinkVariable[] {
  if (linksOff(template) !== undefined) return [];
  return template.containers.flatMap((container) => {
    const own = ownVariables(container);
    if (own === undefined) return [];
    const texts = containerTexts(container);
    const used = texts
      .flatMap((text) => numbersIn(text, container))
      .filter(({ variable }) => !isAssigned(variable, texts));
    return [...used, ...refusedBy(container), ...refusedIn(container, own)].filter(
      ({ variable }) => !own.has(variable),
    );
  });
}

function refusedBy(container: Container): readonly LinkVariable[] {
  const image = getString(container.get(), 'image') ?? '';
  const command = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).map((item) => getString(item) ?? ''),
  );
  const hasOther = (how: 'inCommand' | RegExp | undefined): boolean =>
    how !== undefined && command.length > 0 && !(how instanceof RegExp && command.some((text) => how.test(text)));
  return REFUSING.flatMap(([pattern, variable, how]) =>
    pattern.test(image) && !hasOther(how)
      ? [
          {
            variable,
            service: serviceOf(variable),
            container,
            by: { kind: 'image' },
            at: container.at('image'),
          } as const,
        ]
      : [],
  );
}

/** A variable of the container tells which framework its program is made with. */
function refusedIn(container: Container, own: ReadonlySet<string>): readonly LinkVariable[] {
  return FRAMEWORKS.flatMap(([pattern, variable]) => {
    const telling = [...own].find((name) => pattern.test(name));
    const at = telling === undefined ? undefined : variableAt(container, telling);
    return telling === undefined || at === undefined
      ? []
      : [{ variable, service: serviceOf(variable), container, by: { kind: 'framework', text: telling }, at } as const];
  });
}

function variableAt(container: Container, name: string): Place | undefined {
  const item = getList(container.get('env')).find((each) => getString(each, 'name') === name);
  return item?.type === 'map' ? item.entries.get('name')?.value.place : undefined;
}

/** `$(X_PORT)` for the kubelet; `$X_PORT`, `${X_PORT}` and `${X_PORT:-6379}` for a shell. */
const BY_KUBELET = /(?<!\$)\$\(([A-Z][A-Z0-9_]*_PORT)\)/g;
const BY_SHELL = /(?<![\\$])\$(?:([A-Z][A-Z0-9_]*_PORT)(?![A-Za-z0-9_])|\{([A-Z][A-Z0-9_]*_PORT)(?:(:?[-=])(\d+))?\})/g;

/** What stands before a port number: a host and a colon, or an option or variable that is called so. */
const BEFORE = /(?:[\w.)}\]]:|port['"]?[ =:]+['"]?)$/i;

function numbersIn(
  { scalar, text, variable: owner, inShell }: ContainerText,
  container: Container,
): readonly LinkVariable[] {
  if (!text.includes('_PORT')) return [];
  const matches = [...text.matchAll(BY_KUBELET), ...(inShell ? text.matchAll(BY_SHELL) : [])];
  return matches.flatMap((match): readonly LinkVariable[] => {
    const variable = match[1] ?? match[2] ?? '';
    const whole = match[0] === text && /(^|_)PORT$/.test(owner ?? '');
    const isNumber =
      match[4] !== undefined || whole || BEFORE.test(text.slice(Math.max(0, match.index - 20), match.index));
    // `X_SERVICE_PORT` is a number, and so is what stands behind `_TCP_PORT`.
    if (!isNumber || /_SERVICE_PORT$|_(TCP|UDP|SCTP)_PORT$/.test(variable)) return [];
    return [
      {
        variable,
        service: serviceOf(variable),
        container,
        by: { kind: 'text', text: match[0] },
        at: partsOf(scalar)(match.index, match.index + match[0].length),
      },
    ];
  });
}

function serviceOf(variable: string): string {
  return variable.slice(0, -'_PORT'.length).toLowerCase().replaceAll('_', '-');
}
