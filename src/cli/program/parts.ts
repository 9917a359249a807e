import type * as api from '../../index.js';
import type * as patch from '../../report/unified-diff.js';
import type * as reports from '../../report/reporters.js';

/** The heavy parts, loaded when a command needs them: `--version` and `--help` start without. */
export interface Parts {
  readonly api: () => Promise<
    Pick<
      typeof api,
      | 'chartReleases'
      | 'describeConnections'
      | 'describeContract'
      | 'describeDifference'
      | 'describeUnits'
      | 'lint'
      | 'missingFiles'
      | 'predictEndpoints'
      | 'repair'
      | 'rules'
      | 'silence'
      | 'trace'
    >
  >;
  readonly reports: () => Promise<
    Pick<
      typeof reports,
      | 'connectionsReporters'
      | 'differenceReporters'
      | 'reporters'
      | 'endpointsReporters'
      | 'graphReporters'
      | 'traceReporters'
      | 'unitsReporters'
      | 'summaryLine'
      | 'statistics'
    >
  >;
  readonly patch: () => Promise<typeof patch>;
}

export const PARTS: Parts = {
  api: () => import('../../index.js'),
  reports: () => import('../../report/reporters.js'),
  patch: () => import('../../report/unified-diff.js'),
};
