import { describe, expect, it } from 'vitest';
import { hasService } from '../../../scripts/measure/conformance.js';
import { inputOfCase, readCases } from '../../../scripts/measure/cases.js';
import { recordedSlices } from '../../../scripts/measure/recorded-slices.js';
import { walkPorts } from '../../../scripts/measure/traces.js';

describe('a walk gets past the endpoints exactly where a live control plane wrote an address with that port', () => {
  it.each(readCases().cases.filter(hasService))('$id $title', (item) => {
    const { files, options } = inputOfCase(item);
    const recorded = recordedSlices(item);
    const walks = walkPorts(files, { ...options, namespace: options.namespace ?? '' }, ({ name }) =>
      recorded.get(name),
    );
    expect(walks.filter(({ agrees }) => !agrees)).toEqual([]);
  });
});
