import type { ConfiguredListener } from '../listening/configured.js';
import type { MountedFile } from '../listening/mounted-files.js';
import type { Container, ContainerPort, Variable } from '../pods/container.js';
import { byListeners, inFiles } from './files.js';
import { inFlags } from './flags.js';
import { inImage, speaksBoth } from './images.js';
import type { Saying, Spoken } from './saying.js';
import { inVariables } from './variables.js';

/** Everything that a container reads, beside its own fields. */
export interface Read {
  readonly files: readonly MountedFile[];
  readonly listeners: readonly ConfiguredListener[];
  /** Variables that ConfigMaps and Secrets give to it. */
  readonly given: readonly Variable[];
}

/** What flags, variables, files and the image of a container say of its ports (semantics 7.16). */
export interface Sayings {
  readonly all: readonly Saying[];
  readonly listeners: readonly ConfiguredListener[];
}

export function readSayings(container: Container, { files, listeners, given }: Read): Sayings {
  const variables = [...container.variables, ...given];
  const told = [...inFlags(container), ...inVariables(variables), ...inFiles(files, container.image)];
  const known = inImage(container).filter(
    ({ port, dialect }) => dialect === undefined || !told.some((each) => each.port === port),
  );
  return { all: [...told, ...known], listeners };
}

/** What they say of one port; those that name it go before those that speak of the only one for HTTP. */
export function spokenByTexts(container: Container, number: number, { all, listeners }: Sayings): readonly Spoken[] {
  const exact = [...all.filter(({ port }) => port === number), ...byListeners(listeners, number)];
  if (speaksBoth(container, number)) return exact.filter(({ scheme }) => scheme === 'http');
  if (exact.length > 0) return exact;
  return all.filter(({ port, scheme }) => port === undefined && isOnlyOne(container, number, scheme));
}

/** Another protocol, or a listener of its own beside the main one. */
const OTHER =
  /grpc|smtp|imap|pop3|metric|prom|health|ready|live|probe|admin|mgmt|manage|mgt|actuator|debug|pprof|jmx|ssh|dns|amqp|mqtt|sql|redis|kafka|ldap|raft|gossip|serf|cluster|peer|internal|transport|ftp|rtmp|profil|monitor|syslog|redirect|insecure|plain/i;

/** The only port of the container on which HTTP may be spoken; of several the only one that the scheme fits. */
function isOnlyOne(container: Container, number: number, scheme: Spoken['scheme']): boolean {
  const possible = container.ports.filter(({ protocol, name }) => protocol === 'TCP' && !OTHER.test(name ?? ''));
  const fitting = possible.filter((port) => isSecure(port) === (scheme === 'https'));
  const [only, ...more] = fitting.length > 0 ? fitting : possible;
  return only?.number === number && more.every((port) => port.number === number);
}

const isSecure = ({ name, number }: ContainerPort): boolean =>
  /^(?:https|tls|ssl)(?:-|$)|-(?:https|tls|ssl)$/.test(name ?? '') || /443$/.test(String(number));
