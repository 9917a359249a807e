import { getList, getString, isString, type Place } from '../../tree/tree.js';
import type { Container } from './container.js';

/** What is spoken on a port of a container, and the text that says so. */
export interface Spoken {
  readonly scheme: 'http' | 'https' | 'grpc';
  readonly at: Place;
  /** What says it: a probe, a flag, a name. */
  readonly by: string;
}

/** A text that says what a program speaks; without a port it speaks of the only one that there is. */
interface Saying {
  readonly scheme: Spoken['scheme'];
  readonly port: number | undefined;
  readonly at: Place;
  readonly by: string;
}

/** What flags, variables and the image of a container say of a port; each row by its own manual (semantics 7.16). */
export function spokenByTexts(container: Container, number: number): readonly Spoken[] {
  const said = container.view(readSayings);
  if (said.length === 0) return [];
  const exact = said.filter(({ port }) => port === number);
  if (exact.length > 0) return exact;
  const [only, ...more] = container.ports.filter(({ protocol }) => protocol === 'TCP');
  return only?.number === number && more.length === 0 ? said.filter(({ port }) => port === undefined) : [];
}

function readSayings(container: Container): readonly Saying[] {
  return [...inWords(container), ...inVariables(container), ...inImage(container)];
}

/** Flags with the port on which a program serves TLS. */
const SECURE_PORT =
  /^--?(?:secure|https|ssl|tls)-?(?:port|addr|address|bind-address|bind-addr|listen-address|listen)(?:=|$)/;
/** `--urls http://+:8080;https://+:8443` of ASP.NET. */
const URLS = /^--urls(?:=|$)/;

/** The flags with the certificate and the key that a server shows; a client that shows one has flags of other names. */
const CERTIFICATES: readonly (readonly [certificate: RegExp, key: RegExp])[] = [
  [/^--?tls-cert(?:-?file|ificate)?(?:=|$)/i, /^--?tls-(?:private-)?key(?:-?file)?(?:=|$)/i],
  [/^--?tls-crt(?:-?file)?(?:=|$)/i, /^--?tls-key(?:-?file)?(?:=|$)/i],
  [/^--ssl-certfile(?:=|$)/, /^--ssl-keyfile(?:=|$)/], // uvicorn, granian, vLLM
  [/^--certfile(?:=|$)/, /^--keyfile(?:=|$)/], // gunicorn, hypercorn, Jupyter
  [/^--server\.sslCertFile(?:=|$)/, /^--server\.sslKeyFile(?:=|$)/], // Streamlit
  [/^--?ssl-cert(?:=|$)/, /^--?ssl-key(?:=|$)/],
];

function inWords(container: Container): readonly Saying[] {
  const words = ['command', 'args'].flatMap((field) =>
    getList(container.get(field)).flatMap((item) => (isString(item) ? [item] : [])),
  );
  if (!words.some(({ value }) => /secure|https|ssl|tls|certfile|urls/i.test(value))) return [];
  const valueOf = (at: number): string => {
    const text = words[at]?.value ?? '';
    const equals = text.indexOf('=');
    return equals === -1 ? (words[at + 1]?.value ?? '') : text.slice(equals + 1);
  };
  const found = words.flatMap(({ value, place }, at): readonly Saying[] => {
    if (value.length > 300) return [];
    const by = `\`${value}\``;
    if (URLS.test(value)) return urlsIn(valueOf(at)).map((url) => ({ ...url, at: place, by }));
    const port = SECURE_PORT.test(value) ? portAtEnd(valueOf(at)) : undefined;
    return port === undefined ? [] : [{ scheme: 'https', port, at: place, by }];
  });
  if (found.length > 0) return found;
  for (const [certificate, key] of CERTIFICATES) {
    const shown = words.find(({ value }) => certificate.test(value));
    if (shown !== undefined && words.some(({ value }) => key.test(value)))
      return [{ scheme: 'https', port: undefined, at: shown.place, by: `\`${shown.value.slice(0, 60)}\`` }];
  }
  return [];
}

function portAtEnd(value: string): number | undefined {
  const [, port] = /^(?:[\w.*[\]-]{0,60}:)?:?(\d{2,5})$/.exec(value) ?? [];
  return port === undefined ? undefined : Number(port);
}

function urlsIn(value: string): readonly Pick<Saying, 'scheme' | 'port'>[] {
  return value.split(';').flatMap((url) => {
    const [, scheme, port] = /^\s*(https?):\/\/[^:/\s]{1,60}:(\d{2,5})\/?\s*$/i.exec(url) ?? [];
    return port === undefined
      ? []
      : [{ scheme: scheme?.toLowerCase() === 'https' ? 'https' : 'http', port: Number(port) }];
  });
}

/** Variables that make a program serve TLS, each with the value that does, and the port where it is always the same. */
const VARIABLES: ReadonlyMap<string, readonly [value: RegExp, port?: number]> = new Map([
  ['SERVER_SSL_ENABLED', [/^true$/i]], // Spring Boot, Kibana
  ['SERVER_SSL_KEY_STORE', [/./]],
  ['SERVER_SSL_KEYSTORE', [/./]],
  ['GF_SERVER_PROTOCOL', [/^(?:https|h2)$/]],
  ['REGISTRY_HTTP_TLS_CERTIFICATE', [/./]],
  ['xpack.security.http.ssl.enabled', [/^true$/i, 9200]],
  ['CODER_TLS_ENABLE', [/^true$/i]],
  ['HTTPS', [/^true$/]], // the development server of Create React App
]);
/** Where ASP.NET listens. */
const URL_VARIABLES = new Set(['ASPNETCORE_URLS', 'DOTNET_URLS']);
const PORT_VARIABLES: ReadonlyMap<string, 'http' | 'https'> = new Map([
  ['ASPNETCORE_HTTPS_PORTS', 'https'],
  ['ASPNETCORE_HTTP_PORTS', 'http'],
]);

function inVariables(container: Container): readonly Saying[] {
  return container.variables.flatMap(({ name, value, scalar: { place } }): readonly Saying[] => {
    const by = `\`${name}\``;
    if (URL_VARIABLES.has(name)) return urlsIn(value).map((url) => ({ ...url, at: place, by }));
    const listed = PORT_VARIABLES.get(name);
    if (listed !== undefined)
      return value
        .split(';')
        .flatMap((port) => (/^\d+$/.test(port) ? [{ scheme: listed, port: Number(port), at: place, by }] : []));
    const [wanted, port] = VARIABLES.get(name) ?? [];
    return wanted?.test(value) === true ? [{ scheme: 'https', port, at: place, by }] : [];
  });
}

/** Images that speak one thing on a port, whatever they are told; by the ends of their names. */
const IMAGES: readonly (readonly [image: RegExp, port: number, scheme: Spoken['scheme']])[] = [
  [/(?:^|\/)kubernetesui\/dashboard(?:-[a-z0-9]+)?(?:[:@]|$)/, 8443, 'https'],
  [/(?:^|\/)unifi(?:-controller|-network-application|-docker)?(?:[:@]|$)/, 8443, 'https'],
  [/(?:^|\/)omada-controller(?:[:@]|$)/, 8043, 'https'],
  [/(?:^|\/)portainer-(?:ce|ee)(?:[:@]|$)/, 9443, 'https'],
  [/(?:^|\/)goauthentik\/server(?:[:@]|$)/, 9443, 'https'],
  [/(?:^|\/)keycloak(?:[:@]|$)/, 8443, 'https'],
  [/(?:^|\/)opentelemetry-collector(?:-contrib|-k8s)?(?:[:@]|$)/, 4317, 'grpc'],
  [/(?:^|\/)qdrant(?:[:@]|$)/, 6334, 'grpc'],
  [/(?:^|\/)milvus(?:[:@]|$)/, 19_530, 'grpc'],
  [/(?:^|\/)temporalio\/(?:server|auto-setup)(?:[:@]|$)/, 7233, 'grpc'],
  [/(?:^|\/)tritonserver(?:[:@]|$)/, 8001, 'grpc'],
];

/** Images that answer on one port in both ways, HTTP and HTTPS, by the ends of their names (semantics 7.16). */
const BILINGUAL: readonly (readonly [image: RegExp, port: number])[] = [
  [/(?:^|\/)(?:pms-docker|plex(?:-?media-?server)?)(?:[:@]|$)/, 32_400], // "secure connections: preferred"
  [/(?:^|\/)argoproj\/argocd(?:[:@]|$)/, 8080], // argo-cd, server/server.go: cmux before both
];

/** True where the image takes TLS and plain requests alike, so that no probe tells which of them it wants. */
export function speaksBoth(container: Container, number: number): boolean {
  return BILINGUAL.some(([pattern, port]) => port === number && pattern.test(container.image));
}

function inImage(container: Container): readonly Saying[] {
  const image = getString(container.get(), 'image') ?? '';
  return IMAGES.flatMap(([pattern, port, scheme]): readonly Saying[] =>
    pattern.test(image) ? [{ scheme, port, at: container.at('image'), by: 'the image' }] : [],
  );
}
