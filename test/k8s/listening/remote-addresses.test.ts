import { describe, expect, it } from 'vitest';
import { withoutMappings, withoutRemoteAddresses } from '../../../src/k8s/listening/remote-addresses.js';
import { fc } from '../../support/random.js';

describe('a text without the addresses of others', () => {
  it.each([
    ['api:8080', ''],
    ['http://api:8080/health', '/health'],
    ['db.shop.svc:5432, cache:6379', ', '],
    ['localhost:8080', 'localhost:8080'],
    ['--bind-addr:8080', '--bind-addr:8080'],
    ['http:8080', 'http:8080'],
    ['x://http:8080', ''],
    ['10.0.0.1:8080', '10.0.0.1:8080'],
    ['3a:80b:90', '3'],
    [':8080', ':8080'],
  ])('%s: %s', (text, kept) => {
    expect(withoutRemoteAddresses(text)).toBe(kept);
  });

  /** One regular expression, plainly right, and slow on long words. */
  function slowly(text: string): string {
    return text.replace(
      /([A-Za-z][\w+.-]*:\/\/)?((?:[\w-]+\.)*[A-Za-z][\w-]*):(\d+)(?!\d)/g,
      (whole, scheme: string | undefined, host: string) => {
        const own =
          /^(localhost|.*(port|listen|addr|address|bind|host))$/i.test(host) ||
          (scheme === undefined && /^(https?|tcp|udp|grpc)$/i.test(host));
        return own ? whole : '';
      },
    );
  }

  it('is what a regular expression for them leaves', () => {
    const piece = fc.constantFrom('a', 'B', '_', '-', '.', '+', ':', '/', '://', '8', '80', ':80', 'http', 'port', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        expect(withoutRemoteAddresses(text)).toBe(slowly(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('takes a text of one long word', () => {
    const word = 'a.'.repeat(500_000);
    expect(withoutRemoteAddresses(word)).toBe(word);
    expect(withoutRemoteAddresses(`${word}b:80`)).toBe('');
  });
});

describe('a text without maps of ports', () => {
  it.each([
    ['443:8443', ''],
    ['--publish 80:8080', '--publish '],
    ['10.0.0.1:8080', '10.0.0.1:8080'],
    [':8080', ':8080'],
    ['12:30:45', '12:30:45'],
  ])('%j', (text, left) => {
    expect(withoutMappings(text)).toBe(left);
  });
});
