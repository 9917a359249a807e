import { describe, expect, it } from 'vitest';
import { hasHelm, readReportedCases, shortcomingOf } from '../scripts/measure/reports.js';

const cases = readReportedCases('fixtures/reports');

describe('what people reported', () => {
  it.each(cases.filter(({ isChart }) => !isChart))('$name', async (reported) => {
    expect(await shortcomingOf(reported)).toBeUndefined();
  });

  describe.skipIf(!hasHelm)('in charts (skipped where there is no helm)', () => {
    it.each(cases.filter(({ isChart }) => isChart))('$name', async (reported) => {
      expect(await shortcomingOf(reported)).toBeUndefined();
    });
  });
});
