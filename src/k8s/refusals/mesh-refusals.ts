import { get, getList, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import { repeated, type Refusal, type RefusalRow } from './refusal.js';

const ISTIO = 'networking.istio.io';
const ROUTES: readonly ObjectKind[] = [`${ISTIO}/VirtualService`];
const SLASH = 'a host is a name; `namespace/name` is for the Gateways that a VirtualService names';

const slashed = (host: string, path: Path): readonly Refusal[] =>
  host.includes('/') && !isPlaceholder(host)
    ? [{ path, says: `has the host \`${host}\`, which is no name`, because: SLASH }]
    : [];

const textOf = (tree: Tree): string => (tree.type === 'scalar' && typeof tree.value === 'string' ? tree.value : '');

const FILES = ['caCertificates', 'privateKey', 'serverCertificate'];

function serverRefusals(server: Tree, path: Path): readonly Refusal[] {
  const protocol = (getString(server, 'port', 'protocol') ?? '').toUpperCase();
  const tls = get(server, 'tls');
  const other = { path: [...path, 'port', 'protocol'], text: 'its protocol' };
  if (['HTTPS', 'TLS'].includes(protocol) && tls === undefined)
    return [
      {
        path: [...path, 'port', 'protocol'],
        says: `has a server of protocol \`${protocol}\` without \`tls\``,
        because: 'such a server says how TLS ends, or that it passes',
      },
    ];
  if (tls === undefined) return [];
  const mode = getString(tls, 'mode');
  // Istio cannot tell PASSTHROUGH from no mode, and takes it where nothing else is said.
  const passes = /^(?:AUTO_)?PASSTHROUGH$/.test(mode ?? '') && FILES.every((field) => get(tls, field) === undefined);
  if (['HTTP', 'HTTP2', 'GRPC'].includes(protocol) && mode !== undefined && !passes)
    return [
      {
        path: [...path, 'tls'],
        says: `has TLS in a server of protocol \`${protocol}\``,
        because: 'a plain port may have `httpsRedirect` there, and no mode',
        other,
      },
    ];
  const isCertified = ['credentialName', 'credentialNames', 'serverCertificate', 'tlsCertificates'].some(
    (field) => get(tls, field) !== undefined,
  );
  return ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode ?? '') && !isCertified
    ? [
        {
          path: [...path, 'tls', 'mode'],
          says: `ends TLS with mode \`${mode ?? ''}\` and without a certificate`,
          because: 'this mode needs `credentialName`, or the files of a certificate',
        },
      ]
    : [];
}

function doubledPorts(spec: Tree, path: Path): readonly Refusal[] {
  return repeated(getList(spec, 'servers'), (server) => getString(server, 'port', 'name')).map(({ index, first }) => ({
    path: [...path, 'servers', index, 'port', 'name'],
    says: 'has two servers whose ports have one name',
    because: 'the names of ports differ within a Gateway',
    other: { path: [...path, 'servers', first, 'port', 'name'], text: 'the first one' },
  }));
}

/** The webhook of Istio: istio/istio `pkg/config/validation` (semantics 7.19). */
export const MESH_REFUSALS: readonly RefusalRow[] = [
  ...(['http', 'tcp', 'tls'] as const).map((list): RefusalRow => ({
    kinds: ROUTES,
    at: ['spec', list, '*', 'route', '*', 'destination', 'host'],
    judge: (host, path) => slashed(textOf(host), path),
  })),
  { kinds: ROUTES, at: ['spec', 'hosts', '*'], judge: (host, path) => slashed(textOf(host), path) },
  { kinds: [`${ISTIO}/DestinationRule`], at: ['spec', 'host'], judge: (host, path) => slashed(textOf(host), path) },
  { kinds: [`${ISTIO}/Gateway`], at: ['spec', 'servers', '*'], judge: serverRefusals },
  { kinds: [`${ISTIO}/Gateway`], at: ['spec'], judge: doubledPorts },
  {
    kinds: [`${ISTIO}/Sidecar`],
    at: ['spec', 'egress', '*', 'hosts', '*'],
    judge: (host, path) =>
      textOf(host).includes('/') || textOf(host) === '' || isPlaceholder(textOf(host))
        ? []
        : [
            {
              path,
              says: `lets its Pods call \`${textOf(host)}\`, without a namespace`,
              because: 'here a host is `namespace/name`, with `.` for the own one and `*` for all',
            },
          ],
  },
  {
    kinds: [`${ISTIO}/ServiceEntry`],
    at: ['spec', 'ports', '*'],
    judge: (port, path) =>
      getNumber(port, 'number') === undefined || getString(port, 'name')
        ? []
        : [
            {
              path: [...path, 'number'],
              says: 'has a port without a name',
              because: 'each port of a ServiceEntry has a name',
            },
          ],
  },
];
