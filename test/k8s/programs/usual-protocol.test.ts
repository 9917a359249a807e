import { describe, expect, it } from 'vitest';
import { usualProtocol } from '../../../src/k8s/programs/usual-port.js';

describe('what is spoken on a port by custom (semantics 4.3)', () => {
  it.each<readonly [readonly number[], readonly string[], 'TCP' | 'UDP']>([
    [[53], [], 'UDP'],
    [[80, 5353], [], 'UDP'],
    [[80], [], 'TCP'],
    [[], [], 'TCP'],
    [[8000], ['udp'], 'UDP'],
    [[8000], ['http', 'my-syslog'], 'UDP'],
    [[8000], ['game-main'], 'UDP'],
    [[8000], ['http'], 'TCP'],
    [[8000], ['gameserver'], 'TCP'],
    [[8000], ['mydns'], 'TCP'],
    [[8000], ['dnstap'], 'TCP'],
  ])('%j called %j: %s', (numbers, names, expected) => {
    expect(usualProtocol(numbers, names)).toBe(expected);
  });
});
