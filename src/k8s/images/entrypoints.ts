/** What an image starts by itself, to which `args` alone are arguments. */
export interface Entrypoint {
  /** The program, and the words of it that the image gives: `coder server`. */
  readonly program: string;
  /** It starts without any argument as well. */
  readonly alone: boolean;
}

/** The `ENTRYPOINT` of images, as their Dockerfiles say it (semantics 6.8); the last word where it stands alone. */
const ENTRYPOINTS: readonly (readonly [image: string, program: string, alone?: true])[] = [
  ['nats', 'nats-server'],
  ['consul', 'consul'],
  ['mkdocs-material', 'mkdocs'],
  ['airflow', 'airflow'],
  ['postgres', 'postgres'],
  ['grafana/alloy', 'alloy'],
  ['grafana/agent', 'grafana-agent'],
  ['openpolicyagent/opa', 'opa'],
  ['aquasec/trivy', 'trivy'],
  ['aquasecurity/trivy', 'trivy'],
  ['temporalio/temporal', 'temporal'],
  ['rclone/rclone', 'rclone'],
  ['kopia/kopia', 'kopia'],
  ['oauth2-proxy/oauth2-proxy', 'oauth2-proxy', true],
  ['stoplight/prism', 'prism'],
  ['ethereum/client-go', 'geth'],
  ['sigp/lighthouse', 'lighthouse'],
  ['paradigmxyz/reth', 'reth'],
  ['hyperledger/besu', 'besu'],
  ['consensys/teku', 'teku'],
  ['cloud-sql-connectors/cloud-sql-proxy', 'cloud-sql-proxy'],
  ['alloydb-connectors/alloydb-auth-proxy', 'alloydb-auth-proxy'],
  ['shopify/toxiproxy', 'toxiproxy-server'],
  ['semitechnologies/weaviate', 'weaviate'],
  ['sigstore/rekor/rekor-server', 'rekor-server'],
  ['cfssl/cfssl', 'cfssl'],
  ['erigontech/erigon', 'erigon'],
  ['thorax/erigon', 'erigon'],
  ['coder/coder', 'coder server', true],
];

/** The entrypoint of an image, without tag and digest. */
export function entrypoint(image: string): Entrypoint | undefined {
  const name = `/${image}`;
  const [, program, alone] = ENTRYPOINTS.find(([each]) => name.endsWith(`/${each}`)) ?? [];
  return program === undefined ? undefined : { program, alone: alone === true };
}
