/** A program that listens, with the flags that say where, as its own documentation has them (semantics 6.8). */
export interface Server {
  readonly name: string;
  /** Where its name stands among the words of the command. */
  readonly at: number;
  readonly flags: readonly string[];
  readonly ports: readonly string[];
  /** The port that it takes where none is written. */
  readonly port: number | undefined;
}

type Known = readonly [
  words: readonly string[],
  flags: readonly string[],
  ports: readonly string[],
  port: number | undefined,
];

const SERVERS: readonly Known[] = [
  [['uvicorn'], ['--host'], ['--port'], 8000],
  [['hypercorn'], ['-b', '--bind'], [], 8000],
  [['gunicorn'], ['-b', '--bind'], [], 8000],
  [['flask', 'run'], ['-h', '--host'], ['-p', '--port'], 5000],
  [['fastapi', 'run'], ['--host'], ['--port'], 8000],
  [['fastapi', 'dev'], ['--host'], ['--port'], 8000],
  [['vite'], ['--host'], ['--port'], 5173],
  [['webpack-dev-server'], ['--host'], ['--port'], 8080],
  [['webpack', 'serve'], ['--host'], ['--port'], 8080],
  [['ng', 'serve'], ['--host'], ['--port'], 4200],
  [['next', 'start'], ['-H', '--hostname'], ['-p', '--port'], 3000],
  [['next', 'dev'], ['-H', '--hostname'], ['-p', '--port'], 3000],
  [['http-server'], ['-a'], ['-p', '--port'], 8080],
  [
    ['jupyter'],
    ['--ip', '--ServerApp.ip', '--NotebookApp.ip'],
    ['--port', '--ServerApp.port', '--NotebookApp.port'],
    8888,
  ],
  [['jupyter-lab'], ['--ip', '--ServerApp.ip'], ['--port', '--ServerApp.port'], 8888],
  [['jupyter-notebook'], ['--ip', '--NotebookApp.ip'], ['--port', '--NotebookApp.port'], 8888],
  [['streamlit', 'run'], ['--server.address'], ['--server.port'], 8501],
  [['tensorboard'], ['--host'], ['--port'], 6006],
  [['mlflow', 'server'], ['-h', '--host'], ['-p', '--port'], 5000],
  [['redis-server'], ['--bind'], ['--port'], 6379],
  [['memcached'], ['-l', '--listen'], ['-p', '--port'], 11211],
  [['mysqld'], ['--bind-address'], ['-P', '--port'], 3306],
  [['mariadbd'], ['--bind-address'], ['-P', '--port'], 3306],
  [['mongod'], ['--bind_ip'], ['--port'], 27017],
  [['postgres'], ['-h'], ['-p'], 5432],
  [['http.server'], ['-b', '--bind'], [], undefined],
  [['rails', 'server'], ['-b', '--binding'], ['-p', '--port'], 3000],
  [['rails', 's'], ['-b', '--binding'], ['-p', '--port'], 3000],
  [['puma'], ['-b', '--bind'], ['-p', '--port'], undefined],
  [['prometheus'], ['--web.listen-address'], [], 9090],
  [['kubectl', 'proxy'], ['--address'], ['-p', '--port'], 8001],
];

/** The server that a command runs, if it is a known one: `python -m uvicorn` runs uvicorn. */
export function serverOf(words: readonly string[]): Server | undefined {
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1));
  for (const [[first = '', second], flags, ports, port] of SERVERS) {
    const at = names.indexOf(first);
    if (at === -1 || at > 4 || (second !== undefined && names[at + 1] !== second)) continue;
    return { name: second === undefined ? first : `${first} ${second}`, at, flags, ports, port };
  }
  return undefined;
}

/** Programs that listen on 127.0.0.1 unless they are told otherwise, with the words that tell them otherwise (semantics 6.8). */
export const DEFAULT_LOOPBACK: ReadonlyMap<string, { unless(words: readonly string[]): boolean }> = new Map([
  ['uvicorn', { unless: (words) => words.some((word) => /^--(host|uds|fd|config|env-file)(=|$)/.test(word)) }],
  ['kubectl proxy', { unless: (words) => words.some((word) => /^(--address|--unix-socket|-u)(=|$)/.test(word)) }],
]);

const CLIENTS =
  /^(curl|wget|nc|ncat|telnet|redis-cli|mysql|mysqladmin|mysqldump|mariadb|psql|pg_isready|pg_dump|mongo|mongosh|mongodump|etcdctl|dig|nslookup|host|ping|ssh|kafka-[\w-]+|until|while|if|echo|export|test)(\.sh)?$/;

/** True for a command that calls others: its addresses say where to. */
export function isClient(words: readonly string[]): boolean {
  const first =
    words.find((word) => word !== '' && !/^(exec|sudo|time|nohup|\w+=.*|!|\[+|\(|\{|then|do)$/.test(word)) ?? '';
  return CLIENTS.test(first.slice(first.lastIndexOf('/') + 1));
}

/** `--bind-address`, `--web.listen-address`, `--listenAddr`: what cannot mean anybody else's address. */
export function isListenFlag(name: string): boolean {
  return /(^-{1,2}|[-_.])(bind|listen|listener)[-_.]?(addr(ess)?(es)?|ip|host|hostname|interface|url|urls|client-urls|http|https|grpc)?$/i.test(
    name,
  );
}

/** `--host`, `--address`: the own address of some programs, and that of a server to call for others. */
export function isWeakFlag(name: string): boolean {
  return /^-{1,2}(host|hostname|address|addr|ip|urls|http[-_.]?(addr|address|host)|server[-_.](addr|address|host))$/i.test(
    name,
  );
}

export const PORT_FLAG = /^-{1,2}(port|http[-_.]?port|server[-_.]port|listen[-_.]?port|bind[-_.]?port)$/i;

export function isListenVariable(name: string): boolean {
  return /(^|_)(BIND|LISTEN)_?(ADDR(ESS)?|HOST|IP|INTERFACE)?$|^(UVICORN_HOST|FLASK_RUN_HOST|ASPNETCORE_URLS|GRADIO_SERVER_NAME|STREAMLIT_SERVER_ADDRESS|WEB_LISTEN_ADDRESS)$/.test(
    name,
  );
}

/** `HOST` and the like: often the own address, often a name to show or to call. */
export function isWeakVariable(name: string): boolean {
  return /^(HOST|HTTP_HOST|HTTP_ADDR|HTTP_ADDRESS|SERVER_ADDRESS|SERVER_ADDR)$/.test(name);
}
