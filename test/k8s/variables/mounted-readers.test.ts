import { describe, expect, it } from 'vitest';
import { portsReadBy } from '../../../src/k8s/variables/mounted-readers.js';

describe('portsReadBy', () => {
  it.each([
    ['int(os.environ.get("REDIS_PORT", "6379"))', ['REDIS_PORT']],
    ["os.environ['REDIS_PORT']", ['REDIS_PORT']],
    ['os.getenv("REDIS_PORT")', ['REDIS_PORT']],
    ['const port = process.env.REDIS_PORT || 6379;', ['REDIS_PORT']],
    ['process.env["REDIS_PORT"]', ['REDIS_PORT']],
    ['port := os.Getenv("MY_DB_PORT")', ['MY_DB_PORT']],
    ["$port = getenv('REDIS_PORT') ?: 6379;", ['REDIS_PORT']],
    ["port: ENV.fetch('REDIS_PORT', 6379)", ['REDIS_PORT']],
    ['System.getenv("REDIS_PORT")', ['REDIS_PORT']],
    ['port: ${REDIS_PORT:6379}', ['REDIS_PORT']],
    ['endpoint: redis:${env:REDIS_PORT}', ['REDIS_PORT']],
    ['proxy_pass http://${API_HOST}:${API_PORT};', ['API_PORT']],
    ['listen {{ .Env.API_PORT }};', ['API_PORT']],
    ['listen {{ env "API_PORT" }};', ['API_PORT']],
    ['url: ${REDIS_PORT}', []],
    ['port: $${REDIS_PORT:6379}', []],
    ['process.env.REDIS_SERVICE_PORT', []],
    ['getenv("REDIS_PORT_6379_TCP_PORT")', []],
    ['process.env.REDIS_PORTS', []],
    ['process.env.REDIS_PORT.replace("tcp://", "")', []],
    ['REDIS_PORT=6379\nredis:${REDIS_PORT}', []],
    ['export REDIS_PORT\nredis:${REDIS_PORT}', []],
    ["os.environ['REDIS_PORT'] = '6379'\nos.environ['REDIS_PORT']", []],
    ['REDIS_PORT', []],
  ])('%j', (text, expected) => {
    const found = portsReadBy({ text });
    expect(found.map(({ variable }) => variable)).toEqual(expected);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
