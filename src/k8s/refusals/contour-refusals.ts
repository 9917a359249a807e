import { get, getList, getString, type Path, type Tree } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isPlaceholder } from '../syntax/placeholders.js';
import type { Refusal, RefusalRow } from './refusal.js';

const PROXIES: readonly ObjectKind[] = ['projectcontour.io/HTTPProxy'];

/** What answers a request; a route has one of these. */
const ACTIONS = ['services', 'requestRedirectPolicy', 'directResponsePolicy'] as const;

function actionRefusals(route: Tree, path: Path, spec: Tree | undefined): readonly Refusal[] {
  if (route.type !== 'map') return [];
  const isSet = (field: string): boolean => {
    const value = get(route, field);
    return value !== undefined && (value.type !== 'list' || value.items.length > 0);
  };
  const [first, second] = ACTIONS.filter(isSet);
  if (first !== undefined && second !== undefined)
    return [
      {
        path: [...path, second],
        says: `has a route with \`${first}\` and \`${second}\``,
        because: 'Contour wants one of the two, and marks the whole proxy as invalid',
        other: { path: [...path, first], text: 'what answers already' },
      },
    ];
  if (first !== undefined) return [];
  const index = path.at(-1);
  const before = typeof index === 'number' && index > 0 ? getList(spec, 'routes')[index - 1] : undefined;
  const isPiece = before !== undefined && get(route, 'conditions') === undefined;
  return [
    {
      path,
      says: 'has a route without `services`',
      because:
        'Contour marks the whole proxy as invalid: a route has services, a redirect or a response of its own' +
        (isPiece ? '; without its `-` this would belong to the route above' : ''),
    },
  ];
}

function tlsRefusals(tls: Tree, path: Path): readonly Refusal[] {
  if (tls.type !== 'map') return [];
  const hasCertificate = (getString(tls, 'secretName') ?? '') !== '';
  const written = get(tls, 'passthrough');
  // What waits to be filled in is neither.
  const passes = written?.type === 'scalar' ? written.value : false;
  if (passes === true && hasCertificate)
    return [
      {
        path: [...path, 'passthrough'],
        says: 'passes TLS through and has a certificate for it',
        because: 'what is passed through ends at the Pods, with their certificate',
        other: { path: [...path, 'secretName'], text: 'the certificate' },
      },
    ];
  if (passes !== false || hasCertificate) return [];
  return [
    {
      path,
      says: 'has `tls` without a certificate',
      because: 'TLS needs `secretName`, or `passthrough: true`',
    },
  ];
}

function specRefusals(spec: Tree, path: Path): readonly Refusal[] {
  // What another proxy includes has no name of its own, and takes TLS from there.
  const host = get(spec, 'virtualhost');
  if (host === undefined) return [];
  if (get(spec, 'tcpproxy') !== undefined && get(host, 'tls') === undefined)
    return [
      {
        path: [...path, 'tcpproxy'],
        says: 'has a `tcpproxy` without TLS',
        because: 'Contour tells connections apart by the name in TLS: `virtualhost.tls` is needed',
      },
    ];
  const isEmpty = ['routes', 'includes', 'tcpproxy'].every((field) => get(spec, field) === undefined);
  return isEmpty
    ? [
        {
          path: [...path, 'virtualhost'],
          says: 'leads nowhere',
          because: 'a proxy with a host has routes, includes or a `tcpproxy`',
        },
      ]
    : [];
}

function conditionRefusals(conditions: Tree, path: Path): readonly Refusal[] {
  const items = conditions.type === 'list' ? conditions.items : [];
  const paths = items.flatMap((item, index) =>
    (['prefix', 'exact', 'regex'] as const).flatMap((field) => {
      const text = getString(item, field);
      return text === undefined || text === '' ? [] : [{ text, at: [...path, index, field] }];
    }),
  );
  const [first, second] = paths;
  const rootless = paths.find(({ text }) => !text.startsWith('/') && !isPlaceholder(text));
  return [
    ...(rootless === undefined
      ? []
      : [
          {
            path: rootless.at,
            says: `has the path \`${rootless.text}\`, which does not begin with \`/\``,
            because: 'Contour marks the proxy as invalid',
          },
        ]),
    ...(first === undefined || second === undefined
      ? []
      : [
          {
            path: second.at,
            says: 'has a route with two paths',
            because: 'conditions of one route hold together, and a request has one path; write a route for each',
            other: { path: first.at, text: 'the first one' },
          },
        ]),
  ];
}

/** What Contour calls invalid: projectcontour/contour `internal/dag/httpproxy_processor.go` (semantics 7.19). */
export const CONTOUR_REFUSALS: readonly RefusalRow[] = [
  {
    kinds: PROXIES,
    at: ['spec', 'routes', '*'],
    judge: (route, path, resource) => actionRefusals(route, path, resource.get('spec')),
  },
  { kinds: PROXIES, at: ['spec', 'routes', '*', 'conditions'], judge: conditionRefusals },
  { kinds: PROXIES, at: ['spec', 'virtualhost', 'tls'], judge: tlsRefusals },
  { kinds: PROXIES, at: ['spec'], judge: specRefusals },
];
