import { fingerprintsOf } from '../../diagnostic/fingerprint.js';
import type { Severity } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import { pathFromRoot } from './reporter.js';
import type { Reporter } from './reporter.js';
import { safeJson, visible } from '../markup/visible.js';

/** GitLab's scale is info, minor, major, critical, blocker. */
const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/** The code quality report of GitLab: the fields that its documentation names, one entry for each finding. */
export const gitlab: Reporter = (result, options) => {
  const fingerprints = fingerprintsOf(result.diagnostics);
  return safeJson(
    result.diagnostics.map((diagnostic) => {
      const { span } = diagnostic.primary;
      const ends = diagnostic.related.map(
        (label) =>
          `${pathFromRoot(label.span.file.path, options)}:${positionAt(label.span.file, label.span.start).line}`,
      );
      return {
        description: visible(`${diagnostic.message}${ends.length === 0 ? '' : ` (${[...new Set(ends)].join(', ')})`}`),
        check_name: diagnostic.rule,
        fingerprint: fingerprints.get(diagnostic),
        severity: SEVERITIES[diagnostic.severity],
        location: {
          path: pathFromRoot(span.file.path, options),
          lines: { begin: positionAt(span.file, span.start).line, end: positionAt(span.file, span.end).line },
        },
      };
    }),
  );
};
