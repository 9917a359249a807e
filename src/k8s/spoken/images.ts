import { getList, getString, scalarsIn } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import { portAtEnd, type Saying } from './saying.js';

/** Images that speak one thing on a port, whatever they are told; by the ends of their names (semantics 7.16). */
const IMAGES: readonly (readonly [image: RegExp, port: number, scheme: Saying['scheme']])[] = [
  [/(?:^|\/)kubernetesui\/dashboard(?:-[a-z0-9]+)?(?:[:@]|$)/, 8443, 'https'],
  [/(?:^|\/)unifi(?:-controller|-network-application|-docker)?(?:[:@]|$)/, 8443, 'https'],
  [/(?:^|\/)omada-controller(?:[:@]|$)/, 8043, 'https'],
  [/(?:^|\/)portainer-(?:ce|ee)(?:[:@]|$)/, 9443, 'https'],
  [/(?:^|\/)goauthentik\/server(?:[:@]|$)/, 9443, 'https'],
  [/(?:^|\/)keycloak(?:[:@]|$)/, 8443, 'https'],
  [/(?:^|\/)opentelemetry-collector(?:-contrib|-k8s)?(?:[:@]|$)/, 4317, 'grpc'],
  [/(?:^|\/)jaegertracing\/(?:all-in-one|jaeger|jaeger-collector)(?:[:@]|$)/, 4317, 'grpc'],
  [/(?:^|\/)grafana\/tempo(?:[:@]|$)/, 4317, 'grpc'],
  [/(?:^|\/)qdrant(?:[:@]|$)/, 6334, 'grpc'],
  [/(?:^|\/)milvus(?:[:@]|$)/, 19_530, 'grpc'],
  [/(?:^|\/)temporalio\/(?:server|auto-setup)(?:[:@]|$)/, 7233, 'grpc'],
  [/(?:^|\/)tritonserver(?:[:@]|$)/, 8001, 'grpc'],
];

/** Images that answer on one port in both ways, HTTP and HTTPS, by the ends of their names (semantics 7.16). */
const BILINGUAL: readonly (readonly [image: RegExp, port: number])[] = [
  [/(?:^|\/)(?:pms-docker|plex(?:-?media-?server)?)(?:[:@]|$)/, 32_400], // "secure connections: preferred"
  [/(?:^|\/)syncthing(?:[:@]|$)/, 8384], // syncthing, lib/tlsutil: DowngradingListener looks at the first byte
  [/(?:^|\/)argoproj\/argocd(?:[:@]|$)/, 8080], // argo-cd, server/server.go: cmux before both
];

/** True where the image takes TLS and plain requests alike, so that no probe tells which of them it wants. */
export function speaksBoth(container: Container, number: number): boolean {
  return BILINGUAL.some(([pattern, port]) => port === number && pattern.test(container.image));
}

/** Ports of receivers of traces that are not for OTLP: what an exporter sends there nobody reads (semantics 7.16). */
const DIALECTS: readonly (readonly [image: RegExp, port: number, scheme: Saying['scheme'], dialect: string])[] = (
  [
    [14_250, 'grpc', 'the older gRPC of Jaeger'],
    [14_268, 'http', 'Thrift of Jaeger'],
    [16_686, 'http', 'the page of Jaeger'],
    [9411, 'http', 'the protocol of Zipkin'],
  ] as const
).map(([port, scheme, dialect]) => [
  /(?:^|\/)jaegertracing\/(?:all-in-one|jaeger-collector)(?:[:@]|$)/,
  port,
  scheme,
  dialect,
]);

/** MinIO serves TLS where its folder for certificates holds some; `CAs` in it are those whom it trusts as a client. */
const MINIO = /(?:^|\/)(?:minio|aistor)(?:[:@]|$)/;
const CERTIFICATES = /\/\.minio\/certs(?:\/(?:public\.crt|private\.key))?\/?$/;

/** What is mounted at the folder that MinIO takes without `--certs-dir` (semantics 7.16). */
function withCertificates(container: Container): readonly Saying[] {
  if (!MINIO.test(container.image)) return [];
  const words = ['command', 'args'].flatMap((field) => [...scalarsIn(container.get(field))]).join(' ');
  if (/--certs-dir|-S /.test(words)) return [];
  const index = getList(container.get('volumeMounts')).findIndex((mount) =>
    CERTIFICATES.test(getString(mount, 'mountPath') ?? ''),
  );
  if (index === -1) return [];
  const address = /--address[= ]["']?(\S{1,60})/.exec(words)?.[1];
  const port = address === undefined ? 9000 : portAtEnd(address);
  return port === undefined
    ? []
    : [
        {
          scheme: 'https',
          port,
          at: container.at('volumeMounts', index, 'mountPath'),
          by: 'the folder of certificates',
        },
      ];
}

export function inImage(container: Container): readonly Saying[] {
  const at = container.at('image');
  const dialects = DIALECTS.flatMap(([pattern, port, scheme, dialect]): readonly Saying[] =>
    pattern.test(container.image) ? [{ scheme, port, dialect, at, by: 'the image' }] : [],
  );
  const others = IMAGES.flatMap(([pattern, port, scheme]): readonly Saying[] =>
    pattern.test(container.image) ? [{ scheme, port, at, by: 'the image' }] : [],
  );
  return [...others, ...dialects, ...withCertificates(container)];
}
