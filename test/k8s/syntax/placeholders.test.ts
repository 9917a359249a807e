import { describe, expect, it } from 'vitest';
import {
  isAddressPlaceholder,
  isHostPlaceholder,
  isNamePlaceholder,
  isPlaceholder,
  isPortPlaceholder,
  placeholderIn,
} from '../../../src/k8s/syntax/placeholders.js';

describe('isPlaceholder', () => {
  it.each([
    '${X}',
    'provide_through_set_flag',
    'shop-overridden_by_environment',
    'to_be_set',
    'replace_me',
    'set_by_pipeline-db',
    '<<>>',
    '<>',
    '[[ ]]',
    '{{}}',
    'advertised-address-placeholder',
    'HOSTNAME.vault-internal',
    'shop-${X:-a}',
    '$(NAME)',
    '$NAMESPACE',
    'NAMESPACE_PLACEHOLDER',
    '{{ .Values.x }}',
    '<name>',
    '<your name>',
    '@APP@',
    'YOUR_APP',
    'token-YOUR_TOKEN_ID',
    'REPLACEME-shop',
    'REPLACE_ME',
    '{SHOP_HOST}',
    'PVC_NAME',
    'shop.%ZONE%',
    '%zone%',
    '#{env}#',
    'shop-#{env}',
    '((env))',
    '$[[ inputs.env ]]',
    '[[ env ]]',
    'shop-@ENV@',
    '__ENV__',
    'shop-__ENV__',
    'CHANGEME',
    'shell-HOSTNAME',
    'shell-NODE_NAME.x',
    'auth.VAR_DOMAIN_NAME',
    'hello.LB_IP_DASHED.example',
    'MY_HOST.example',
    'restore-TIMESTAMP',
    'NODE_IP_REPLACED_BY_CI',
    '<< REPLACE >>',
    'REDACTED/name',
  ])('takes %s for one', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'shop',
    'MCP',
    'my_port',
    'HTTP',
    'a < b > c',
    'user@example.com',
    'NAME',
    '',
    'PORT',
    'cost$',
    'UNREDACTED',
    'ASK_YOUR_app',
    '{shop}',
    '{SHOP}',
    '100%',
    '10%-20%',
    'a@b.example',
    '__main',
    'HOSTNAME',
    'MY-HOSTNAME',
    'shell-HOSTNAMES',
    'web-HTTPS',
    'FRONT_END',
    'shop-FRONT_END_x',
    'shopVAR_DOMAIN',
    'a[0]',
    'f(x)',
    '#1',
  ])('leaves %j alone', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});

describe('isNamePlaceholder', () => {
  it.each(['${X}', 'NAMESPACE', 'SERVICE', 'MY_APP', 'shop-{env}', '{app.name}'])('takes %s for one', (text) => {
    expect(isNamePlaceholder(text)).toBe(true);
  });

  it.each(['HTTP', 'WEB', 'shop', 'MY-APP', '{}', '{a b}'])('leaves %s alone', (text) => {
    expect(isNamePlaceholder(text)).toBe(false);
  });
});

describe('isPortPlaceholder', () => {
  it.each(['PORT', 'NODE_PORT', '${PORT}'])('takes %s for one', (text) => {
    expect(isPortPlaceholder(text)).toBe(true);
  });

  it.each(['HTTP', 'port', '8080', 'my-port'])('leaves %s alone', (text) => {
    expect(isPortPlaceholder(text)).toBe(false);
  });
});

describe('placeholderIn', () => {
  it('gives the part that is replaced', () => {
    expect(
      ['shop-${TAG}-x', '$(A)b', 'a {{ b }}', '<c>d', 'YOUR_APP', 'a.%b%', 'a-#{b}#', 'shop'].map(placeholderIn),
    ).toEqual(['${TAG}', '$(A)', '{{ b }}', '<c>', 'YOUR_APP', '%b%', '#{b}#', undefined]);
  });
});

describe('isHostPlaceholder', () => {
  it.each([
    'DOMAIN_HOST',
    'web.BASE_DOMAIN',
    '*.PLACEHOLDER',
    'web.YOURDOMAIN.example',
    'web.MY-DOMAIN.example',
    'HOST',
    'TODO',
    'change_me.example.com',
    '${HOST}',
  ])('takes %s for one', (text) => {
    expect(isHostPlaceholder(text)).toBe(true);
  });

  it.each(['Web.example.com', 'API.EXAMPLE.COM', 'my_host.example.com', 'web.example.com', 'A', 'HOSTS'])(
    'does not take %s for one',
    (text) => {
      expect(isHostPlaceholder(text)).toBe(false);
    },
  );
});

describe('isAddressPlaceholder', () => {
  it.each(['NODE_INTERNAL_IP', 'GATEWAY-IP', '${IP}'])('takes %s for one', (text) => {
    expect(isAddressPlaceholder(text)).toBe(true);
  });

  it.each(['10.0.0.1', 'FE80::1', 'ABCD', 'db_host', ''])('takes %s for none', (text) => {
    expect(isAddressPlaceholder(text)).toBe(false);
  });
});
