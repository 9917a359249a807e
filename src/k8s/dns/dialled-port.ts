import type { NameReference } from './name-reference.js';
import { defaultPort } from '../hosts/schemes.js';

/** Programs that go by these words, and the scheme that has their port. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
  ['postgres', 'postgres'],
  ['postgresql', 'postgres'],
  ['redis', 'redis'],
  ['mongo', 'mongodb'],
  ['mongodb', 'mongodb'],
  ['rabbitmq', 'amqp'],
]);

/**
 * The usual port of the program that a variable says is called, by its own name or by the whole host: `REDIS_HOST`, or
 * `DB_HOST=mysql`, where no text says another one.
 */
export function impliedPort(
  reference: Pick<NameReference, 'port' | 'scheme' | 'form' | 'key' | 'host'>,
): number | undefined {
  const { port, scheme, form, key, host } = reference;
  if (form !== 'value' || scheme !== undefined || port.kind === 'number') return undefined;
  const words = [...key.toLowerCase().split('_'), host];
  const [program, ...more] = new Set(words.flatMap((word) => PROGRAMS.get(word) ?? []));
  return program === undefined || more.length > 0 ? undefined : defaultPort(program);
}

/**
 * The port that a client of an address calls: the one that is written, else that of its scheme; undefined where neither
 * says it.
 */
export function dialledPort({ port, scheme }: Pick<NameReference, 'port' | 'scheme'>): number | undefined {
  if (port.kind === 'number') return port.number;
  return port.kind === 'unwritten' && scheme !== undefined ? defaultPort(scheme) : undefined;
}
