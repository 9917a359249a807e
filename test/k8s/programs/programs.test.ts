import { describe, expect, it } from 'vitest';
import type { Told } from '../../../src/k8s/programs/commands.js';
import { PROGRAMS } from '../../../src/k8s/programs/programs.js';
import { isLocal, serverOf } from '../../../src/k8s/programs/servers.js';

type Row = [command: string, port: number | undefined, local?: 'sure' | 'usual', told?: string, needs?: string];

/**
 * Each program as a command line with all flags that take its address and its port; the port without them; whether it
 * listens on 127.0.0.1 by itself, as far as its flags or also a file can tell; what else tells it otherwise; and the
 * flags without which it does not listen.
 */
const ROWS: readonly Row[] = [
  ['uvicorn --host HOST --port PORT', 8000, 'sure', '--uds --fd UVICORN_HOST'],
  ['hypercorn -b HOST --bind HOST', 8000, 'usual', '-c --config -k'],
  ['gunicorn -b HOST --bind HOST', 8000, 'usual', '-c --config PORT GUNICORN_CMD_ARGS'],
  ['daphne -b HOST --bind HOST -p PORT --port PORT', 8000, 'sure', '-e --endpoint -u --fd'],
  ['granian --host HOST --port PORT', 8000, 'sure', '--uds GRANIAN_HOST'],
  ['waitress-serve --host HOST --listen HOST --port PORT', 8080],
  ['flask run -h HOST --host HOST -p PORT --port PORT', 5000, 'usual', 'FLASK_RUN_HOST'],
  ['quart run -h HOST --host HOST -p PORT --port PORT', 5000, 'usual', 'QUART_RUN_HOST'],
  ['manage.py runserver HOST:PORT', 8000, 'sure'],
  ['manage.py runserver_plus HOST:PORT', 8000, 'usual'],
  ['django-admin runserver HOST:PORT', 8000, 'sure'],
  ['fastapi run --host HOST --port PORT', 8000],
  ['fastapi dev --host HOST --port PORT', 8000, 'sure'],
  ['litestar run -H HOST --host HOST -p PORT --port PORT', 8000, 'usual', 'LITESTAR_HOST'],
  ['sanic -H HOST --host HOST -p PORT --port PORT', 8000, 'usual', '--unix SANIC_HOST'],
  ['http.server -b HOST --bind HOST HOST:PORT', 8000],
  [
    'jupyter lab --ip HOST --ServerApp.ip HOST --NotebookApp.ip HOST --port PORT --ServerApp.port PORT --NotebookApp.port PORT',
    8888,
    'usual',
    '--config',
  ],
  [
    'jupyter notebook --ip HOST --ServerApp.ip HOST --NotebookApp.ip HOST --port PORT --ServerApp.port PORT --NotebookApp.port PORT',
    8888,
    'usual',
    '--config',
  ],
  [
    'jupyter server --ip HOST --ServerApp.ip HOST --NotebookApp.ip HOST --port PORT --ServerApp.port PORT --NotebookApp.port PORT',
    8888,
    'usual',
    '--config',
  ],
  [
    'jupyter-lab --ip HOST --ServerApp.ip HOST --NotebookApp.ip HOST --port PORT --ServerApp.port PORT --NotebookApp.port PORT',
    8888,
    'usual',
    '--config',
  ],
  [
    'jupyter-notebook --ip HOST --ServerApp.ip HOST --NotebookApp.ip HOST --port PORT --ServerApp.port PORT --NotebookApp.port PORT',
    8888,
    'usual',
    '--config',
  ],
  ['voila --ip HOST --Voila.ip HOST --port PORT --Voila.port PORT', 8866, 'usual', '--autoreload'],
  ['marimo run --host HOST -p PORT --port PORT', 2718, 'sure'],
  ['marimo edit --host HOST -p PORT --port PORT', 2718, 'sure'],
  ['streamlit run --server.address HOST --server.port PORT', 8501],
  ['gradio', 7860, 'usual', 'GRADIO_SERVER_NAME'],
  ['chainlit run --host HOST --port PORT', 8000, 'sure', 'CHAINLIT_HOST'],
  ['tensorboard --host HOST --port PORT', 6006, 'sure', '--bind_all'],
  ['airflow webserver -H HOST --hostname HOST -p PORT --port PORT', 8080],
  ['airflow api-server -H HOST --host HOST -p PORT --port PORT', 8080],
  ['mlflow server -h HOST --host HOST -p PORT --port PORT', 5000, 'sure', 'MLFLOW_HOST'],
  ['mlflow ui -h HOST --host HOST -p PORT --port PORT', 5000, 'sure', 'MLFLOW_HOST'],
  ['prefect server start --host HOST --port PORT', 4200, 'usual', 'PREFECT_SERVER_API_HOST'],
  ['dagster dev -h HOST --host HOST -p PORT --port PORT', 3000, 'sure', 'DAGSTER_WEBSERVER_HOST'],
  ['dagster-webserver -h HOST --host HOST -p PORT --port PORT', 3000, 'sure', 'DAGSTER_WEBSERVER_HOST'],
  ['dagit -h HOST --host HOST -p PORT --port PORT', 3000, 'sure'],
  ['ray start --dashboard-host HOST --dashboard-port PORT', 8265, 'sure', 'RAY_DASHBOARD_HOST', '--head'],
  ['datasette -h HOST --host HOST -p PORT --port PORT', 8001, 'sure'],
  ['sqlite_web -H HOST --host HOST -p PORT --port PORT', 8080, 'sure'],
  ['chroma run --host HOST --port PORT', 8000, 'usual', '--config'],
  ['langflow run --host HOST --port PORT', 7860, 'usual', 'LANGFLOW_HOST'],
  ['sglang.launch_server --host HOST --port PORT', 30000, 'sure', '--config'],
  ['xinference-local -H HOST --host HOST -p PORT --port PORT', 9997, 'sure'],
  ['mkdocs serve -a HOST --dev-addr HOST', 8000, 'usual', '-f --config-file'],
  ['sphinx-autobuild --host HOST --port PORT', 8000, 'sure'],
  ['vite --host HOST --port PORT', 5173, 'usual', 'build optimize preview dev serve'],
  ['vite dev --host HOST --port PORT', 5173, 'usual'],
  ['vite serve --host HOST --port PORT', 5173, 'usual'],
  ['vite preview --host HOST --port PORT', 4173, 'usual'],
  ['vitepress dev --host HOST --port PORT', 5173, 'usual'],
  ['vitepress preview --host HOST --port PORT', 4173, 'usual'],
  ['webpack-dev-server --host HOST --port PORT', 8080, 'usual', '--public'],
  ['webpack serve --host HOST --port PORT', 8080],
  ['ng serve --host HOST --port PORT', 4200, 'usual'],
  ['ng s --host HOST --port PORT', 4200, 'usual'],
  ['nx serve --host HOST --port PORT', 4200, 'usual'],
  ['next start -H HOST --hostname HOST -p PORT --port PORT', 3000],
  ['next dev -H HOST --hostname HOST -p PORT --port PORT', 3000],
  ['nuxt dev --host HOST -H HOST --port PORT -p PORT', 3000, 'usual', 'HOST NUXT_HOST NITRO_HOST'],
  ['nuxi dev --host HOST -H HOST --port PORT -p PORT', 3000, 'usual', 'HOST NUXT_HOST NITRO_HOST'],
  ['nuxt start --hostname HOST -H HOST --port PORT -p PORT', 3000, 'usual', 'HOST NUXT_HOST NITRO_HOST'],
  ['astro dev --host HOST --port PORT', 4321, 'usual'],
  ['astro preview --host HOST --port PORT', 4321, 'usual'],
  ['gatsby develop -H HOST --host HOST -p PORT --port PORT', 8000, 'sure', 'HOST'],
  ['gatsby serve -H HOST --host HOST -p PORT --port PORT', 9000, 'sure', 'HOST'],
  ['docusaurus start -h HOST --host HOST -p PORT --port PORT', 3000, 'sure', 'HOST'],
  ['docusaurus serve -h HOST --host HOST -p PORT --port PORT', 3000, 'sure', 'HOST'],
  ['storybook dev -h HOST --host HOST -p PORT --port PORT', 6006],
  ['start-storybook -h HOST --host HOST -p PORT --port PORT', undefined],
  ['slidev --bind HOST -p PORT --port PORT', 3030, 'sure', '--remote build export'],
  ['wrangler dev --ip HOST --port PORT', 8787, 'usual'],
  ['json-server -H HOST --host HOST -p PORT --port PORT', 3000, 'usual', '-c --config'],
  ['prism mock -h HOST --host HOST -p PORT --port PORT', 4010, 'sure'],
  ['prism proxy -h HOST --host HOST -p PORT --port PORT', 4010, 'sure'],
  ['npx serve -l PORT --listen PORT -p PORT', 3000],
  ['http-server -a HOST -p PORT --port PORT', 8080],
  ['live-server --host HOST --port PORT', 8080],
  ['code-server --bind-addr HOST --host HOST --port PORT', 8080, 'usual', '--config --socket'],
  ['ganache -h HOST --host HOST --server.host HOST -p PORT --port PORT --server.port PORT', 8545, 'sure'],
  ['ganache-cli -h HOST --host HOST -p PORT --port PORT', 8545, 'sure'],
  [
    'rails server -b HOST --binding HOST -p PORT --port PORT',
    3000,
    'usual',
    'BINDING RAILS_ENV RACK_ENV -e --environment',
  ],
  ['rails s -b HOST --binding HOST -p PORT --port PORT', 3000, 'usual', 'BINDING RAILS_ENV RACK_ENV -e --environment'],
  ['rackup -o HOST --host HOST -p PORT --port PORT', 9292, 'usual', 'RACK_ENV -E --env'],
  ['puma -b HOST --bind HOST -p PORT --port PORT', undefined],
  ['jekyll serve -H HOST --host HOST -P PORT --port PORT', 4000, 'usual', '--config'],
  ['jekyll server -H HOST --host HOST -P PORT --port PORT', 4000, 'usual', '--config'],
  ['php -S HOST:PORT', undefined],
  ['artisan serve --host HOST --port PORT', 8000, 'usual', 'SERVER_HOST'],
  ['symfony serve --listen-ip HOST --port PORT', 8000, 'usual', '--allow-all-ip'],
  ['symfony server:start --listen-ip HOST --port PORT', 8000, 'usual', '--allow-all-ip'],
  ['hugo server --bind HOST -p PORT --port PORT', 1313, 'sure'],
  ['hugo serve --bind HOST -p PORT --port PORT', 1313, 'sure'],
  ['zola serve -i HOST --interface HOST -p PORT --port PORT', 1111, 'sure'],
  ['mdbook serve -n HOST --hostname HOST -p PORT --port PORT', 3000, 'sure'],
  ['trunk serve -a HOST --address HOST -p PORT --port PORT', 8080, 'usual', 'TRUNK_SERVE_ADDRESS'],
  ['pgweb --bind HOST --listen PORT', 8081, 'sure', 'PGWEB_BIND'],
  ['geth --http.addr HOST --rpcaddr HOST --http.port PORT --rpcport PORT', 8545, 'usual', '--config', '--http --rpc'],
  ['anvil --host HOST -p PORT --port PORT', 8545, 'sure', 'ANVIL_IP_ADDR'],
  ['llama-server --host HOST --port PORT', 8080, 'sure', 'LLAMA_ARG_HOST'],
  [
    'java -Dserver.address HOST --server.address HOST -Dquarkus.http.host HOST -Dmicronaut.server.host HOST -Dserver.port PORT --server.port PORT -Dquarkus.http.port PORT -Dmicronaut.server.port PORT',
    undefined,
  ],
  ['quarkus:dev -Dquarkus.http.host HOST -Dquarkus.http.port PORT', 8080, 'usual', 'QUARKUS_HTTP_HOST'],
  ['quarkus dev -Dquarkus.http.host HOST -Dquarkus.http.port PORT', 8080, 'usual', 'QUARKUS_HTTP_HOST'],
  [
    'dotnet run --urls HOST',
    5000,
    'usual',
    'ASPNETCORE_URLS DOTNET_URLS ASPNETCORE_HTTP_PORTS ASPNETCORE_HTTPS_PORTS URLS',
  ],
  [
    'dotnet watch --urls HOST',
    5000,
    'usual',
    'ASPNETCORE_URLS DOTNET_URLS ASPNETCORE_HTTP_PORTS ASPNETCORE_HTTPS_PORTS URLS',
  ],
  ['caddy file-server --listen HOST -l HOST', 80],
  ['redis-server --bind HOST --port PORT', 6379],
  ['valkey-server --bind HOST --port PORT', 6379],
  ['memcached -l HOST --listen HOST -p PORT --port PORT', 11211],
  ['mysqld --bind-address HOST -P PORT --port PORT', 3306],
  ['mariadbd --bind-address HOST -P PORT --port PORT', 3306],
  ['mongod --bind_ip HOST --port PORT', 27017, 'usual', '--bind_ip_all -f --config'],
  ['mongos --bind_ip HOST --port PORT', 27017],
  ['postgres -h HOST listen_addresses HOST --listen_addresses HOST -p PORT', 5432],
  [
    'etcd --listen-client-urls HOST -listen-client-urls HOST',
    2379,
    'sure',
    '--config-file ETCD_LISTEN_CLIENT_URLS ETCD_CONFIG_FILE',
  ],
  ['nats-server -a HOST --addr HOST --net HOST -p PORT --port PORT', 4222],
  ['minio server --address HOST', 9000],
  ['ollama serve', 11434],
  ['kube-scheduler --bind-address HOST --secure-port PORT', 10_259],
  ['kube-controller-manager --bind-address HOST --secure-port PORT', 10_257],
  ['prometheus --web.listen-address HOST', 9090],
  ['kubectl proxy --address HOST -p PORT --port PORT', 8001, 'sure', '--unix-socket -u'],
  [
    'consul agent -client HOST --client HOST',
    8500,
    'usual',
    '-config-file -config-dir CONSUL_CLIENT_INTERFACE CONSUL_LOCAL_CONFIG',
  ],
  [
    'cloud-sql-proxy -a HOST --address HOST -p PORT --port PORT',
    undefined,
    'sure',
    '-u --unix-socket --config-file CSQL_PROXY_ADDRESS',
  ],
  [
    'alloydb-auth-proxy -a HOST --address HOST -p PORT --port PORT',
    5432,
    'sure',
    '-u --unix-socket ALLOYDB_PROXY_ADDRESS',
  ],
  [
    'oauth2-proxy --http-address HOST -http-address HOST --https-address HOST -https-address HOST',
    4180,
    'sure',
    '--config -config --alpha-config OAUTH2_PROXY_HTTP_ADDRESS OAUTH2_PROXY_HTTPS_ADDRESS OAUTH2_PROXY_CONFIG',
  ],
  ['varnishd -a HOST', undefined],
  ['alloy run --server.http.listen-addr HOST', 12_345, 'sure'],
  ['grafana-agent run --server.http.listen-addr HOST', 12_345, 'sure'],
  ['opa run -a HOST --addr HOST', 8181, 'sure', '--v0-compatible -c --config-file OPA_ADDR', '-s --server'],
  ['trivy server --listen HOST', 4954, 'usual', 'TRIVY_LISTEN -c --config'],
  ['temporal server start-dev --ip HOST -p PORT --port PORT', 7233, 'sure'],
  [
    'vault server -dev-listen-address HOST',
    8200,
    'sure',
    '-config VAULT_DEV_LISTEN_ADDRESS BAO_DEV_LISTEN_ADDRESS',
    '-dev',
  ],
  [
    'bao server -dev-listen-address HOST',
    8200,
    'sure',
    '-config VAULT_DEV_LISTEN_ADDRESS BAO_DEV_LISTEN_ADDRESS',
    '-dev',
  ],
  ['pocketbase serve --http HOST --https HOST', 8090, 'sure'],
  ['rclone serve --addr HOST', 8080, 'sure', 'RCLONE_ADDR docker dlna'],
  ['rclone rcd --rc-addr HOST', 5572, 'sure', 'RCLONE_RC_ADDR'],
  ['kopia server start --address HOST', 51_515, 'sure', 'KOPIA_SERVER_ADDRESS'],
  ['optuna-dashboard --host HOST --port PORT', 8080, 'sure'],
  ['mitmweb --web-host HOST --web-port PORT', 8081, 'usual', '--set'],
  ['node-problem-detector --prometheus-address HOST', 20_257, 'sure'],
  ['emulators pubsub start --host-port HOST', 8085, 'usual'],
  ['emulators datastore start --host-port HOST', 8081, 'usual'],
  ['emulators firestore start --host-port HOST', undefined, 'usual'],
  ['emulators bigtable start --host-port HOST', 8086, 'usual'],
  ['emulators spanner start --host-port HOST', 9010, 'usual'],
  [
    'dagster api grpc -h HOST --host HOST -p PORT --port PORT',
    undefined,
    'sure',
    '-s --socket DAGSTER_GRPC_HOST DAGSTER_CODE_SERVER_HOST',
  ],
  [
    'dagster code-server start -h HOST --host HOST -p PORT --port PORT',
    undefined,
    'sure',
    '-s --socket DAGSTER_GRPC_HOST DAGSTER_CODE_SERVER_HOST',
  ],
  ['superset run -h HOST --host HOST -p PORT --port PORT', 5000, 'usual', 'FLASK_RUN_HOST'],
  ['feast serve -h HOST --host HOST -p PORT --port PORT', 6566, 'sure'],
  ['evidently ui --host HOST --port PORT', 8000, 'sure'],
  ['shiny run -h HOST --host HOST -p PORT --port PORT', 8000, 'sure', 'SHINY_HOST'],
  ['solara run --host HOST --port PORT', 8765, 'usual', 'HOST'],
  ['kedro viz --host HOST --port PORT', 4141, 'sure'],
  ['langgraph dev --host HOST --port PORT', 2024, 'sure'],
  ['fastmcp run --host HOST -p PORT --port PORT', 8000, 'usual', 'FASTMCP_HOST', '-t --transport'],
  ['mcp-proxy --host HOST --sse-host HOST --port PORT --sse-port PORT', undefined, 'sure'],
  ['devpi-server --host HOST --port PORT', 3141, 'usual', '-c --configfile DEVPISERVER_HOST --listen'],
  ['moto_server -H HOST --host HOST -p PORT --port PORT', 5000, 'sure'],
  ['pelican -b HOST --bind HOST -p PORT --port PORT', 8000, 'sure', '', '-l --listen'],
  ['lektor server -h HOST --host HOST -p PORT --port PORT', 5000, 'sure'],
  ['ionic serve --host HOST -p PORT --port PORT', 8100, 'sure', '--external'],
  ['serverless offline --host HOST -o HOST --httpPort PORT', 3000, 'usual'],
  ['sls offline --host HOST -o HOST --httpPort PORT', 3000, 'usual'],
  ['sam local start-api --host HOST -p PORT --port PORT', 3000, 'sure', '--config-file'],
  ['sam local start-lambda --host HOST -p PORT --port PORT', 3001, 'sure', '--config-file'],
  ['redocly preview-docs -h HOST --host HOST -p PORT --port PORT', 8080, 'sure'],
  ['code serve-web --host HOST --port PORT', 8000, 'sure', '--socket-path'],
  ['theia start --hostname HOST -p PORT --port PORT', 3000, 'usual'],
  ['azurite --blobHost HOST', 10_000, 'sure'],
  ['azurite-blob --blobHost HOST --blobPort PORT', 10_000, 'sure'],
  ['azurite-queue --queueHost HOST --queuePort PORT', 10_001, 'sure'],
  ['azurite-table --tableHost HOST --tablePort PORT', 10_002, 'sure'],
  ['reth node --http.addr HOST --http.port PORT', 8545, 'sure', '', '--http'],
  ['erigon --http.addr HOST --http.port PORT', 8545, 'usual', '--config'],
  [
    'besu --rpc-http-host HOST --rpc-http-port PORT',
    8545,
    'usual',
    '--config-file BESU_RPC_HTTP_HOST BESU_CONFIG_FILE',
    '--rpc-http-enabled',
  ],
  [
    'teku --rest-api-interface HOST --rest-api-port PORT',
    5051,
    'usual',
    '-c --config-file TEKU_REST_API_INTERFACE TEKU_CONFIG_FILE',
    '--rest-api-enabled',
  ],
  ['lighthouse bn --http-address HOST --http-port PORT', 5052, 'sure', '', '--http'],
  ['lighthouse beacon_node --http-address HOST --http-port PORT', 5052, 'sure', '', '--http'],
  ['op-node --rpc.addr HOST --rpc.port PORT', 9545, 'sure', 'OP_NODE_RPC_ADDR'],
  [
    'monerod --rpc-bind-ip HOST --rpc-restricted-bind-ip HOST --rpc-bind-port PORT --rpc-restricted-bind-port PORT',
    18_081,
    'usual',
    '--config-file',
  ],
  ['whisper-server --host HOST --port PORT', 8080, 'sure'],
  ['kubectl port-forward --address HOST', undefined, 'sure'],
  ['kube-proxy --metrics-bind-address HOST', 10_249, 'sure', '--config'],
  ['argocd admin dashboard --address HOST --port PORT', 8080, 'sure'],
  [
    'coder server --http-address HOST --tls-address HOST --address HOST -a HOST',
    3000,
    'usual',
    'CODER_HTTP_ADDRESS CODER_TLS_ADDRESS CODER_ADDRESS CODER_CONFIG_PATH -c --config',
  ],
  ['toxiproxy -host HOST --host HOST -port PORT --port PORT', 8474, 'sure'],
  ['toxiproxy-server -host HOST --host HOST -port PORT --port PORT', 8474, 'sure'],
  ['weaviate --host HOST --port PORT', undefined, 'sure', 'HOST'],
  [
    'rekor-server serve --rekor_server.address HOST --rekor_server.port PORT --port PORT',
    3000,
    'usual',
    '--config --host REKOR_SERVER',
  ],
  ['cfssl serve -address HOST --address HOST -port PORT --port PORT', 8888, 'sure'],
  ['grpcui -bind HOST --bind HOST -port PORT --port PORT', undefined, 'sure'],
];

const container = (more: Partial<Told> = {}): Told => ({ image: 'example.com/app:1', command: '', text: '', ...more });
const split = (text: string | undefined): readonly string[] => (text ?? '').split(' ').filter((word) => word !== '');

it('has a row for each program, in the order of the list', () => {
  const names = PROGRAMS.map(({ words }) => words);
  expect(
    ROWS.map(([command]) =>
      names.find((name) => ` ${command} `.startsWith(` ${name} `) && serverOf(split(command))?.name === name),
    ),
  ).toEqual(names);
});

describe.each<Row>([...ROWS])('%s', (command, port, local, told, needs) => {
  const words = split(command);
  const server = serverOf(words);
  const flagsBefore = (value: string): readonly string[] => words.filter((_, at) => words[at + 1] === value);
  // What follows the name: without any of these flags the program is on its own.
  const bare = [...words.slice(0, server?.end), ...split(needs).slice(0, 1)];
  const image = { opa: 'openpolicyagent/opa:1.4.2' }[words[0] ?? '']; // others may hold a version before 1.0
  const own = container({ command: server?.name ?? '', ...(image === undefined ? {} : { image }) });

  it('is read as what it is', () => {
    expect(server?.flags).toEqual(flagsBefore('HOST'));
    expect(server?.ports).toEqual(flagsBefore('PORT'));
    expect(server?.port).toBe(port);
    expect(server?.program.local).toBe(local);
    expect(server?.program.positional === true).toBe(words.includes('HOST:PORT'));
  });

  it('listens where it does unless it is told otherwise', () => {
    if (server === undefined) throw new Error('no server');
    expect(isLocal(server, bare, own)).toBe(local !== undefined);
    if (local === undefined) return;
    expect(isLocal(server, words, own)).toBe(flagsBefore('HOST').length === 0);
    for (const word of split(told)) {
      const isVariable = /^[A-Z]/.test(word);
      const written = isVariable ? { ...own, text: `env ${word} = 1` } : own;
      expect([word, isLocal(server, isVariable ? bare : [...bare, word], written)]).toEqual([word, false]);
    }
    for (const flag of split(needs)) expect(isLocal(server, [...words.slice(0, server.end), flag], own)).toBe(true);
    if (needs !== undefined) expect(isLocal(server, words.slice(0, server.end), own)).toBe(false);
  });
});

describe('an image that tells its program otherwise', () => {
  it.each([
    ['jupyter lab', 'quay.io/jupyter/base-notebook:1'],
    ['jupyter server', 'example.com/notebook:1'],
    ['sqlite_web', 'coleifer/sqlite-web:1'],
    ['langflow run', 'langflowai/langflow:1'],
    ['jekyll serve', 'jekyll/jekyll:4'],
    ['jekyll server', 'jekyll/jekyll:4'],
    ['llama-server', 'ghcr.io/ggml-org/llama.cpp:server'],
    ['mongod', 'mongo:2'],
    ['mongod', 'mongo:3.4'],
    ['mongod', 'bitnami/mongodb:7'],
  ])('%s in %s', (name, image) => {
    const server = serverOf(name.split(' '));
    if (server === undefined) throw new Error('no server');
    const command = name;
    expect(isLocal(server, name.split(' '), container({ command, image }))).toBe(false);
    expect(isLocal(server, name.split(' '), container({ command }))).toBe(true);
  });

  it('and mongod where only its entrypoint starts it', () => {
    const server = serverOf(['mongod']);
    if (server === undefined) throw new Error('no server');
    expect(isLocal(server, ['mongod'], container({ command: 'mongod', image: 'mongo:3.6' }))).toBe(true);
    expect(isLocal(server, ['mongod'], container())).toBe(false);
  });
});
