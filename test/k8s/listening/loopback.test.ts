import { describe, expect, it } from 'vitest';
import { isServedOnLoopback, loopbackListeners } from '../../../src/k8s/listening/loopback.js';
import { containerOf, podOf } from '../../support/pods.js';

/** What is said, the port, and whether it is weak: `--host localhost 8080 weak`. */
function listeners(container: string): readonly string[] {
  return loopbackListeners(containerOf(container)).map(({ said, port, weak }) =>
    [said, port ?? 'no port', ...(weak ? ['weak'] : [])].join(' '),
  );
}

describe('loopbackListeners of a command', () => {
  it.each([
    ['[uvicorn, "app:app", --host, 127.0.0.1, --port, "9000"]', ['--host 127.0.0.1 9000']],
    ['[flask, run, --host=localhost]', ['--host=localhost 5000']],
    ['[gunicorn, -b, "127.0.0.1:8001", "app:wsgi"]', ['-b 127.0.0.1:8001 8001']],
    ['[/usr/bin/redis-server, --bind, 127.0.0.1, "::1"]', ['--bind 127.0.0.1 6379']],
    ['[redis-server, --bind, 127.0.0.1, 10.0.0.5]', []],
    ['[/bin/prometheus, "--web.listen-address=[::1]:9091"]', ['--web.listen-address=[::1]:9091 9091']],
    ['[server, --listen-address=127.0.0.1]', ['--listen-address=127.0.0.1 no port']],
    ['[server, "--listen=http://127.0.0.1:8080"]', ['--listen=http://127.0.0.1:8080 8080']],
    ['[server, --bind-address=0.0.0.0, --port=8080]', []],
    ['[server, --bind-address=127.0.0.1.example.com]', []],
    ['[server, --host=127.0.0.1, --port=8080]', ['--host=127.0.0.1 8080 weak']],
    ['[server, --db-host=127.0.0.1]', []],
    ['[server, "--metrics-bind-address=127.0.0.1:9090", --port=8080]', ['--metrics-bind-address=127.0.0.1:9090 9090']],
    ['[server, --metrics-bind-address=127.0.0.1, --port=8080]', []],
    ['[sh, -c, "flask run --host 127.0.0.1"]', ['--host 127.0.0.1 5000']],
    ['[sh, -c, "sleep 1 && exec flask run -h 127.0.0.1 -p 80"]', ['-h 127.0.0.1 80']],
    ['[sh, -c, "redis-cli -h 127.0.0.1; curl http://127.0.0.1:80"]', []],
    ['[mysql, --host=127.0.0.1]', []],
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
    ['gunicorn, whose default is another', '{name: web, command: [gunicorn, "app:wsgi"]}', []],
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

describe('isServedOnLoopback', () => {
  it.each([
    ['{consul.hashicorp.com/connect-inject: "true"}', true],
    ['{consul.hashicorp.com/connect-inject: "false"}', false],
    ['{sidecar.istio.io/inject: "true"}', false],
    ['{}', false],
  ])('annotations %s: %s', (annotations, expected) => {
    expect(isServedOnLoopback(podOf('{}', `{name: web, annotations: ${annotations}}`))).toBe(expected);
  });
});
