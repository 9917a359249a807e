import { describe, expect, it } from 'vitest';
import { once, remember, rememberEach } from '../../src/data/once.js';

describe('remember', () => {
  it.each([
    ['an object', {}],
    ['undefined', undefined],
    ['null', null],
    ['false', false],
    ['zero', 0],
  ])('computes an answer that is %s once', (_, answer) => {
    let count = 0;
    const ask = remember((): unknown => {
      count++;
      return answer;
    });
    const key = {};
    expect([ask(key), ask(key)]).toEqual([answer, answer]);
    expect(count).toBe(1);
  });

  it('tells equal objects apart', () => {
    const ask = remember((key: { readonly name: string }) => [key.name]);
    const [a, b] = [{ name: 'x' }, { name: 'x' }];
    expect(ask(a)).toBe(ask(a));
    expect(ask(a)).not.toBe(ask(b));
  });

  it('asks again after an error', () => {
    let count = 0;
    const ask = remember((): number => {
      if (count++ === 0) throw new Error('not yet');
      return count;
    });
    const key = {};
    expect(() => ask(key)).toThrow('not yet');
    expect(ask(key)).toBe(2);
  });
});

describe('once', () => {
  it.each([
    ['an object', {}],
    ['undefined', undefined],
    ['false', false],
  ])('computes %s when first asked, once', (_, value) => {
    let count = 0;
    const ask = once((): unknown => {
      count++;
      return value;
    });
    expect(count).toBe(0);
    expect([ask(), ask()]).toEqual([value, value]);
    expect(count).toBe(1);
  });
});

describe('rememberEach', () => {
  it('computes each answer for a thing and a value once', () => {
    const asked: string[] = [];
    const ask = rememberEach((key: { readonly name: string }, value: number) => {
      asked.push(`${key.name}${value}`);
      return value > 1 ? undefined : `${key.name}${value}`;
    });
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    expect([ask(a, 1), ask(a, 1), ask(b, 1), ask(a, 2), ask(a, 2)]).toEqual(['a1', 'a1', 'b1', undefined, undefined]);
    expect(asked).toEqual(['a1', 'b1', 'a2']);
  });
});
