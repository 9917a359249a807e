import { commandsOf, type Word } from '../programs/commands.js';
import { withoutEnd } from '../../text/trim.js';
import { getList, getString } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import { portAtEnd, schemeOfSwitch, type Saying } from './saying.js';

/** What the flags of a program say; each by the manual of one, and many programs have the same (semantics 7.16). */
export function inFlags(container: Container): readonly Saying[] {
  return commandsOf(container).flatMap((words) =>
    words.some(({ text }) => /secure|https|ssl|tls|cert|url/i.test(text)) ? inCommand(words, container) : [],
  );
}

/** Flags with the port on which a program serves TLS. */
const SECURE_PORT =
  /^(?:secure|https|ssl|tls)-?(?:port|addr|address|bind-address|bind-addr|listen-address|listen)$|^webhook-secure-port$/;
/** `--urls http://+:8080;https://+:8443` of ASP.NET, `--listen-metrics-urls` of etcd: the scheme stands in the value. */
const URLS = /^(?:urls|listen(?:-[a-z]+)?-urls?)$/;

/** Whose certificate a server of HTTP shows; a client that shows one has flags of other names. */
const OWNER = '(?:(?:http|https|server|web|api|ui|rest|listen|listener|serving|frontend|webserver)-){0,2}';
const CERTIFICATE = new RegExp(
  `^${OWNER}(?:(?:tls|ssl|https)-(?:server-)?(?:cert|crt|certificate)|(?:tls|ssl|server|serving)-?certfile)` +
    '(?:-?(?:file|path|pem))?$|^cert-?file$|^cert-path$|^certificate-file$',
);
const KEY = new RegExp(
  `^${OWNER}(?:(?:tls|ssl|https)-(?:server-)?(?:private-|certificate-|cert-)?key|(?:tls|ssl|server|serving)-?keyfile)` +
    '(?:-?(?:file|path|pem))?$|^(?:private-)?key-?file$|^key-path$|^certificate-key-file$',
);
/** A program that is told to leave TLS has a certificate for the day when it is told otherwise. */
const PLAIN = /^(?:insecure|no-tls|no-ssl|no-https|disable-(?:tls|ssl|https)|(?:tls|ssl|https)-disabled?|http-only)$/;
const SWITCH = /^(?:enable-|use-|with-)?(?:tls|ssl|https)(?:-enabled?|-mode)?$/;

/** A flag of one program, by the ends of its images' names, that turns TLS on, and the port. */
const PROGRAMS: readonly (readonly [image: RegExp, flag: RegExp, port: number | undefined])[] = [
  [/(?:^|\/)cockroach(?:[:@]|$)/, /^certs-dir$/, 8080], // the DB Console, unless --unencrypted-localhost-http
  [/(?:^|\/)minio(?:[:@]|$)/, /^certs-dir$/, 9000],
  [/zitadel(?:[:@]|$)/, /^tls-mode$/, undefined],
  [/(?:^|\/)(?:victoria-metrics|vmselect|vminsert|vmstorage|vmagent|vmalert|vmauth)(?:[:@]|$)/, /^tls$/, undefined],
  [/(?:^|\/)(?:node-exporter|blackbox-exporter|alertmanager|prometheus|pushgateway)(?:[:@]|$)/, /^web-tls$/, undefined],
  [/(?:^|\/)pprof-proxy(?:[:@]|$)/, /^tls$/, undefined],
];

/** Programs that take TLS and plain HTTP on one port until they are told to leave TLS, and that port. */
const PLAINED: readonly (readonly [image: RegExp, port: number])[] = [
  [/(?:^|\/)argoproj\/argocd(?:[:@]|$)/, 8080], // argo-cd, server/server.go: without TLS the mux has one listener
];

interface Flag {
  readonly name: string;
  readonly value: string;
  readonly word: Word;
}

function inCommand(words: readonly Word[], container: Container): readonly Saying[] {
  const flags = words.flatMap((word, at) => flagOf(word, words[at + 1]?.text));
  const ported = flags.flatMap((flag): readonly Saying[] => {
    if (URLS.test(flag.name)) return urlsIn(flag.value).map((url) => ({ ...url, ...said(flag) }));
    const port = SECURE_PORT.test(flag.name) ? portAtEnd(flag.value) : undefined;
    return port === undefined ? [] : [{ scheme: 'https', port, ...said(flag) }];
  });
  const plain = flags.find(({ name, value }) => PLAIN.test(name) && schemeOfSwitch(value || 'true') !== 'http');
  const turnedOff = flags.find(({ name, value }) => SWITCH.test(name) && schemeOfSwitch(value) === 'http');
  if (ported.length > 0) return ported;
  if (turnedOff !== undefined) return [{ scheme: 'http', port: undefined, ...said(turnedOff) }];
  if (plain !== undefined)
    return PLAINED.flatMap(([image, port]) =>
      image.test(container.image) && schemeOfSwitch(plain.value || 'true') === 'https'
        ? [{ scheme: 'http', port, ...said(plain) }]
        : [],
    );
  return [...ofCertificate(flags), ...ofProgram(flags, container)];
}

function ofCertificate(flags: readonly Flag[]): readonly Saying[] {
  const shown = flags.find(({ name, value }) => CERTIFICATE.test(name) && value !== '');
  return shown === undefined || !flags.some(({ name, value }) => KEY.test(name) && value !== '')
    ? []
    : [{ scheme: 'https', port: undefined, ...said(shown) }];
}

function ofProgram(flags: readonly Flag[], container: Container): readonly Saying[] {
  return PROGRAMS.flatMap(([images, wanted, port]): readonly Saying[] => {
    const flag = images.test(container.image) ? flags.find(({ name }) => wanted.test(name)) : undefined;
    if (flag === undefined || (flag.name === 'certs-dir' && !holdsCertificate(flag.value, container))) return [];
    const isOn = SWITCH.test(flag.name) ? schemeOfSwitch(flag.value || 'true') === 'https' : flag.value !== '';
    return isOn ? [{ scheme: 'https', port, ...said(flag) }] : [];
  });
}

/** Something is mounted at the folder, around it or in it; MinIO's `CAs` holds those whom it trusts as a client. */
function holdsCertificate(folder: string, container: Container): boolean {
  const [own, trusted] = [withoutEnd(folder, '/'), `${withoutEnd(folder, '/')}/CAs`];
  return getList(container.get('volumeMounts')).some((mount) => {
    const path = withoutEnd(getString(mount, 'mountPath') ?? '', '/');
    return `${own}/`.startsWith(`${path}/`) || (path.startsWith(`${own}/`) && !`${path}/`.startsWith(`${trusted}/`));
  });
}

const said = ({ word: { text, place } }: Flag): Pick<Saying, 'at' | 'by'> => ({
  at: place,
  by: `\`${text.slice(0, 60)}\``,
});

/** `-tlsCertFile`, `--tls.cert_file` and `--tls-cert-file` are one name; a value may be a word of its own. */
function flagOf(word: Word, next: string | undefined): readonly Flag[] {
  const [, written, value] = /^--?([a-zA-Z][\w.-]{0,80})(?:=([^\n]{0,300}))?$/.exec(word.text) ?? [];
  if (written === undefined) return [];
  const name = written
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[._]/g, '-');
  return [{ name, value: value ?? (next === undefined || next.startsWith('-') ? '' : next), word }];
}

/** Every URL of a list that names a port. */
export function urlsIn(value: string): readonly Pick<Saying, 'scheme' | 'port'>[] {
  return value.split(/[;,]/).flatMap((url) => {
    const [, scheme, port] = /^\s*(https?):\/\/[^:/\s]{1,60}:(\d{2,5})\/?\s*$/i.exec(url) ?? [];
    return port === undefined
      ? []
      : [{ scheme: scheme?.toLowerCase() === 'https' ? 'https' : 'http', port: Number(port) }];
  });
}
