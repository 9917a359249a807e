import { describe, expect, it } from 'vitest';
import { sitesOf } from '../../../src/k8s/servers/caddyfile.js';

/** Address, port, and the words of the file that say so. */
const said = (text: string): readonly string[] =>
  sitesOf(text).map(({ address, port, start, end }) => `${address || 'any'} ${port ?? '?'} ${text.slice(start, end)}`);

describe('where the sites of a Caddyfile listen (semantics 6.8)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a port', ':8080 {\n}', ['any 8080 :8080']],
    ['a host with a port', 'shop.example.com:8443 {\n}', ['any 8443 shop.example.com:8443']],
    ['a host alone', 'shop.example.com {\n}', ['any 443 shop.example.com', 'any 80 shop.example.com']],
    ['plain HTTP', 'http://shop.example.com {\n}', ['any 80 http://shop.example.com']],
    ['HTTPS', 'https://shop.example.com {\n}', ['any 443 https://shop.example.com', 'any 80 https://shop.example.com']],
    ['plain HTTP on another port', 'http://:8080/api {\n}', ['any 8080 http://:8080/api']],
    ['several in a line', ':8080, :8081 {\n}', ['any 8080 :8080, :8081', 'any 8081 :8080, :8081']],
    ['two blocks', ':80 {\n  respond ok\n}\n:81 {\n}', ['any 80 :80', 'any 81 :81']],
    ['a line that ends as on Windows', ':8080 {\r\n}\r\n', ['any 8080 :8080']],
    ['the address that `bind` says', ':8080 {\n  bind 127.0.0.1\n}', ['127.0.0.1 8080 127.0.0.1']],
    ['the address that its own `bind` says', ':80 {\n}\n:81 {\n\tbind ::1\n}', ['any 80 :80', '::1 81 ::1']],
    ['not a `bind` in a comment', ':8080 {\n  # bind 127.0.0.1\n}', ['any 8080 :8080']],
    ['a port that is a variable', ':{$PORT} {\n}', []],
    ['an address that is none', 'a:b:c {\n}', ['any ? a:b:c']],
    ['no global options', '{\n  admin off\n}', []],
    ['no snippet', '(common) {\n  encode gzip\n}', []],
    ['no route', '&(api) {\n}', []],
    ['no directive, which is indented', ':80 {\n  handle /api {\n  }\n}', ['any 80 :80']],
    ['no comment', '# :8080 {\n', []],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});
