import { describe, expect, it } from 'vitest';
import { serviceVariablesOf } from '../../../src/k8s/variables/service-variables.js';
import { podOf } from '../../support/pods.js';

describe('serviceVariablesOf', () => {
  const variables = (container: string, more = '') =>
    serviceVariablesOf(podOf(`{${more} containers: [{name: web, ${container}}]}`)).map(
      ({ by, service, wants, text }) => {
        const port = wants.kind === 'port' ? `:${wants.name ?? 'first'}` : '';
        return `${by} ${service}${port} ${text}`;
      },
    );

  it.each([
    ['a host', 'args: ["$(DB_SERVICE_HOST)"]', ['kubelet db $(DB_SERVICE_HOST)']],
    ['the first port', 'args: ["$(DB_SERVICE_PORT)"]', ['kubelet db:first $(DB_SERVICE_PORT)']],
    ['a port by its name', 'args: ["$(MY_DB_SERVICE_PORT_HTTP)"]', ['kubelet my-db:HTTP $(MY_DB_SERVICE_PORT_HTTP)']],
    ['in a value too', 'env: [{name: A, value: "x-$(DB_SERVICE_HOST)"}]', ['kubelet db $(DB_SERVICE_HOST)']],
    ['no host with more behind it', 'args: ["$(DB_SERVICE_HOST_NAME)"]', []],
    ['no escaped variable', 'args: ["$$(DB_SERVICE_HOST)"]', []],
    ['a variable behind an escaped dollar', 'args: ["$$$(DB_SERVICE_HOST)"]', ['kubelet db $(DB_SERVICE_HOST)']],
    ['no other variable', 'args: ["$(DB_HOST)"]', []],
    [
      'in a script',
      'command: [sh, -c, "nc $DB_SERVICE_HOST ${DB_SERVICE_PORT}"]',
      ['shell db $DB_SERVICE_HOST', 'shell db:first ${DB_SERVICE_PORT}'],
    ],
    ['no `$X` without a shell', 'args: ["$DB_SERVICE_HOST"]', []],
    ['none with a default', 'command: [sh, -c, "nc ${DB_SERVICE_HOST:-db}"]', []],
    ['none that the script sets', 'command: [sh, -c, "DB_SERVICE_HOST=db; nc $DB_SERVICE_HOST"]', []],
    ['none that the container sets', 'args: ["$(DB_SERVICE_HOST)"], env: [{name: DB_SERVICE_HOST, value: db}]', []],
    ['none, where some come from elsewhere', 'args: ["$(DB_SERVICE_HOST)"], envFrom: [{secretRef: {name: x}}]', []],
  ])('%s', (_, container, expected) => {
    expect(variables(container)).toEqual(expected);
  });

  it.each([
    ['', false],
    ['enableServiceLinks: false,', true],
  ])('tells where the Pods switch them off: "%s"', (more, expected) => {
    const [only] = serviceVariablesOf(podOf(`{${more} containers: [{name: web, args: ["$(DB_SERVICE_HOST)"]}]}`));
    expect(only).toBeDefined();
    expect(only?.linksOff !== undefined).toBe(expected);
  });
});
