import { describe, expect, it } from 'vitest';
import { loopbackListeners } from '../../../src/k8s/listening/loopback.js';
import { containerOf } from '../../support/pods.js';

/** What is said, the port, and whether it is weak: `--host localhost 8080 weak`. */
function listeners(container: string): readonly string[] {
  return loopbackListeners(containerOf(container), () => ({
    variables: [],
    known: !container.includes('envFrom'),
  })).map(({ said, port, weak }) => [said, port ?? 'no port', ...(weak ? ['weak'] : [])].join(' '));
}

describe('loopbackListeners of a command', () => {
  it.each([
    ['[uvicorn, "app:app", --host, 127.0.0.1, --port, "9000"]', ['--host 127.0.0.1 9000']],
    ['[flask, run, --host=localhost]', ['--host=localhost 5000']],
    ['[gunicorn, -b, "127.0.0.1:8001", "app:wsgi"]', ['-b 127.0.0.1:8001 8001']],
    ['[/usr/bin/redis-server, --bind, 127.0.0.1, "::1"]', ['--bind 127.0.0.1 6379']],
    ['[redis-server, --bind, 127.0.0.1, 10.0.0.5]', []],
    ['[redis-server, --bind, 127.0.0.1, "fd00::5"]', []],
    ['[redis-server, --bind, 127.0.0.1, --port, "7000"]', ['--bind 127.0.0.1 7000']],
    ['[/bin/prometheus, "--web.listen-address=[::1]:9091"]', ['--web.listen-address=[::1]:9091 9091']],
    ['[server, --listen-address=127.0.0.1]', ['--listen-address=127.0.0.1 no port']],
    ['[server, "--listen=http://127.0.0.1:8080"]', ['--listen=http://127.0.0.1:8080 8080']],
    ['[server, --bind-address=0.0.0.0, --port=8080]', []],
    ['[server, --bind-address=127.0.0.1.example.com]', []],
    ['[server, --host=127.0.0.1, --port=8080]', ['--host=127.0.0.1 8080 weak']],
    ['[server, --db-host=127.0.0.1]', []],
    ['[server, "--metrics-bind-address=127.0.0.1:9090", --port=8080]', ['--metrics-bind-address=127.0.0.1:9090 9090']],
    ['[server, --metrics-bind-address=127.0.0.1, --port=8080]', []],
    ['[server, "--metrics-addr=127.0.0.1:8443"]', ['--metrics-addr=127.0.0.1:8443 8443']],
    ['[sh, -c, "flask run --host 127.0.0.1"]', ['--host 127.0.0.1 5000']],
    ['[sh, -c, "sleep 1 && exec flask run -h 127.0.0.1 -p 80"]', ['-h 127.0.0.1 80']],
    ['[sh, -c, "redis-cli -h 127.0.0.1; curl http://127.0.0.1:80"]', []],
    ['[mysql, --host=127.0.0.1]', []],
    ['[npm, run, dev, --, --host, localhost]', ['--host localhost no port']],
    ['[npm, run, migrate, --, --host, localhost]', ['--host localhost no port weak']],
  ])('%s', (command, expected) => {
    expect(listeners(`{name: web, command: ${command}}`)).toEqual(expected);
  });

  it('reads arguments as the rest of the command', () => {
    expect(listeners('{name: web, command: [mongod], args: [--bind_ip, localhost]}')).toEqual([
      '--bind_ip localhost 27017',
    ]);
  });
});

describe('loopbackListeners by a default', () => {
  it.each([
    ['uvicorn', '{name: web, command: [uvicorn, "app:app"]}', ['uvicorn 8000']],
    ['uvicorn as a module', '{name: web, command: [python, -m, uvicorn, "app:app", --port, "80"]}', ['uvicorn 80']],
    ['uvicorn with an address', '{name: web, command: [uvicorn, "app:app", --host, 0.0.0.0]}', []],
    ['uvicorn on a socket', '{name: web, command: [uvicorn, "app:app", --uds=/run/app]}', []],
    [
      'uvicorn with its variable',
      '{name: web, command: [uvicorn, a], env: [{name: UVICORN_HOST, value: 0.0.0.0}]}',
      [],
    ],
    [
      'uvicorn with variables from elsewhere',
      '{name: web, command: [uvicorn, a], envFrom: [{configMapRef: {name: c}}]}',
      [],
    ],
    ['kubectl proxy', '{name: web, command: [kubectl, proxy]}', ['kubectl proxy 8001']],
    ['kubectl proxy with an address', '{name: web, command: [kubectl, proxy, --address=0.0.0.0]}', []],
    ['kubectl without proxy', '{name: web, command: [kubectl, get, pods]}', []],
    ['gunicorn', '{name: web, command: [gunicorn, "app:wsgi"]}', ['gunicorn 8000']],
    ['gunicorn with a file', '{name: web, command: [gunicorn, -c, gunicorn.conf.py, "app:wsgi"]}', []],
    ['gunicorn with a port', '{name: web, command: [gunicorn, "app:wsgi"], env: [{name: PORT, value: "80"}]}', []],
    ['Django', '{name: web, command: [python, manage.py, runserver]}', ['manage.py runserver 8000']],
    [
      'Django with a port',
      '{name: web, command: [python, manage.py, runserver, "9000"]}',
      ['manage.py runserver 9000'],
    ],
    ['Django with an address', '{name: web, command: [python, manage.py, runserver, "0.0.0.0:9000"]}', []],
    ['Django with a short address', '{name: web, command: [python, manage.py, runserver, "0:9000"]}', []],
    ['Django on IPv6', '{name: web, command: [python, manage.py, runserver, "[::]:9000"]}', []],
    [
      'Django on the loopback',
      '{name: web, command: [python, manage.py, runserver, "127.0.0.1:9000"]}',
      ['manage.py runserver 127.0.0.1:9000 9000'],
    ],
    ['PHP', '{name: web, command: [php, -S, "localhost:80", -t, public]}', ['php -S localhost:80 80']],
    ['PHP on every address', '{name: web, command: [php, -S, "0.0.0.0:80"]}', []],
    ['a script', '{name: web, command: [sh, -c, "flask db upgrade && flask run --port 80"]}', ['flask run 80']],
    ['a comment', '{name: web, command: [sh, -c, "# flask run\n./serve"]}', []],
    ['a variable of the script', '{name: web, command: [sh, -c, "FLASK_RUN_HOST=0.0.0.0 flask run"]}', []],
    ['Vite', '{name: web, command: [npx, vite, --port, "80"]}', ['vite 80']],
    ['Vite on every address', '{name: web, command: [npx, vite, --host, --port, "80"]}', []],
    ['Vite that builds', '{name: web, command: [npx, vite, build]}', []],
    ['the preview of Vite', '{name: web, command: [vite, preview]}', ['vite preview 4173']],
    ['Rails', '{name: web, command: [bin/rails, server, -p, "80"]}', ['rails server 80']],
    ['Rails in production', '{name: web, command: [rails, s], env: [{name: RAILS_ENV, value: production}]}', []],
    [
      'mongod without its entrypoint',
      '{name: db, image: "mongo:7", command: [mongod, --replSet, rs]}',
      ['mongod 27017'],
    ],
    ['mongod behind its entrypoint', '{name: db, image: "mongo:7", args: [mongod, --replSet, rs]}', []],
    ['mongod of old', '{name: db, image: "mongo:3.4", command: [mongod, --replSet, rs]}', []],
    ['mongod on every address', '{name: db, image: "mongo:7", command: [mongod, --bind_ip_all]}', []],
    ['ray', '{name: ray, command: [ray, start, --head]}', ['ray start 8265']],
    ['ray without a dashboard', '{name: ray, command: [ray, start, "--address=head:6379"]}', []],
    ['Jupyter in its own image', '{name: lab, image: "jupyter/base-notebook", command: [jupyter, lab]}', []],
    ['npm, which may start anything', '{name: web, command: [npm, run, dev]}', []],
  ])('%s', (_, container, expected) => {
    expect(listeners(container)).toEqual(expected);
  });
});

describe('loopbackListeners of variables', () => {
  const variables = (...pairs: readonly (readonly [string, string])[]): string =>
    `{name: web, env: [${pairs.map(([name, value]) => `{name: ${name}, value: "${value}"}`).join(', ')}]}`;

  it.each([
    ['with the port in the value', [['LISTEN_ADDR', '127.0.0.1:8080']], ['LISTEN_ADDR=127.0.0.1:8080 8080']],
    [
      'with the port beside it',
      [
        ['HOST', 'localhost'],
        ['PORT', '3000'],
      ],
      ['HOST=localhost 3000 weak'],
    ],
    [
      'with a port of its own before the common one',
      [
        ['PORT', '1'],
        ['HTTP_HOST', '::1'],
        ['HTTP_PORT', '2'],
      ],
      ['HTTP_HOST=::1 2 weak'],
    ],
    ['without a port', [['BIND_ADDRESS', '127.0.0.1']], ['BIND_ADDRESS=127.0.0.1 no port']],
    ['for metrics, without a port', [['METRICS_BIND_ADDRESS', '127.0.0.1']], []],
    [
      'for metrics, with a port',
      [['METRICS_BIND_ADDRESS', '127.0.0.1:9090']],
      ['METRICS_BIND_ADDRESS=127.0.0.1:9090 9090'],
    ],
    ['for every address', [['BIND_ADDRESS', '0.0.0.0']], []],
    ['of something to call', [['DB_HOST', '127.0.0.1']], []],
  ] as const)('%s', (_, pairs, expected) => {
    expect(listeners(variables(...pairs))).toEqual(expected);
  });
});
