import { diagnosticData } from './diagnostic-data.js';
import type { Reporter } from './reporter.js';
import { safeJson } from '../markup/visible.js';

/** JSON, version 1: the shape of `schema/report.schema.json`, in a fixed order of keys. */
export const json: Reporter = (result, options) => {
  const { files, resources, errors, warnings, infos, suppressed } = result.summary;
  return safeJson({
    version: 1,
    tool: { name: 'svclint', version: options.version },
    summary: { files, resources, errors, warnings, infos, suppressed },
    diagnostics: result.diagnostics.map(diagnosticData),
  });
};
