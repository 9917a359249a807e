import { getList, getString, isString, scalarsIn } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { ImageFacts } from './facts.js';

/** Something may tell the program of a well-known image to listen elsewhere; `known`: all its variables are on disk. */
export function isChanged(container: Container, facts: ImageFacts, known: boolean): boolean {
  return (
    container.get('command') !== undefined ||
    container.get('lifecycle') !== undefined ||
    (container.get('envFrom') !== undefined && !known) ||
    tellsByArgument(container, facts.told) ||
    tellsByVariable(container, facts) ||
    isMountedOver(container, facts.config)
  );
}

function tellsByArgument(container: Container, told: readonly string[] | undefined): boolean {
  const args = [...scalarsIn(container.get('args'))];
  const [first = ''] = args;
  if (args.length === 0) return false;
  // The entrypoints of most images let the first argument be a program.
  if (told === undefined || /^[^-]*(\/|\s)|^[a-z]*sh$/.test(first)) return true;
  return args.some((text) => text.split(/\s+/).some((word) => told.some((flag) => isFlag(word, flag))));
}

/** `--listen=:80`, `-listen :80`, with one dash or two; `-p5433`; `--query*` for all that begin so. */
function isFlag(word: string, flag: string): boolean {
  if (!word.startsWith('-')) return flag.endsWith('=') && word.startsWith(flag);
  const [said = '', name = ''] = [word, flag].map((text) => text.replace(/^-+/, ''));
  if (name.endsWith('*')) return said.startsWith(name.slice(0, -1));
  if (!said.startsWith(name)) return false;
  const next = said.charAt(name.length);
  return next === '' || next === '=' || next === ':' || (name.length === 1 && /\d/.test(next));
}

/** Variables by which many programs take their port: whether this one does is not known. */
const PORT = /^(HTTP_|SERVER_|LISTEN_|APP_|WEB_|BIND_)?PORT$/;

/** Names of ports and addresses of the program itself, where it does not say of whom else. */
const LISTENS = /(^|_)(PORTS?|LISTEN(ER|ERS)?|BIND|ADDR|ADDRESS)$/i;
const CALLED =
  /^(DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MONGO|MONGODB|REDIS|SMTP|MAIL|AMQP|RABBITMQ|KAFKA|LDAP)_/;

/** A variable of the image whose value is no number on disk, or one that may well be of the program. */
function tellsByVariable(container: Container, { ports, variables }: ImageFacts): boolean {
  return getList(container.get('env')).some((item) => {
    const name = getString(item, 'name') ?? '';
    if (variables.has(name)) return true;
    const scalar = item.type === 'map' ? item.entries.get('value')?.value : undefined;
    const value = isString(scalar) && !scalar.value.includes('$') ? scalar.value : undefined;
    if (value !== undefined && /\d/.test(value)) return PORT.test(name) && !ports.includes(Number(value));
    return LISTENS.test(name) && !CALLED.test(name);
  });
}

/** Where images keep what they start, whatever their documentation says of their configuration. */
const PROGRAM = /^\/(app|src|usr\/src\/app|usr\/local\/bin|usr\/bin|bin|sbin)$|entrypoint(\.sh)?$|\.(sh|jar|js|py|rb)$/;

/** Something is mounted where the image keeps its configuration or its program. */
export function isMountedOver(container: Container, config: readonly string[]): boolean {
  return getList(container.get('volumeMounts')).some((mount) => {
    const path = getString(mount, 'mountPath') ?? '';
    return PROGRAM.test(path) || config.some((folder) => isWithin(path, folder) || isWithin(folder, path));
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
