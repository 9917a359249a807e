import { describe, expect, it } from 'vitest';
import { differences, type Reported } from '../../scripts/measure/differences.js';

const finding = (tree: string, line: number, rule = 'swapped-ports'): Reported => ({
  tree,
  rule,
  severity: 'error',
  message: 'wrong',
  file: 'a.yaml',
  line,
  column: 3,
});

describe('the differences of two builds', () => {
  it('are none where both say the same, in whatever order', () => {
    const [one, other] = [finding('shop', 1), finding('shop', 2)];
    expect(differences([one, other], [other, one], 5)).toBe('2 findings before, 2 after: the same.\n');
  });

  it('are told rule by rule, each finding as often as it is missing', () => {
    const kept = finding('shop', 1);
    const text = differences([kept, kept, finding('shop', 4, 'wrong-protocol')], [kept, finding('bank', 2)], 5);
    expect(text).toBe(
      [
        '3 findings before, 2 after.',
        '',
        '| rule | came | went |',
        '| --- | ---: | ---: |',
        '| `swapped-ports` | 1 | 1 |',
        '| `wrong-protocol` | 0 | 1 |',
        '',
        '## swapped-ports',
        '',
        '- came: error at bank/a.yaml:2:3: wrong',
        '- went: error at shop/a.yaml:1:3: wrong',
        '',
        '## wrong-protocol',
        '',
        '- went: error at shop/a.yaml:4:3: wrong',
        '',
      ].join('\n'),
    );
  });

  it('are cut after so many, spread over the trees', () => {
    const many = [1, 2, 3, 4].flatMap((line) => [finding('bank', line), finding('shop', line)]);
    const lines = differences([], many, 2)
      .split('\n')
      .filter((line) => line.startsWith('- '));
    expect(lines.map((line) => /bank|shop|and.*/.exec(line)?.[0])).toEqual(['bank', 'shop', 'and 6 more that came']);
    expect(differences([], many, 2)).toBe(differences([], many.toReversed(), 2));
  });
});
