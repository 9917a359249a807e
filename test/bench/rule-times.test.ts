import { expect, it } from 'vitest';
import { missingTargetPorts } from '../../bench/shapes/ports.js';
import { ruleTimes } from '../../bench/rule-times.js';
import { rules } from '../../rules/index.js';

it('counts the calls and the findings of each rule', () => {
  const times = ruleTimes(missingTargetPorts(3));
  expect(times.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  expect(times.find(({ id }) => id === 'unknown-target-port-name')).toMatchObject({
    stage: 'graph',
    calls: 3,
    findings: 3,
  });
});
