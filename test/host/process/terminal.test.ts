import { describe, expect, it } from 'vitest';
import type { Output } from '../../../src/host/process/io.js';
import { hasColor, progress, widthOf, type ColorChoice } from '../../../src/host/process/terminal.js';
import { fakeIo } from '../../cli/fake.js';

const stream = (isTTY: boolean, columns?: number): Output => ({ write: async () => {}, isTTY, columns });

describe('hasColor', () => {
  it.each<[ColorChoice, boolean, Record<string, string>, boolean]>([
    ['auto', true, {}, true],
    ['auto', false, {}, false],
    ['auto', true, { NO_COLOR: '1' }, false],
    ['auto', true, { NO_COLOR: '' }, true],
    ['auto', true, { TERM: 'dumb' }, false],
    ['auto', false, { FORCE_COLOR: '1' }, true],
    ['auto', false, { FORCE_COLOR: '' }, true],
    ['auto', true, { FORCE_COLOR: '0' }, false],
    ['auto', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['always', false, { NO_COLOR: '1', FORCE_COLOR: '0' }, true],
    ['never', true, { FORCE_COLOR: '1' }, false],
  ])('--color %s, terminal %s, %o: %s', (choice, isTTY, env, expected) => {
    expect(hasColor(choice, stream(isTTY), env)).toBe(expected);
  });
});

it('has a width on terminals only', () => {
  const streams = [stream(true, 72), stream(false, 72), stream(true, 0), stream(true)];
  expect(streams.map(widthOf)).toEqual([72, Infinity, Infinity, Infinity]);
});

describe('progress', () => {
  const said = async (isTTY: boolean, times: readonly number[]): Promise<string> => {
    const clock = [0, ...times];
    const io = fakeIo({ isTTY, columns: 20, now: () => clock.shift() ?? 0 });
    const { say, end } = progress(io);
    times.forEach((time) => say(`at ${time}, with words that do not fit`));
    await end();
    return io.err();
  };

  it('is silent in the first second', async () => expect(await said(true, [10, 999])).toBe(''));
  it('is silent without a terminal', async () => expect(await said(false, [2000])).toBe(''));
  it('is one line, not too wide, written over ten times a second at most, and erased', async () => {
    expect(await said(true, [1000, 1050, 1100])).toBe(
      '\r\u001B[Kat 1000, with words\r\u001B[Kat 1100, with words\r\u001B[K',
    );
  });
});
