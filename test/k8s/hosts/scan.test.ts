import { describe, expect, it } from 'vitest';
import { addressesIn } from '../../../src/k8s/hosts/scan.js';

/** What is found, as `form host[.]:port`. */
function scan(text: string): readonly string[] {
  return addressesIn(text).map(({ form, host, absolute, port, openPort }) => {
    const without = openPort ? ':open' : '';
    const number = port && `:${text.slice(port.start, port.end)}`;
    return `${form} ${text.slice(host.start, host.end)}${absolute ? '.' : ''}${number ?? without}`;
  });
}

describe('addressesIn', () => {
  it.each([
    ['http://db', ['url db']],
    ['http://db/path:80', ['url db']],
    ['http://user:p@ss@db:5432/x?y=z', ['url db:5432']],
    ['postgres://$(USER):${PASSWORD}@db:5432/x', ['url db:5432']],
    ['http://db:$(PORT)/', ['url db:open']],
    ['http://$(HOST):80', []],
    ['http://web-{{ x }}:80', []],
    ['http://web.<NAMESPACE>:80', []],
    ['http://web.<your namespace>:80/x', []],
    ['http://web.#{Namespace}:80', []],
    ['http://web.#NS#:80', []],
    ['http://web.|NS|:80', []],
    ['http://web:<PORT>/', ['url web:open']],
    ['<a>http://web:80</a>', ['url web:80']],
    ['http://web:80#top', ['url web:80']],
    ['http://a:80|http://b:81|x', ['url a:80', 'url b:81']],
    ['jdbc:mysql://db:3306/x', ['url db:3306']],
    ['mongodb://a:27017,b:27018/x', ['url a:27017', 'pair b:27018']],
    ['PLAINTEXT://kafka:9092,SSL://kafka:9093', ['url kafka:9092', 'url kafka:9093']],
    ['docker://redis:6379', []],
    ['oci://registry:5000/x', []],
    ['spiffe://cluster.local/ns/x', []],
    ['kafka-0:9092, kafka-1.kafka:9092', ['pair kafka-0:9092', 'pair kafka-1.kafka:9092']],
    ['shop:secret@tcp(db:3306)/shop', ['pair db:3306']],
    ['--addr=db:5432', ['pair db:5432']],
    ['redis:6.2-alpine', []],
    ['redis:7@sha256:1234567890abcdef', []],
    ['docker.io/redis:6379', []],
    ['at 12:30:45', []],
    ['db:70000', []],
    ['DB:5432', []],
    ['-instances=a:b:c=tcp:3306', []],
    ['a:1:b', []],
    ['db.:5432', ['pair db.:5432']],
    ['x web.shop.svc y', ['full web.shop.svc']],
    ['web.shop.svc.cluster.local.:80', ['full web.shop.svc.cluster.local.:80']],
    ['in web.shop.svc.', ['full web.shop.svc']],
    ['*.web.shop.svc', []],
    ['NO_PROXY=.svc,.shop.svc', []],
    ['$(POD).web.shop.svc:80', ['full web.shop.svc:80']],
    ['$(NAME).shop.svc', []],
    ['${x}-web.shop.svc', []],
    ['_http._tcp.web.shop.svc', ['full _http._tcp.web.shop.svc']],
    ['mail@web.shop.svc', []],
    ['/etc/web.shop.svc', []],
    ['a.b.svcs', []],
    ['dns:///web.shop.svc:80', ['url web.shop.svc:80']],
    ['dns:///web:80', ['url web:80']],
    ['kubernetes:///web.shop:80', ['url web.shop:80']],
    ['http:///web:80', []],
  ])('reads %s', (text, expected) => {
    expect(scan(text)).toEqual(expected);
  });

  it('looks a bounded way around each landmark', () => {
    const text = `${'a.'.repeat(50_000)}svc ${':1'.repeat(50_000)} ${'://'.repeat(50_000)}`;
    expect(addressesIn(text).length).toBeLessThan(text.length);
  });
});
