/**
 * Images that do not start where a variable is an address: it is a setting of theirs that has to be a number, or one
 * that is gone (semantics 8.4, with the source of each). `inCommand`: the command of the image hands it on, and one of
 * the manifest does not; unless it has a text like `kept`. A text like `told` says the port in words that win over it.
 * `where`: only where a variable of the container has such a value.
 */
export interface RefusingImage {
  readonly image: RegExp;
  readonly variable: string;
  readonly inCommand?: true;
  readonly kept?: RegExp;
  readonly told?: RegExp;
  readonly where?: readonly [variable: string, value: RegExp];
}

type Row = readonly [image: RegExp, variable: string, how?: Omit<RefusingImage, 'image' | 'variable'>];

/** The start script of Confluent's images, which a command of one's own replaces. */
const CONFLUENT = { inCommand: true, kept: /\/etc\/confluent\/docker\// } as const;

/** A flag of its own, which programs made with viper prefer to any variable. */
const FLAG = { told: /^--?port(=|$)/ } as const;

const JUPYTER = { told: /(^|\s)--(ServerApp\.|NotebookApp\.)?port(=|\s|$)/ } as const;

/** Its start script takes `POSTGRES_PORT` for the port of the database, though `DB_PORT` is there. */
const LEGACY_KEYCLOAK = /(^|\/)(jboss\/keycloak([:@]|$)|keycloak\/keycloak:([4-9]|1[0-6])\.)/;

const START_SCRIPT = { inCommand: true, kept: /^-b|docker-entrypoint/ } as const;

/** One line for each image. */
const ROWS: readonly Row[] = [
  [/(^|\/)cp-(server|kafka)([:@]|$)/, 'KAFKA_PORT', CONFLUENT],
  [/(^|\/)cp-schema-registry([:@]|$)/, 'SCHEMA_REGISTRY_PORT', CONFLUENT],
  [/(^|\/)vllm-openai([:@]|$)/, 'VLLM_PORT'],
  [
    /(^|\/)(base|minimal|scipy|datascience|tensorflow|pytorch|pyspark|all-spark|r)-notebook([:@]|$)/,
    'JUPYTER_PORT',
    JUPYTER,
  ],
  [/(^|\/)mlflow\/mlflow([:@]|$)/, 'MLFLOW_PORT', { told: /(^|\s)(-p|--port)(=|\s|$)/ }],
  [/(^|\/)apache\/superset([:@]|$)/, 'SUPERSET_PORT', { inCommand: true, kept: /run-server/ }],
  [/(^|\/)drone\/drone([:@]|$)/, 'DRONE_SERVER_PORT'],
  [/(^|\/)authelia\/authelia([:@]|$)/, 'AUTHELIA_PORT'],
  [/(^|\/)cp-kafka-rest([:@]|$)/, 'KAFKA_REST_PORT', CONFLUENT],
  [/(^|\/)wurstmeister\/kafka([:@]|$)/, 'KAFKA_PORT', { inCommand: true, kept: /start-kafka/ }],
  [/(^|\/)neo4j:(5|20\d\d)/, 'NEO4J_PORT'],
  [/(^|\/)n8n:(0|1\.([0-9]|[1-4][0-9]))\./, 'N8N_PORT'],
  [/(^|\/)paperless-ngx([:@]|$)/, 'PAPERLESS_PORT'],
  [/(^|\/)kroki([:@]|$)/, 'KROKI_PORT'],
  [/(^|\/)octoprint([:@]|$)/, 'OCTOPRINT_PORT'],
  [/(^|\/)cerebro([:@]|$)/, 'CEREBRO_PORT'],
  [/(^|\/)spoolman([:@]|$)/, 'SPOOLMAN_PORT'],
  [/(^|\/)opal-server([:@]|$)/, 'OPAL_SERVER_PORT'],
  [/(^|\/)krakend(-ee)?([:@]|$)/, 'KRAKEND_PORT'],
  [/(^|\/)sequin\/sequin([:@]|$)/, 'SEQUIN_METRICS_PORT'],
  [/(^|\/)osixia\/openldap(:1\.[4-9]|:latest|:stable|$)/, 'LDAP_PORT'],
  [/(^|\/)bitnami\/redis:([45]\.|6\.0\.[0-5](?!\d))/, 'REDIS_PORT'],
  [/(^|\/)supertokens-[a-z]+([:@]|$)/, 'SUPERTOKENS_PORT'],
  [/(^|\/)flower([:@]|$)/, 'FLOWER_PORT'],
  [/(^|\/)redislabs\/redisinsight([:@]|$)/, 'REDISINSIGHT_PORT'],
  [/(^|\/)redis-?commander([:@]|$)/, 'REDIS_PORT'],
  [/(^|\/)redis-?commander([:@]|$)/, 'SENTINEL_PORT'],
  [/(^|\/)searxng\/searxng:2026\.([3-9]|1\d)\./, 'SEARXNG_PORT'],
  [/(^|\/)kibana\/kibana(-oss)?:([6-9]|\d\d)\./, 'SERVER_PORT', { inCommand: true }],
  [/(^|\/)verdaccio\/verdaccio(:[4-9]|:latest|$)/, 'VERDACCIO_PORT', { inCommand: true }],
  [/(^|\/)komodo-core([:@]|$)/, 'KOMODO_PORT'],
  [/(^|\/)gangway([:@]|$)/, 'GANGWAY_PORT'],
  [/(^|\/)garethgeorge\/backrest([:@]|$)/, 'BACKREST_PORT'],
  [/(^|\/)(neosmemo|usememos)\/memos([:@]|$)/, 'MEMOS_PORT', FLAG],
  [/(^|\/)livekit-server([:@]|$)/, 'LIVEKIT_PORT'],
  [/(^|\/)bazel-remote(-cache)?([:@]|$)/, 'BAZEL_REMOTE_PORT'],
  [/(^|\/)gotenberg:8\.([2-9]\d)/, 'API_PORT', { told: /^--api-port(=|$)/ }],
  [/(^|\/)centrifugo:v?[1-5]([.@]|$)/, 'CENTRIFUGO_PORT', FLAG],
  [/(^|\/)open-feature\/flagd([:@]|$)/, 'FLAGD_PORT', FLAG],
  [/(^|\/)zitadel\/zitadel([:@]|$)/, 'ZITADEL_PORT', FLAG],
  [/(^|\/)minimalcompact\/thumbor([:@]|$)/, 'THUMBOR_PORT', { inCommand: true }],
  [/(^|\/)focalboard([:@]|$)/, 'FOCALBOARD_PORT', FLAG],
  [/(^|\/)dify-api([:@]|$)/, 'DIFY_PORT', { inCommand: true }],
  [/(^|\/)gpustack\/gpustack([:@]|$)/, 'GPUSTACK_WORKER_PORT'],
  [/(^|\/)langflow(-backend)?(:v?1\.[1-6]\.|:latest|$)/, 'LANGFLOW_PORT', FLAG],
  [/(^|\/)tabulario\/iceberg-rest([:@]|$)/, 'REST_PORT'],
  [/(^|\/)registry:0\./, 'REGISTRY_PORT'],
  [/(^|\/)threadfin([:@]|$)/, 'THREADFIN_PORT'],
  [/(^|\/)aaronleopold\/stump([:@]|$)/, 'STUMP_PORT'],
  [/(^|\/)actual-server:25\.4\./, 'ACTUAL_PORT'],
  [/(^|\/)dispatcharr([:@]|$)/, 'DISPATCHARR_PORT', { inCommand: true, kept: /entrypoint/ }],
  [LEGACY_KEYCLOAK, 'POSTGRES_PORT', { ...START_SCRIPT, where: ['DB_VENDOR', /^postgres$/i] }],
  [LEGACY_KEYCLOAK, 'MYSQL_PORT', { ...START_SCRIPT, where: ['DB_VENDOR', /^mysql$/i] }],
  [LEGACY_KEYCLOAK, 'MARIADB_PORT', { ...START_SCRIPT, where: ['DB_VENDOR', /^mariadb$/i] }],
];

export const REFUSING_IMAGES: readonly RefusingImage[] = ROWS.map(([image, variable, how]) => ({
  image,
  variable,
  ...how,
}));
