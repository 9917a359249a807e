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

const JUPYTER: Omit<Program, 'words'> = {
  host: '--ip --ServerApp.ip --NotebookApp.ip',
  port: '--port --ServerApp.port --NotebookApp.port',
  number: 8888,
  local: 'usual',
  told: '--config',
  unless: /jupyter|notebook/,
};

const DOTNET: Omit<Program, 'words'> = {
  host: '--urls',
  number: 5000,
  local: 'usual',
  told: 'ASPNETCORE_URLS DOTNET_URLS ASPNETCORE_HTTP_PORTS ASPNETCORE_HTTPS_PORTS URLS',
};

const RAILS: Omit<Program, 'words'> = {
  host: '-b --binding',
  port: '-p --port',
  number: 3000,
  local: 'usual',
  told: 'BINDING RAILS_ENV RACK_ENV -e --environment',
};

const QUARKUS: Omit<Program, 'words'> = {
  host: '-Dquarkus.http.host',
  port: '-Dquarkus.http.port',
  number: 8080,
  local: 'usual',
  told: 'QUARKUS_HTTP_HOST',
};

const JEKYLL: Omit<Program, 'words'> = {
  host: '-H --host',
  port: '-P --port',
  number: 4000,
  local: 'usual',
  told: '--config',
  unless: /jekyll/,
};

const NUXT: Omit<Program, 'words'> = {
  host: '--host -H',
  port: '--port -p',
  number: 3000,
  local: 'usual',
  told: 'HOST NUXT_HOST NITRO_HOST',
};

const DAGSTER: Omit<Program, 'words'> = {
  host: '-h --host',
  port: '-p --port',
  number: 3000,
  local: 'sure',
  told: 'DAGSTER_WEBSERVER_HOST',
};

/** A development server, which the scripts of the images of both open to every address. */
const VAULT: Omit<Program, 'words'> = {
  host: '-dev-listen-address',
  number: 8200,
  needs: '-dev',
  local: 'sure',
  told: '-config VAULT_DEV_LISTEN_ADDRESS BAO_DEV_LISTEN_ADDRESS',
};

/** Their documentation: the pages of each command (`--help`), and of the configuration that it reads. */
export const PROGRAMS: readonly Program[] = [
  // Python
  { words: 'uvicorn', host: '--host', port: '--port', number: 8000, local: 'sure', told: '--uds --fd UVICORN_HOST' },
  { words: 'hypercorn', host: '-b --bind', number: 8000, local: 'usual', told: '-c --config -k' },
  { words: 'gunicorn', host: '-b --bind', number: 8000, local: 'usual', told: '-c --config PORT GUNICORN_CMD_ARGS' },
  { words: 'daphne', host: '-b --bind', port: '-p --port', number: 8000, local: 'sure', told: '-e --endpoint -u --fd' },
  { words: 'granian', host: '--host', port: '--port', number: 8000, local: 'sure', told: '--uds GRANIAN_HOST' },
  { words: 'waitress-serve', host: '--host --listen', port: '--port', number: 8080 },
  { words: 'flask run', host: '-h --host', port: '-p --port', number: 5000, local: 'usual', told: 'FLASK_RUN_HOST' },
  { words: 'quart run', host: '-h --host', port: '-p --port', number: 5000, local: 'usual', told: 'QUART_RUN_HOST' },
  { words: 'manage.py runserver', number: 8000, positional: true, local: 'sure' },
  { words: 'manage.py runserver_plus', number: 8000, positional: true, local: 'usual' },
  { words: 'django-admin runserver', number: 8000, positional: true, local: 'sure' },
  { words: 'fastapi run', host: '--host', port: '--port', number: 8000 },
  { words: 'fastapi dev', host: '--host', port: '--port', number: 8000, local: 'sure' },
  { words: 'litestar run', host: '-H --host', port: '-p --port', number: 8000, local: 'usual', told: 'LITESTAR_HOST' },
  { words: 'sanic', host: '-H --host', port: '-p --port', number: 8000, local: 'usual', told: '--unix SANIC_HOST' },
  { words: 'http.server', host: '-b --bind', number: 8000, positional: true },
  { words: 'jupyter lab', ...JUPYTER },
  { words: 'jupyter notebook', ...JUPYTER },
  { words: 'jupyter server', ...JUPYTER },
  { words: 'jupyter-lab', ...JUPYTER },
  { words: 'jupyter-notebook', ...JUPYTER },
  {
    words: 'voila',
    host: '--ip --Voila.ip',
    port: '--port --Voila.port',
    number: 8866,
    local: 'usual',
    told: '--autoreload',
  },
  { words: 'marimo run', host: '--host', port: '-p --port', number: 2718, local: 'sure' },
  { words: 'marimo edit', host: '--host', port: '-p --port', number: 2718, local: 'sure' },
  { words: 'streamlit run', host: '--server.address', port: '--server.port', number: 8501 },
  { words: 'gradio', number: 7860, local: 'usual', told: 'GRADIO_SERVER_NAME' },
  { words: 'chainlit run', host: '--host', port: '--port', number: 8000, local: 'sure', told: 'CHAINLIT_HOST' },
  { words: 'tensorboard', host: '--host', port: '--port', number: 6006, local: 'sure', told: '--bind_all' },
  { words: 'airflow webserver', host: '-H --hostname', port: '-p --port', number: 8080 },
  { words: 'airflow api-server', host: '-H --host', port: '-p --port', number: 8080 },
  { words: 'mlflow server', host: '-h --host', port: '-p --port', number: 5000, local: 'sure', told: 'MLFLOW_HOST' },
  { words: 'mlflow ui', host: '-h --host', port: '-p --port', number: 5000, local: 'sure', told: 'MLFLOW_HOST' },
  {
    words: 'prefect server start',
    host: '--host',
    port: '--port',
    number: 4200,
    local: 'usual',
    told: 'PREFECT_SERVER_API_HOST',
  },
  { words: 'dagster dev', ...DAGSTER },
  { words: 'dagster-webserver', ...DAGSTER },
  { words: 'dagit', host: '-h --host', port: '-p --port', number: 3000, local: 'sure' },
  {
    words: 'ray start',
    host: '--dashboard-host',
    port: '--dashboard-port',
    number: 8265,
    needs: '--head',
    local: 'sure',
    told: 'RAY_DASHBOARD_HOST',
  },
  { words: 'datasette', host: '-h --host', port: '-p --port', number: 8001, local: 'sure' },
  { words: 'sqlite_web', host: '-H --host', port: '-p --port', number: 8080, local: 'sure', unless: /sqlite-web/ },
  { words: 'chroma run', host: '--host', port: '--port', number: 8000, local: 'usual', told: '--config' },
  {
    words: 'langflow run',
    host: '--host',
    port: '--port',
    number: 7860,
    local: 'usual',
    told: 'LANGFLOW_HOST',
    unless: /langflow/,
  },
  { words: 'sglang.launch_server', host: '--host', port: '--port', number: 30_000, local: 'sure', told: '--config' },
  { words: 'xinference-local', host: '-H --host', port: '-p --port', number: 9997, local: 'sure' },
  { words: 'mkdocs serve', host: '-a --dev-addr', number: 8000, local: 'usual', told: '-f --config-file' },
  { words: 'sphinx-autobuild', host: '--host', port: '--port', number: 8000, local: 'sure' },
  // JavaScript
  {
    words: 'vite',
    host: '--host',
    port: '--port',
    number: 5173,
    local: 'usual',
    told: 'build optimize preview dev serve',
  },
  { words: 'vite dev', host: '--host', port: '--port', number: 5173, local: 'usual' },
  { words: 'vite serve', host: '--host', port: '--port', number: 5173, local: 'usual' },
  { words: 'vite preview', host: '--host', port: '--port', number: 4173, local: 'usual' },
  { words: 'vitepress dev', host: '--host', port: '--port', number: 5173, local: 'usual' },
  { words: 'vitepress preview', host: '--host', port: '--port', number: 4173, local: 'usual' },
  { words: 'webpack-dev-server', host: '--host', port: '--port', number: 8080, local: 'usual', told: '--public' },
  { words: 'webpack serve', host: '--host', port: '--port', number: 8080 },
  { words: 'ng serve', host: '--host', port: '--port', number: 4200, local: 'usual' },
  { words: 'ng s', host: '--host', port: '--port', number: 4200, local: 'usual' },
  { words: 'nx serve', host: '--host', port: '--port', number: 4200, local: 'usual' },
  { words: 'next start', host: '-H --hostname', port: '-p --port', number: 3000 },
  { words: 'next dev', host: '-H --hostname', port: '-p --port', number: 3000 },
  { words: 'nuxt dev', ...NUXT },
  { words: 'nuxi dev', ...NUXT },
  {
    words: 'nuxt start',
    host: '--hostname -H',
    port: '--port -p',
    number: 3000,
    local: 'usual',
    told: 'HOST NUXT_HOST NITRO_HOST',
  },
  { words: 'astro dev', host: '--host', port: '--port', number: 4321, local: 'usual' },
  { words: 'astro preview', host: '--host', port: '--port', number: 4321, local: 'usual' },
  { words: 'gatsby develop', host: '-H --host', port: '-p --port', number: 8000, local: 'sure', told: 'HOST' },
  { words: 'gatsby serve', host: '-H --host', port: '-p --port', number: 9000, local: 'sure', told: 'HOST' },
  { words: 'docusaurus start', host: '-h --host', port: '-p --port', number: 3000, local: 'sure', told: 'HOST' },
  { words: 'docusaurus serve', host: '-h --host', port: '-p --port', number: 3000, local: 'sure', told: 'HOST' },
  { words: 'storybook dev', host: '-h --host', port: '-p --port', number: 6006 },
  { words: 'start-storybook', host: '-h --host', port: '-p --port' },
  { words: 'slidev', host: '--bind', port: '-p --port', number: 3030, local: 'sure', told: '--remote build export' },
  { words: 'wrangler dev', host: '--ip', port: '--port', number: 8787, local: 'usual' },
  { words: 'json-server', host: '-H --host', port: '-p --port', number: 3000, local: 'usual', told: '-c --config' },
  { words: 'prism mock', host: '-h --host', port: '-p --port', number: 4010, local: 'sure' },
  { words: 'prism proxy', host: '-h --host', port: '-p --port', number: 4010, local: 'sure' },
  { words: 'npx serve', port: '-l --listen -p', number: 3000 },
  { words: 'http-server', host: '-a', port: '-p --port', number: 8080 },
  { words: 'live-server', host: '--host', port: '--port', number: 8080 },
  {
    words: 'code-server',
    host: '--bind-addr --host',
    port: '--port',
    number: 8080,
    local: 'usual',
    told: '--config --socket',
  },
  { words: 'ganache', host: '-h --host --server.host', port: '-p --port --server.port', number: 8545, local: 'sure' },
  { words: 'ganache-cli', host: '-h --host', port: '-p --port', number: 8545, local: 'sure' },
  // Ruby, PHP, Elixir
  { words: 'rails server', ...RAILS },
  { words: 'rails s', ...RAILS },
  { words: 'rackup', host: '-o --host', port: '-p --port', number: 9292, local: 'usual', told: 'RACK_ENV -E --env' },
  { words: 'puma', host: '-b --bind', port: '-p --port' },
  { words: 'jekyll serve', ...JEKYLL },
  { words: 'jekyll server', ...JEKYLL },
  { words: 'php -S', positional: true },
  { words: 'artisan serve', host: '--host', port: '--port', number: 8000, local: 'usual', told: 'SERVER_HOST' },
  { words: 'symfony serve', host: '--listen-ip', port: '--port', number: 8000, local: 'usual', told: '--allow-all-ip' },
  {
    words: 'symfony server:start',
    host: '--listen-ip',
    port: '--port',
    number: 8000,
    local: 'usual',
    told: '--allow-all-ip',
  },
  // Go, Rust, Java, .NET
  { words: 'hugo server', host: '--bind', port: '-p --port', number: 1313, local: 'sure' },
  { words: 'hugo serve', host: '--bind', port: '-p --port', number: 1313, local: 'sure' },
  { words: 'zola serve', host: '-i --interface', port: '-p --port', number: 1111, local: 'sure' },
  { words: 'mdbook serve', host: '-n --hostname', port: '-p --port', number: 3000, local: 'sure' },
  {
    words: 'trunk serve',
    host: '-a --address',
    port: '-p --port',
    number: 8080,
    local: 'usual',
    told: 'TRUNK_SERVE_ADDRESS',
  },
  { words: 'pgweb', host: '--bind', port: '--listen', number: 8081, local: 'sure', told: 'PGWEB_BIND' },
  {
    words: 'geth',
    host: '--http.addr --rpcaddr',
    port: '--http.port --rpcport',
    number: 8545,
    needs: '--http --rpc',
    local: 'usual',
    told: '--config',
  },
  { words: 'anvil', host: '--host', port: '-p --port', number: 8545, local: 'sure', told: 'ANVIL_IP_ADDR' },
  {
    words: 'llama-server',
    host: '--host',
    port: '--port',
    number: 8080,
    local: 'sure',
    told: 'LLAMA_ARG_HOST',
    unless: /llama/,
  },
  {
    words: 'java',
    host: '-Dserver.address --server.address -Dquarkus.http.host -Dmicronaut.server.host',
    port: '-Dserver.port --server.port -Dquarkus.http.port -Dmicronaut.server.port',
  },
  { words: 'quarkus:dev', ...QUARKUS },
  { words: 'quarkus dev', ...QUARKUS },
  { words: 'dotnet run', ...DOTNET },
  { words: 'dotnet watch', ...DOTNET },
  { words: 'caddy file-server', host: '--listen -l', number: 80 },
  // Stores and brokers
  { words: 'redis-server', host: '--bind', port: '--port', number: 6379 },
  { words: 'valkey-server', host: '--bind', port: '--port', number: 6379 },
  { words: 'memcached', host: '-l --listen', port: '-p --port', number: 11_211 },
  { words: 'mysqld', host: '--bind-address', port: '-P --port', number: 3306 },
  { words: 'mariadbd', host: '--bind-address', port: '-P --port', number: 3306 },
  {
    words: 'mongod',
    host: '--bind_ip',
    port: '--port',
    number: 27_017,
    local: 'usual',
    told: '--bind_ip_all -f --config',
    bare: true,
    unless: /mongo:(2|3\.[0-4])\b|mongodb/,
  },
  { words: 'mongos', host: '--bind_ip', port: '--port', number: 27_017 },
  { words: 'postgres', host: '-h listen_addresses --listen_addresses', port: '-p', number: 5432 },
  {
    words: 'etcd',
    host: '--listen-client-urls -listen-client-urls',
    number: 2379,
    local: 'sure',
    told: '--config-file ETCD_LISTEN_CLIENT_URLS ETCD_CONFIG_FILE',
  },
  { words: 'nats-server', host: '-a --addr --net', port: '-p --port', number: 4222 },
  { words: 'minio server', host: '--address', number: 9000 },
  { words: 'ollama serve', number: 11_434 },
  // Operations
  { words: 'prometheus', host: '--web.listen-address', number: 9090 },
  {
    words: 'kubectl proxy',
    host: '--address',
    port: '-p --port',
    number: 8001,
    local: 'sure',
    told: '--unix-socket -u',
  },
  {
    words: 'consul agent',
    host: '-client --client',
    number: 8500,
    local: 'usual',
    told: '-config-file -config-dir CONSUL_CLIENT_INTERFACE CONSUL_LOCAL_CONFIG',
  },
  {
    words: 'cloud-sql-proxy',
    host: '-a --address',
    port: '-p --port',
    local: 'sure',
    told: '-u --unix-socket --config-file CSQL_PROXY_ADDRESS',
  },
  {
    words: 'alloydb-auth-proxy',
    host: '-a --address',
    port: '-p --port',
    number: 5432,
    local: 'sure',
    told: '-u --unix-socket ALLOYDB_PROXY_ADDRESS',
  },
  {
    words: 'oauth2-proxy',
    host: '--http-address -http-address --https-address -https-address',
    number: 4180,
    local: 'sure',
    told: '--config -config --alpha-config OAUTH2_PROXY_HTTP_ADDRESS OAUTH2_PROXY_HTTPS_ADDRESS OAUTH2_PROXY_CONFIG',
  },
  { words: 'varnishd', host: '-a' },
  { words: 'alloy run', host: '--server.http.listen-addr', number: 12_345, local: 'sure' },
  { words: 'grafana-agent run', host: '--server.http.listen-addr', number: 12_345, local: 'sure' },
  {
    words: 'opa run',
    host: '-a --addr',
    number: 8181,
    needs: '-s --server',
    local: 'sure',
    told: '--v0-compatible -c --config-file OPA_ADDR',
    unless: /^(?!.{0,200}openpolicyagent\/opa(?::1|:latest|$))/, // up to 0.70 on every address
  },
  { words: 'trivy server', host: '--listen', number: 4954, local: 'usual', told: 'TRIVY_LISTEN -c --config' },
  { words: 'temporal server start-dev', host: '--ip', port: '-p --port', number: 7233, local: 'sure' },
  { words: 'vault server', ...VAULT },
  { words: 'bao server', ...VAULT },
  { words: 'pocketbase serve', host: '--http --https', number: 8090, local: 'sure' },
  { words: 'rclone serve', host: '--addr', number: 8080, local: 'sure', told: 'RCLONE_ADDR docker dlna' },
  { words: 'rclone rcd', host: '--rc-addr', number: 5572, local: 'sure', told: 'RCLONE_RC_ADDR' },
  { words: 'kopia server start', host: '--address', number: 51_515, local: 'sure', told: 'KOPIA_SERVER_ADDRESS' },
  { words: 'optuna-dashboard', host: '--host', port: '--port', number: 8080, local: 'sure' },
  { words: 'mitmweb', host: '--web-host', port: '--web-port', number: 8081, local: 'usual', told: '--set' },
  { words: 'node-problem-detector', host: '--prometheus-address', number: 20_257, local: 'sure' },
  { words: 'emulators pubsub start', host: '--host-port', number: 8085, local: 'usual' },
  { words: 'emulators datastore start', host: '--host-port', number: 8081, local: 'usual' },
  { words: 'emulators firestore start', host: '--host-port', local: 'usual' },
  { words: 'emulators bigtable start', host: '--host-port', number: 8086, local: 'usual' },
  { words: 'emulators spanner start', host: '--host-port', number: 9010, local: 'usual' },
];

/** Those that take their usual port where neither a flag nor a variable of the container says otherwise. */
export const STEADY: ReadonlySet<string> = new Set([
  ...['uvicorn', 'daphne', 'granian', 'flask run', 'quart run', 'fastapi run', 'fastapi dev', 'http.server'],
  ...['manage.py runserver', 'django-admin runserver', 'streamlit run', 'chainlit run', 'mlflow server', 'mlflow ui'],
  ...['airflow webserver', 'mkdocs serve', 'ng serve', 'ng s', 'vite preview', 'npx serve', 'hugo server'],
  ...['hugo serve', 'jekyll serve', 'kubectl proxy', 'redis-server', 'memcached', 'mysqld', 'mongod', 'etcd'],
  ...['nats-server', 'prometheus', 'llama-server'],
]);
