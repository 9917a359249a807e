import type { Setting } from './settings.js';
import type { NamedHost, ToldScheme } from './directives.js';

/** Words that end the key of a host. Without a port beside them, only the first ones say for sure that it is one. */
const HOST_WORDS = new Set(['host', 'hostname']);
const ADDRESS_WORDS = new Set(['address', 'addr', 'server', 'ip']);

/** Words that end the key of a list of hosts, which have one port beside the list: `contactPoints` is Cassandra's. */
const LIST_WORDS = new Set(['hosts', 'hostnames', 'addresses', 'servers', 'points']);

/** `redisHost`, `redis_host`, `redis-host`: the words of a key, in small letters. */
function wordsOf(key: string): readonly string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** What turns something on or off, or leaves it to the program: `HTTP_Server On` of Fluent Bit. */
const SWITCH = /^(?:on|off|yes|no|true|false|enabled?|disabled?|auto|none|null|default|any|all)$/i;

/** Most keys are neither, and are not cut into words. */
const MAY_NAME_HOST = /host|addr|server|ip|targets|points/i;
const isAboutPort = ({ key }: Setting): boolean => /port/i.test(key);

/** `scheme https`, `protocol: http` beside a host. */
const isScheme = ({ key, value }: Setting): boolean => /^(?:scheme|protocol)$/i.test(key) && /^https?$/i.test(value);

/** The key of the port that belongs to this host; Envoy calls it `port_value`. */
function portKeysOf(stem: readonly string[]): readonly string[] {
  return [
    [...stem, 'port'],
    [...stem, 'port', 'value'],
    [...stem, 'port', 'number'],
  ].map((words) => words.join(' '));
}

/** The hosts among the settings of a text, each with the port that stands beside it (semantics 8.8). */
export function hostPairs(settings: readonly Setting[]): readonly NamedHost[] {
  const ports = new Map<string, Setting>();
  const schemes = new Map<string, ToldScheme>();
  for (const setting of settings) {
    if (isScheme(setting)) schemes.set(setting.group, { ...setting, scheme: setting.value });
    if (!isAboutPort(setting)) continue;
    const words = wordsOf(setting.key);
    if (words.includes('port')) ports.set(`${setting.group}\0${words.join(' ')}`, setting);
  }
  return settings.flatMap(({ group, key, value, start, end }): NamedHost[] => {
    if (!MAY_NAME_HOST.test(key)) return [];
    const words = wordsOf(key);
    const last = words.at(-1) ?? '';
    if (!/^[A-Za-z0-9][\w.-]*$/.test(value) || SWITCH.test(value)) return [];
    if (key === 'targets') return [{ start, end, port: undefined, scheme: 'http' }];
    const beside = LIST_WORDS.has(last) ? aroundList(group, key) : group;
    if (beside === undefined || (!HOST_WORDS.has(last) && !ADDRESS_WORDS.has(last) && beside === group)) return [];
    const port = portKeysOf(words.slice(0, last === 'points' ? -2 : -1))
      .map((each) => ports.get(`${beside}\0${each}`))
      .find((each) => each !== undefined);
    const isNumber = port !== undefined && /^\d{1,5}$/.test(port.value);
    if (!isNumber && !HOST_WORDS.has(last)) return [];
    const told = isNumber && last === 'host' && words.length === 1 ? schemes.get(group) : undefined;
    const at = isNumber ? { start: port.start, end: port.end } : undefined;
    return [{ start, end, port: at, scheme: undefined, told }];
  });
}

/** The group in which the list stands whose item has the group and key; undefined for what is no item of a list. */
function aroundList(group: string, key: string): string | undefined {
  const list = group.replace(/\[\d+\]$/, '');
  if (list === key) return '';
  return list.endsWith(`.${key}`) ? list.slice(0, -key.length - 1) : undefined;
}

/** The groups in which a port stands beside something: a URL there may get it from its neighbour. */
export function groupsWithPort(settings: readonly Setting[]): ReadonlySet<string> {
  return new Set(
    settings
      .filter((setting) => isAboutPort(setting) && wordsOf(setting.key).at(-1) === 'port')
      .map(({ group }) => group),
  );
}
