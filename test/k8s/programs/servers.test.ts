import { describe, expect, it } from 'vitest';
import {
  isClient,
  isListenFlag,
  isListenVariable,
  isWeakFlag,
  isWeakVariable,
  PORT_FLAG,
  serverOf,
} from '../../../src/k8s/programs/servers.js';

describe('serverOf', () => {
  it.each([
    ['uvicorn app:app', 'uvicorn', 8000],
    ['python3 -m uvicorn app:app', 'uvicorn', 8000],
    ['/usr/local/bin/redis-server /etc/redis.conf', 'redis-server', 6379],
    ['flask --app shop run', 'flask run', 5000],
    ['flask shop run', undefined, undefined],
    ['exec poetry run python -m uvicorn app:app', 'uvicorn', 8000],
    ['bundle exec rails s', 'rails s', 3000],
    ['gcloud beta emulators pubsub start', 'emulators pubsub start', 8085],
    ['kubectl -n shop proxy', 'kubectl proxy', 8001],
    ['flask run', 'flask run', 5000],
    ['next start', 'next start', 3000],
    ['next build', undefined, undefined],
    ['kubectl proxy', 'kubectl proxy', 8001],
    ['python -m http.server', 'http.server', 8000],
    ['npm run dev -- --later uvicorn', 'npm run dev', undefined],
    ['yarn start', 'yarn start', undefined],
    ['npm run build', undefined, undefined],
    ['my-uvicorn', undefined, undefined],
  ])('`%s` runs %s on %s', (command, name, port) => {
    const server = serverOf(command.split(' '));
    expect([server?.name, server?.port]).toEqual([name, port]);
  });
});

describe('isClient', () => {
  it.each([
    ['curl 127.0.0.1', true],
    ['/usr/bin/psql -h 127.0.0.1', true],
    ['exec redis-cli -h 127.0.0.1', true],
    ['PGUSER=shop psql', true],
    ['! nc -z localhost 80', true],
    ['until', true],
    ['kafka-topics.sh --bootstrap-server localhost:9092', true],
    ['redis-server', false],
    ['server curl', false],
    ['', false],
  ])('`%s`: %s', (command, expected) => {
    expect(isClient(command.split(' '))).toBe(expected);
  });
});

describe('a flag', () => {
  it.each([
    ['--bind-address', 'listens'],
    ['--web.listen-address', 'listens'],
    ['--listenAddr', 'listens'],
    ['--listen', 'listens'],
    ['--bind', 'listens'],
    ['--listen-client-urls', 'listens'],
    ['--host', 'may listen'],
    ['--address', 'may listen'],
    ['--http-addr', 'may listen'],
    ['--server.address', 'may listen'],
    ['--db-host', 'neither'],
    ['--listen-timeout', 'neither'],
    ['--bindings', 'neither'],
    ['--remote-address', 'neither'],
    ['host', 'neither'],
  ])('%s: %s', (name, expected) => {
    const weakly = isWeakFlag(name) ? 'may listen' : 'neither';
    expect(isListenFlag(name) ? 'listens' : weakly).toBe(expected);
  });

  it.each([
    ['--port', true],
    ['-port', true],
    ['--http.port', true],
    ['--server-port', true],
    ['--db-port', false],
    ['--ports', false],
    ['port', false],
  ])('%s gives the port: %s', (name, expected) => {
    expect(PORT_FLAG.test(name)).toBe(expected);
  });
});

describe('a variable', () => {
  it.each([
    ['LISTEN_ADDR', 'listens'],
    ['HTTP_BIND_ADDRESS', 'listens'],
    ['LISTEN', 'listens'],
    ['UVICORN_HOST', 'listens'],
    ['ASPNETCORE_URLS', 'listens'],
    ['HOST', 'may listen'],
    ['SERVER_ADDR', 'may listen'],
    ['DB_HOST', 'neither'],
    ['REDIS_ADDR', 'neither'],
    ['LISTEN_PORT', 'neither'],
    ['host', 'neither'],
  ])('%s: %s', (name, expected) => {
    const weakly = isWeakVariable(name) ? 'may listen' : 'neither';
    expect(isListenVariable(name) ? 'listens' : weakly).toBe(expected);
  });

  it.each([
    ['itzg/minecraft-server:2026.1', false],
    ['itzg/minecraft-bedrock-server', false],
    ['example/minecraft-server-panel', true],
    ['example/web', true],
  ])('SERVER_HOST of %s may say where it listens: %s', (image, expected) => {
    expect(isWeakVariable('SERVER_HOST', image)).toBe(expected);
  });
});
