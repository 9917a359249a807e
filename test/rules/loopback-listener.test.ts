import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

interface Pod {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly beside?: string;
}

/** The severities of the findings for a Service that sends traffic to `port` of a container, which declares it. */
function findings({ command = [], args = [], env = {}, port = 8000, beside = '' }: Pod): readonly string[] {
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  const main = JSON.stringify({ name: 'main', command, args, env: variables, ports: [{ containerPort: port }] });
  const text = `
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: ${port}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [${main}${beside}]}
`;
  return lint([{ path: 'api.yaml', text }])
    .diagnostics.filter(({ rule }) => rule === 'loopback-listener')
    .map(({ severity }) => severity);
}

const words = (line: string): readonly string[] => line.split(' ');

describe('says so', () => {
  it.each([
    ['--listen=127.0.0.1:8000'],
    ['--listen localhost:8000'],
    ['--listen=[::1]:8000'],
    ['--bind-address 127.0.0.1 --port 8000'],
    ['--web.listen-address=127.0.0.1:8000'],
    ['--http-bind-address=http://127.0.0.1:8000'],
    ['-listen-client-urls=http://127.0.0.1:8000,http://localhost:8000'],
    ['uvicorn app:app --host 127.0.0.1'],
    ['python -m uvicorn app:app --host localhost --port 8000'],
    ['uvicorn app:app --port 8000'],
    ['/usr/local/bin/gunicorn -b 127.0.0.1:8000 app:app'],
    ['gunicorn --bind=127.0.0.1 app:app'],
    ['flask run -h 127.0.0.1 -p 8000'],
    ['vite --host 127.0.0.1 --port 8000'],
    ['redis-server --port 8000 --bind 127.0.0.1'],
    ['redis-server --port 8000 --bind 127.0.0.1 ::1'],
    ['mysqld --bind-address=127.0.0.1 --port=8000'],
    ['postgres -h localhost -p 8000'],
    ['python -m http.server 8000 --bind=127.0.0.1:8000'],
    ['kubectl proxy --port=8000'],
  ])('%s', (line) => {
    expect(findings({ command: words(line) })).toEqual(['error']);
    expect(findings({ command: ['sh', '-c', `set -e; cd /srv && exec ${line}`] })).toEqual(['error']);
  });

  it.each([
    [{ LISTEN_ADDR: '127.0.0.1:8000' }, 'error'],
    [{ BIND_ADDRESS: 'localhost', BIND_PORT: '8000' }, 'error'],
    [{ APP_LISTEN_HOST: '127.0.0.1', PORT: '8000' }, 'error'],
    [{ ASPNETCORE_URLS: 'http://localhost:8000' }, 'error'],
    [{ HOST: '127.0.0.1', PORT: '8000' }, 'warning'],
    [{ SERVER_ADDRESS: 'localhost:8000' }, 'warning'],
  ])('%j', (env, severity) => {
    expect(findings({ env })).toEqual([severity]);
  });

  it.each([['--bind=127.0.0.1'], ['--listen-host localhost']])('%s: a warning without a port', (line) => {
    expect(findings({ args: words(line) })).toEqual(['warning']);
  });

  it.each([['--host 127.0.0.1 --port 8000'], ['--address=127.0.0.1:8000']])(
    '%s: a warning, for it may be the address of another',
    (line) => {
      expect(findings({ args: words(line) })).toEqual(['warning']);
    },
  );
});

describe('does not say so', () => {
  it.each([
    ['--listen=127.0.0.1:9090'],
    ['--listen=0.0.0.0:8000'],
    ['--listen=:8000'],
    ['--listen=127.0.0.1:8000,0.0.0.0:8000'],
    ['--listen=127.0.0.1:8000 --listen=0.0.0.0:8000'],
    ['--bind 127.0.0.1 10.0.0.1'],
    ['redis-server --port 8000 --bind 127.0.0.1 10.0.0.1'],
    ['uvicorn app:app --host 0.0.0.0'],
    ['uvicorn app:app --uds /run/api.sock'],
    ['uvicorn app:app --host 127.0.0.1 --port 9000'],
    ['gunicorn -k uvicorn.workers.UvicornWorker -b 0.0.0.0:8000 app:app'],
    ['kubectl proxy --address=0.0.0.0 --port=8000'],
    ['--upstream=http://127.0.0.1:8000'],
    ['--backend-url http://localhost:8000'],
    ['--db-host=127.0.0.1 --port=8000'],
    ['--etcd-servers=http://127.0.0.1:8000'],
    ['--metrics-bind-address=127.0.0.1:9090'],
    ['--metrics-bind-address=127.0.0.1 --port=8000'],
    ['--health-probe-bind-address=localhost'],
    ['--advertise-address=127.0.0.1:8000'],
    ['--host localhost'],
    ['mysql -h 127.0.0.1 -P 8000'],
    ['redis-cli -h 127.0.0.1 --port 8000'],
    ['curl --interface 127.0.0.1 http://localhost:8000'],
    ['127.0.0.1:8000'],
  ])('%s', (line) => {
    expect(findings({ args: words(line) })).toEqual([]);
    expect(findings({ command: ['sh', '-c', line] })).toEqual([]);
  });

  it.each([
    [{ HOST: 'localhost' }],
    [{ DB_HOST: '127.0.0.1', PORT: '8000' }],
    [{ REDIS_ADDR: 'localhost:8000' }],
    [{ METRICS_LISTEN_HOST: '127.0.0.1' }],
    [{ HTTP_PROXY: 'http://127.0.0.1:8000' }],
  ])('%j', (env) => expect(findings({ env })).toEqual([]));

  it('where another container declares the port', () => {
    const beside = ', {name: proxy, ports: [{containerPort: 8000}]}';
    expect(findings({ args: ['--listen=127.0.0.1:8000'], beside })).toEqual([]);
  });

  it('where a variable may override the default', () => {
    expect(findings({ command: ['uvicorn', 'app:app'], env: { UVICORN_HOST: '0.0.0.0' } })).toEqual([]);
  });

  it('where no Service sends traffic to the port', () => {
    expect(findings({ args: ['--listen=127.0.0.1:8000'], port: 8443 })).toEqual([]);
  });
});
