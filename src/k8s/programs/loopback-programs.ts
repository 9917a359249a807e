/**
 * A program that listens, as its own documentation has it (semantics 6.8). Lists are words with blanks between, so that
 * a program is one line.
 */
export interface Program {
  /** What starts it, in a row: `flask run`. */
  readonly words: string;
  /** The flags that take the address, or address and port. */
  readonly host?: string;
  readonly port?: string;
  /** The port that it takes where none is written. */
  readonly number?: number;
  /** The first word behind `words` that is no flag is where it listens: `8000`, `0.0.0.0:8000`. */
  readonly positional?: true;
  /**
   * It listens on 127.0.0.1 where nothing tells it otherwise. `sure`: only its flags and variables can; `usual`: so can
   * a file that may be in the image.
   */
  readonly local?: 'sure' | 'usual';
  /** Flags, words of the command, and variables that may tell it otherwise beside those of `host`. */
  readonly told?: string;
  /** Flags without which it does not listen. */
  readonly needs?: string;
  /** The entrypoint of its image tells it otherwise; only a `command` goes around that. */
  readonly bare?: true;
  /** Images that tell it otherwise by themselves. */
  readonly unless?: RegExp;
}

/** A node of Ethereum's consensus layer with its HTTP API. */
const LIGHTHOUSE: Omit<Program, 'words'> = {
  host: '--http-address',
  port: '--http-port',
  number: 5052,
  needs: '--http',
  local: 'sure',
};

/** Programs that listen on 127.0.0.1 by themselves, beside those of the longer list. */
export const LOOPBACK_PROGRAMS: readonly Program[] = [
  {
    words: 'dagster api grpc',
    host: '-h --host',
    port: '-p --port',
    local: 'sure',
    told: '-s --socket DAGSTER_GRPC_HOST DAGSTER_CODE_SERVER_HOST',
  },
  {
    words: 'dagster code-server start',
    host: '-h --host',
    port: '-p --port',
    local: 'sure',
    told: '-s --socket DAGSTER_GRPC_HOST DAGSTER_CODE_SERVER_HOST',
  },
  { words: 'superset run', host: '-h --host', port: '-p --port', number: 5000, local: 'usual', told: 'FLASK_RUN_HOST' },
  { words: 'feast serve', host: '-h --host', port: '-p --port', number: 6566, local: 'sure' },
  { words: 'evidently ui', host: '--host', port: '--port', number: 8000, local: 'sure' },
  { words: 'shiny run', host: '-h --host', port: '-p --port', number: 8000, local: 'sure', told: 'SHINY_HOST' },
  { words: 'solara run', host: '--host', port: '--port', number: 8765, local: 'usual', told: 'HOST' },
  { words: 'kedro viz', host: '--host', port: '--port', number: 4141, local: 'sure' },
  { words: 'langgraph dev', host: '--host', port: '--port', number: 2024, local: 'sure' },
  {
    words: 'fastmcp run',
    host: '--host',
    port: '-p --port',
    number: 8000,
    needs: '-t --transport',
    local: 'usual',
    told: 'FASTMCP_HOST',
  },
  { words: 'mcp-proxy', host: '--host --sse-host', port: '--port --sse-port', local: 'sure' },
  {
    words: 'devpi-server',
    host: '--host',
    port: '--port',
    number: 3141,
    local: 'usual',
    told: '-c --configfile DEVPISERVER_HOST --listen',
  },
  { words: 'moto_server', host: '-H --host', port: '-p --port', number: 5000, local: 'sure' },
  { words: 'pelican', host: '-b --bind', port: '-p --port', number: 8000, needs: '-l --listen', local: 'sure' },
  { words: 'lektor server', host: '-h --host', port: '-p --port', number: 5000, local: 'sure' },
  { words: 'ionic serve', host: '--host', port: '-p --port', number: 8100, local: 'sure', told: '--external' },
  { words: 'serverless offline', host: '--host -o', port: '--httpPort', number: 3000, local: 'usual' },
  { words: 'sls offline', host: '--host -o', port: '--httpPort', number: 3000, local: 'usual' },
  {
    words: 'sam local start-api',
    host: '--host',
    port: '-p --port',
    number: 3000,
    local: 'sure',
    told: '--config-file',
  },
  {
    words: 'sam local start-lambda',
    host: '--host',
    port: '-p --port',
    number: 3001,
    local: 'sure',
    told: '--config-file',
  },
  { words: 'redocly preview-docs', host: '-h --host', port: '-p --port', number: 8080, local: 'sure' },
  { words: 'code serve-web', host: '--host', port: '--port', number: 8000, local: 'sure', told: '--socket-path' },
  { words: 'theia start', host: '--hostname', port: '-p --port', number: 3000, local: 'usual' },
  { words: 'azurite', host: '--blobHost', number: 10_000, local: 'sure' },
  { words: 'azurite-blob', host: '--blobHost', port: '--blobPort', number: 10_000, local: 'sure' },
  { words: 'azurite-queue', host: '--queueHost', port: '--queuePort', number: 10_001, local: 'sure' },
  { words: 'azurite-table', host: '--tableHost', port: '--tablePort', number: 10_002, local: 'sure' },
  { words: 'reth node', host: '--http.addr', port: '--http.port', number: 8545, needs: '--http', local: 'sure' },
  { words: 'erigon', host: '--http.addr', port: '--http.port', number: 8545, local: 'usual', told: '--config' },
  {
    words: 'besu',
    host: '--rpc-http-host',
    port: '--rpc-http-port',
    number: 8545,
    needs: '--rpc-http-enabled',
    local: 'usual',
    told: '--config-file BESU_RPC_HTTP_HOST BESU_CONFIG_FILE',
  },
  {
    words: 'teku',
    host: '--rest-api-interface',
    port: '--rest-api-port',
    number: 5051,
    needs: '--rest-api-enabled',
    local: 'usual',
    told: '-c --config-file TEKU_REST_API_INTERFACE TEKU_CONFIG_FILE',
  },
  { words: 'lighthouse bn', ...LIGHTHOUSE },
  { words: 'lighthouse beacon_node', ...LIGHTHOUSE },
  { words: 'op-node', host: '--rpc.addr', port: '--rpc.port', number: 9545, local: 'sure', told: 'OP_NODE_RPC_ADDR' },
  {
    words: 'monerod',
    host: '--rpc-bind-ip --rpc-restricted-bind-ip',
    port: '--rpc-bind-port --rpc-restricted-bind-port',
    number: 18_081,
    local: 'usual',
    told: '--config-file',
  },
  { words: 'whisper-server', host: '--host', port: '--port', number: 8080, local: 'sure' },
  { words: 'kubectl port-forward', host: '--address', local: 'sure' },
  {
    words: 'kube-proxy',
    host: '--metrics-bind-address',
    number: 10_249,
    local: 'sure',
    told: '--config',
  },
  { words: 'argocd admin dashboard', host: '--address', port: '--port', number: 8080, local: 'sure' },
  {
    words: 'coder server',
    host: '--http-address --tls-address --address -a',
    number: 3000,
    local: 'usual',
    told: 'CODER_HTTP_ADDRESS CODER_TLS_ADDRESS CODER_ADDRESS CODER_CONFIG_PATH -c --config',
  },
  { words: 'toxiproxy', host: '-host --host', port: '-port --port', number: 8474, local: 'sure' },
  { words: 'toxiproxy-server', host: '-host --host', port: '-port --port', number: 8474, local: 'sure' },
  { words: 'weaviate', host: '--host', port: '--port', local: 'sure', told: 'HOST' },
  {
    words: 'rekor-server serve',
    host: '--rekor_server.address',
    port: '--rekor_server.port --port',
    number: 3000,
    local: 'usual',
    told: '--config --host REKOR_SERVER',
  },
  { words: 'cfssl serve', host: '-address --address', port: '-port --port', number: 8888, local: 'sure' },
  { words: 'grpcui', host: '-bind --bind', port: '-port --port', local: 'sure' },
];
