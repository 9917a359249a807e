import { describe, expect, it } from 'vitest';
import { linkVariablesAmong } from '../../../src/k8s/variables/link-variables.js';
import { podOf } from '../../support/pods.js';

describe('linkVariablesAmong', () => {
  const variables = (container: string, more = ''): readonly string[] =>
    linkVariablesAmong(() => true)(podOf(`{${more} containers: [{name: web, ${container}}]}`), () => []).map(
      ({ variable, service }) => `${variable} of ${service}`,
    );

  it.each([
    ['a port behind a host', 'args: ["redis:$(REDIS_PORT)"]', ['REDIS_PORT of redis']],
    ['a port behind an option', 'args: ["--port=$(MY_DB_PORT)"]', ['MY_DB_PORT of my-db']],
    ['the whole value of a port', 'env: [{name: TARGET_PORT, value: "$(DB_PORT)"}]', ['DB_PORT of db']],
    ['no whole value of another name', 'env: [{name: TARGET, value: "$(DB_PORT)"}]', []],
    ['a default of a shell, which is a number', 'command: [sh, -c, "nc db ${DB_PORT:-5432}"]', ['DB_PORT of db']],
    ['a variable in a script', 'command: [sh, -c, "nc db:$DB_PORT"]', ['DB_PORT of db']],
    ['no such variable without a shell', 'command: [web, "db:$DB_PORT"]', []],
    ['no variable that the script sets', 'command: [sh, -c, "DB_PORT=1; nc db:$DB_PORT"]', []],
    ['no variable of the container itself', 'args: ["db:$(DB_PORT)"], env: [{name: DB_PORT, value: "1"}]', []],
    [
      'no variables, where some come from elsewhere',
      'args: ["db:$(DB_PORT)"], envFrom: [{configMapRef: {name: x}}]',
      [],
    ],
    ['no escaped variable', 'args: ["db:$$(DB_PORT)"]', []],
    ['no variable that holds a number', 'args: ["db:$(DB_SERVICE_PORT)", "db:$(DB_PORT_80_TCP_PORT)"]', []],
    ['an image that refuses to start with it', 'image: "confluentinc/cp-kafka:7"', ['KAFKA_PORT of kafka']],
    ...['postgres', 'h2'].map((vendor): [string, string, readonly string[]] => [
      `the port of the database for Keycloak on ${vendor}`,
      `image: "jboss/keycloak:16.1.1", args: [-b, 0.0.0.0], env: [{name: DB_VENDOR, value: ${vendor}}]`,
      vendor === 'postgres' ? ['POSTGRES_PORT of postgres'] : [],
    ]),
    ['no other image', 'image: "shop/kafka:7"', []],
  ])('%s', (_, container, expected) => {
    expect(variables(container)).toEqual(expected);
  });

  it('none, where the Pods switch them off', () => {
    expect(variables('args: ["db:$(DB_PORT)"]', 'enableServiceLinks: false,')).toEqual([]);
  });
});
