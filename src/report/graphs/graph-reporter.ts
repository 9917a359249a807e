import type { Contract } from '../../answers/contract/contract.js';
import type { ReportOptions } from '../formats/reporter.js';
import { safeJson } from '../markup/visible.js';

/** What a format of the command `graph` does: the whole output, ending in a newline. */
export type GraphReporter = (contract: Contract, options: Pick<ReportOptions, 'version'>) => string;

/** JSON, version 1: the shape of `schema/graph.schema.json`. */
export const jsonGraph: GraphReporter = ({ namespaces, edges, findings, otherFindings }) =>
  safeJson({ version: 1, namespaces, edges, findings, otherFindings });
