import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { InputFile, LintOptions } from '../../engine/input/options.js';
import { lintAdmitted } from '../../engine/lint.js';
import { admit, graphsOf } from '../../engine/load.js';
import type { Graph } from '../../graph/graph.js';
import type { Rule } from '../../rule/rule.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { Unit } from '../../units/unit/unit.js';
import { indexFindings, type Findings } from './findings.js';

/** One unit of a tree, with all that may be asked about it. */
export interface World {
  readonly unit: Unit;
  readonly graph: Graph;
}

/** What an answer rests on: the graph of each unit, and what the rules have to say. */
export interface Evidence {
  readonly worlds: readonly World[];
  readonly findings: Findings;
  /** All findings, in the order of the report. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a tree once, for the graphs and for the rules, so that an answer and a finding cannot differ. A guest is an
 * object of which the rules know nothing, and which every graph holds.
 */
export function gather(
  rules: readonly Rule[],
  inputs: readonly InputFile[],
  given: LintOptions = {},
  guest?: LoadedObject,
): Evidence {
  // An answer is about the whole tree as it is now, whatever a report would leave out.
  const options = { ...given, earlier: undefined, onlyReport: undefined };
  const admitted = admit(inputs, options, rules);
  const { diagnostics } = lintAdmitted(admitted, rules, inputs, options);
  const units = admitted.units.map((unit) =>
    guest === undefined ? unit : { ...unit, objects: [...unit.objects, guest] },
  );
  return { worlds: [...graphsOf({ ...admitted, units })], findings: indexFindings(diagnostics), diagnostics };
}
