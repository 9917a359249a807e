import { get, getList, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isHostPlaceholder, isPlaceholder } from '../syntax/placeholders.js';
import { repeated, type Refusal, type RefusalRow } from './refusal.js';

const GROUP = 'gateway.networking.k8s.io';
const LISTENING: readonly ObjectKind[] = [`${GROUP}/Gateway`, `${GROUP}/ListenerSet`];
const HTTP: readonly ObjectKind[] = [`${GROUP}/HTTPRoute`];
const HOSTED: readonly ObjectKind[] = [...HTTP, `${GROUP}/GRPCRoute`, `${GROUP}/TLSRoute`];

/** The field of each type of filter (apis/v1/httproute_types.go). */
const FILTER_FIELDS: Readonly<Record<string, string>> = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  ExtensionRef: 'extensionRef',
  CORS: 'cors',
  ExternalAuth: 'externalAuth',
};

function filterRefusals(filter: Tree, path: Path): readonly Refusal[] {
  const type = getString(filter, 'type') ?? '';
  const wanted = FILTER_FIELDS[type];
  if (wanted === undefined) return [];
  const others = Object.values(FILTER_FIELDS).filter((field) => field !== wanted && get(filter, field) !== undefined);
  const because = `a filter of type \`${type}\` has the field \`${wanted}\`, and none of another type`;
  const other = { path: [...path, 'type'], text: `it is of type \`${type}\`` };
  const wrong = others.map((field): Refusal => ({
    path: [...path, field],
    says: `has \`${field}\` in a filter of another type`,
    because,
    other,
  }));
  if (wrong.length > 0 || get(filter, wanted) !== undefined) return wrong;
  return [{ path: [...path, 'type'], says: `has a filter of type \`${type}\` without \`${wanted}\``, because }];
}

const PREFIX_REPLACING = ['requestRedirect', 'urlRewrite'] as const;

function ruleRefusals(rule: Tree, path: Path): readonly Refusal[] {
  const filters = getList(rule, 'filters');
  const at = (field: string): number => filters.findIndex((filter) => get(filter, field) !== undefined);
  const [redirect, rewrite] = [at('requestRedirect'), at('urlRewrite')];
  const found: Refusal[] = [];
  if (redirect >= 0 && getList(rule, 'backendRefs').length > 0)
    found.push({
      path: [...path, 'backendRefs'],
      says: 'sends requests to backends in a rule that redirects them',
      because: 'a redirect is the answer: such a rule takes no `backendRefs`',
      other: { path: [...path, 'filters', redirect, 'requestRedirect'], text: 'the redirect' },
    });
  if (redirect >= 0 && rewrite >= 0)
    found.push({
      path: [...path, 'filters', rewrite, 'urlRewrite'],
      says: 'redirects and rewrites in one rule',
      because: 'a rule may have one of the two filters',
      other: { path: [...path, 'filters', redirect, 'requestRedirect'], text: 'the redirect' },
    });
  return [...found, ...filters.flatMap((filter, index) => prefixRefusals(rule, path, filter, index))];
}

/** What replaces a prefix needs the one prefix; without `matches` it is `/`. */
function prefixRefusals(rule: Tree, path: Path, filter: Tree, index: number): readonly Refusal[] {
  const matches = getList(rule, 'matches');
  const [only] = matches;
  const isOnePrefix =
    only === undefined ||
    (matches.length === 1 && getString(only, 'path', 'type') === 'PathPrefix') ||
    (matches.length === 1 && get(only, 'path') !== undefined && getString(only, 'path', 'type') === undefined);
  return PREFIX_REPLACING.flatMap((field): readonly Refusal[] => {
    if (isOnePrefix || getString(filter, field, 'path', 'type') !== 'ReplacePrefixMatch') return [];
    return [
      {
        path: [...path, 'filters', index, field, 'path', 'type'],
        says: 'replaces the prefix in a rule that does not match one prefix',
        because: '`ReplacePrefixMatch` needs exactly one match, of type `PathPrefix`',
        other: { path: [...path, 'matches'], text: 'what the rule matches' },
      },
    ];
  });
}

const PATH_CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

function pathRefusals(match: Tree, path: Path): readonly Refusal[] {
  const value = getString(match, 'value');
  const type = getString(match, 'type') ?? 'PathPrefix';
  if (value === undefined || !['Exact', 'PathPrefix'].includes(type) || isPlaceholder(value)) return [];
  const at = [...path, 'value'];
  const says = `has the path \`${value}\` in a match of type \`${type}\``;
  if (!value.startsWith('/')) return [{ path: at, says, because: 'such a path begins with `/`' }];
  const bad = ['//', '/./', '/../', '%2f', '%2F', '#'].find((part) => value.includes(part));
  if (bad !== undefined) return [{ path: at, says, because: `such a path may not contain \`${bad}\`` }];
  return PATH_CHARACTERS.test(value)
    ? []
    : [{ path: at, says, because: 'such a path is no regular expression, and may not have these characters' }];
}

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Every host that is a text: `*` alone, a URL, a port, capitals. */
function hostnameRefusals(host: Tree, path: Path): readonly Refusal[] {
  const value = host.type === 'scalar' && typeof host.value === 'string' ? host.value : '';
  if (value === '' || HOSTNAME.test(value) || isHostPlaceholder(value)) return [];
  const because =
    value === '*'
      ? 'without a hostname every host is meant; a `*` needs a name behind it, as in `*.example.com`'
      : 'a hostname is in lower case, without scheme, port or path, and has a `*` only as its first label';
  return [{ path, says: `has the hostname \`${value}\``, because }];
}

const IN_PLAIN = ['HTTP', 'TCP', 'UDP'];

function listenerRefusals(listener: Tree, path: Path): readonly Refusal[] {
  const protocol = getString(listener, 'protocol') ?? '';
  const tls = get(listener, 'tls');
  const mode = getString(tls, 'mode');
  const other = { path: [...path, 'protocol'], text: `the protocol of this listener` };
  const found: Refusal[] = [];
  if (tls !== undefined && IN_PLAIN.includes(protocol))
    found.push({
      path: [...path, 'tls'],
      says: `has \`tls\` in a listener of protocol \`${protocol}\``,
      because: 'TLS is for the protocols `HTTPS` and `TLS`',
      other,
    });
  if (protocol === 'HTTPS' && mode === 'Passthrough')
    found.push({
      path: [...path, 'tls', 'mode'],
      says: 'passes TLS through in a listener of protocol `HTTPS`',
      because: 'an HTTPS listener ends TLS; what is passed through needs the protocol `TLS` and a TLSRoute',
      other,
    });
  if (
    tls !== undefined &&
    (mode ?? 'Terminate') === 'Terminate' &&
    !IN_PLAIN.includes(protocol) &&
    isWithoutCertificate(tls)
  )
    found.push({
      path: [...path, 'tls'],
      says: 'ends TLS in a listener without a certificate',
      because: 'with mode `Terminate` it needs `certificateRefs`, or options of the controller',
    });
  if (['TCP', 'UDP'].includes(protocol) && (getString(listener, 'hostname') ?? '') !== '')
    found.push({
      path: [...path, 'hostname'],
      says: `has a hostname in a listener of protocol \`${protocol}\``,
      because: 'only HTTP and TLS tell hosts apart',
      other,
    });
  return found;
}

function isWithoutCertificate(tls: Tree): boolean {
  const options = get(tls, 'options');
  const hasOptions = options?.type === 'map' && options.entries.size > 0;
  return getList(tls, 'certificateRefs').length === 0 && !hasOptions;
}

function doubledListeners(spec: Tree, path: Path): readonly Refusal[] {
  const listeners = getList(spec, 'listeners');
  const at = (index: number, field: string): Path => [...path, 'listeners', index, field];
  const names = repeated(listeners, (listener) => getString(listener, 'name'));
  const keyOf = (listener: Tree): string | undefined => {
    const [port, protocol] = [getNumber(listener, 'port'), getString(listener, 'protocol')];
    return port === undefined ? undefined : JSON.stringify([port, protocol, getString(listener, 'hostname') ?? '']);
  };
  return [
    ...names.map(({ index, first }): Refusal => ({
      path: at(index, 'name'),
      says: 'has two listeners of one name',
      because: 'the name of a listener is its key',
      other: { path: at(first, 'name'), text: 'the first one' },
    })),
    ...repeated(listeners, keyOf)
      .filter(({ index }) => !names.some((each) => each.index === index))
      .map(({ index, first }): Refusal => ({
        path: at(index, 'port'),
        says: 'has two listeners of one port, protocol and hostname',
        because: 'nothing tells their requests apart',
        other: { path: at(first, 'port'), text: 'the first one' },
      })),
  ];
}

/** kubernetes-sigs/gateway-api `config/crd`: the expressions of the CustomResourceDefinitions (semantics 7.19). */
export const GATEWAY_REFUSALS: readonly RefusalRow[] = [
  { kinds: LISTENING, at: ['spec', 'listeners', '*'], judge: listenerRefusals },
  { kinds: LISTENING, at: ['spec', 'listeners', '*', 'hostname'], judge: hostnameRefusals },
  { kinds: LISTENING, at: ['spec'], judge: doubledListeners },
  { kinds: HOSTED, at: ['spec', 'hostnames', '*'], judge: hostnameRefusals },
  { kinds: HTTP, at: ['spec', 'rules', '*'], judge: ruleRefusals },
  { kinds: HTTP, at: ['spec', 'rules', '*', 'matches', '*', 'path'], judge: pathRefusals },
  {
    kinds: [...HTTP, `${GROUP}/GRPCRoute`],
    at: ['spec', 'rules', '*', 'filters', '*'],
    judge: filterRefusals,
  },
  {
    kinds: [`${GROUP}/BackendTLSPolicy`],
    at: ['spec', 'validation'],
    judge: (validation, path) =>
      getList(validation, 'caCertificateRefs').length > 0 || getString(validation, 'wellKnownCACertificates')
        ? []
        : [
            {
              path,
              says: 'says by no authority how a certificate is checked',
              because: '`validation` needs `caCertificateRefs` or `wellKnownCACertificates`',
            },
          ],
  },
  {
    kinds: [`${GROUP}/HTTPRoute`, `${GROUP}/GRPCRoute`, `${GROUP}/TLSRoute`, `${GROUP}/TCPRoute`],
    at: ['spec', 'rules', '*', 'backendRefs', '*'],
    judge: portRefusals,
  },
];

/** Backends that have their ports in themselves: kgateway and Gloo say `BackendNotFound` to one (semantics 7.19). */
const PORTLESS = ['gateway.kgateway.dev/Backend'];

function portRefusals(ref: Tree, path: Path): readonly Refusal[] {
  const kind = `${getString(ref, 'group') ?? ''}/${getString(ref, 'kind') ?? ''}`;
  if (!PORTLESS.includes(kind) || get(ref, 'port') === undefined) return [];
  return [
    {
      path: [...path, 'port'],
      says: 'sends requests to a port of a Backend',
      because: 'a Backend of kgateway has its ports in itself, and is not found with one',
    },
  ];
}
