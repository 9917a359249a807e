import { describe, expect, it } from 'vitest';
import { areaOf } from '../../scripts/mutation/areas.js';
import { belowFloor, interval, percent, scoresOf } from '../../scripts/mutation/score.js';

describe('a score', () => {
  // The bounds are those that tables of Wilson's interval give.
  it.each([
    [10, 10, 0.722, 1],
    [10, 0, 0, 0.278],
    [60, 54, 0.799, 0.953],
    [1000, 900, 0.88, 0.917],
    [0, 0, 0, 1],
  ])('of %i tried mutants and %i detected ones lies between bounds', (tried, detected, low, high) => {
    const found = interval({ tried, detected });
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  it('is counted by area', () => {
    const mutants = [
      { file: 'src/graph/ports/crossed.ts', isDetected: true },
      { file: 'rules/dns/unknown-service.ts', isDetected: false },
      { file: 'src/graph/graph.ts', isDetected: false },
    ];
    expect(scoresOf(mutants)).toEqual([
      { area: 'src/graph', tried: 2, detected: 1 },
      { area: 'rules/dns', tried: 1, detected: 0 },
    ]);
  });

  it('reads as a share with its bounds', () => {
    expect(percent({ area: 'src/tree', tried: 60, detected: 54 })).toBe('90 % (80 to 95)');
  });

  it('is below its floor only where the sample leaves no doubt', () => {
    const of = (detected: number) => [{ area: 'src/tree', tried: 20, detected }];
    expect(belowFloor(of(10), { 'src/tree': 0.8 })).toEqual(of(10));
    expect(belowFloor(of(14), { 'src/tree': 0.8 })).toEqual([]);
    expect(belowFloor(of(0), {})).toEqual([]);
  });
});

it.each([
  ['src/k8s/pods/container.ts', 'src/k8s'],
  ['src/k8s-other/a.ts', undefined],
  ['rules/index.ts', undefined],
  ['rules/ports/crossed-ports.ts', 'rules/ports'],
])('%s is in the area %s', (file, area) => expect(areaOf(file)).toBe(area));
