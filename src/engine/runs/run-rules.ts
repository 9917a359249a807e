import type { UnrenderedChart } from '../../charts/complaints/unrendered.js';
import type { Subject } from '../../diagnostic/diagnostic.js';
import type { Graph } from '../../graph/graph.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { KustomizeBuild } from '../../kustomize/index.js';
import type { Admission, Finding, Rule } from '../../rule/rule.js';
import type { Silencing, Verdict } from '../../silence/silencing.js';
import { getString } from '../../tree/tree.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { RuleTable } from './rule-table.js';
import type { Raised } from '../findings/settle.js';

export interface Crash {
  readonly rule: Rule;
  readonly error: unknown;
  readonly subject: Subject | null;
  readonly resource: Resource | undefined;
}

export interface Run {
  readonly raised: readonly Raised[];
  readonly crashes: readonly Crash[];
}

/** Something to look at, with the rules that do. */
type Call = readonly [rules: readonly Rule[], subject: unknown];

/** Runs the rules over files and documents, before any object is known. A patch has documents, but no manifests. */
export function runOnFile(rules: RuleTable, parsed: ParsedFile, admission: Admission, isPatch: boolean): Run {
  const calls: Call[] = [[rules.of('File'), parsed]];
  for (const document of parsed.documents) {
    calls.push([rules.of('Document'), document]);
    if (!isPatch) calls.push([rules.of('Manifest'), document]);
  }
  return run(calls, admission);
}

/** Runs the rules over a chart of which no object is known. */
export function runOnChart(rules: RuleTable, chart: UnrenderedChart, admission: Admission): Run {
  return run([[rules.of('Chart'), chart]], admission);
}

/** Runs the rules over what a kustomization builds. */
export function runOnBuild(rules: RuleTable, build: KustomizeBuild, admission: Admission): Run {
  return run([[rules.of('Kustomization'), build]], admission);
}

export function runOnObject(rules: RuleTable, object: LoadedObject, context: Admission | Graph): Run {
  const { resource } = object;
  const { namespace } = 'cluster' in context ? context.cluster : context;
  return run(callsFor(object, rules), context, { resource, namespace });
}

/** Runs the rules about silencings, when everything else has been judged. */
export function runOnSilencings(rules: RuleTable, silencings: readonly Silencing[], verdict: Verdict): Run {
  return run(
    silencings.map((silencing) => [rules.of('Silencing'), silencing]),
    verdict,
  );
}

function callsFor(object: LoadedObject, rules: RuleTable): readonly Call[] {
  const { resource, marks, service, workload, policy, monitor, references } = object;
  const calls: Call[] = [[rules.about(resource, marks), resource]];
  if (service !== undefined) calls.push([rules.of('Service', marks), service]);
  if (workload !== undefined) calls.push([rules.of('Workload', marks), workload]);
  if (policy !== undefined) calls.push([rules.of('NetworkPolicy', marks), policy]);
  if (monitor !== undefined) calls.push([rules.of('Monitor', marks), monitor]);
  for (const reference of references) calls.push([rules.of('Reference', marks), reference]);
  const aboutNames = rules.of('NameReference', marks);
  // Texts are searched for names only if a rule wants them.
  if (aboutNames.length > 0) for (const name of object.names) calls.push([aboutNames, name]);
  return calls;
}

/** The object that is judged, with the namespace where it goes if it names none. */
interface Judged {
  readonly resource: Resource;
  readonly namespace: string | undefined;
}

const NOTHING: Run = { raised: [], crashes: [] };

function run(calls: readonly Call[], context: Admission | Graph | Verdict, judged?: Judged): Run {
  const raised: Raised[] = [];
  const crashes: Crash[] = [];
  const about = (): Pick<Raised, 'subject' | 'resource'> => ({
    subject: judged === undefined ? null : subjectOf(judged),
    resource: judged?.resource,
  });
  for (const [rules, given] of calls) {
    for (const rule of rules) {
      try {
        for (const finding of check(rule, given, context)) raised.push({ rule, finding, ...about() });
      } catch (error) {
        crashes.push({ rule, error, ...about() }); // the other rules and objects still have their say
      }
    }
  }
  return raised.length === 0 && crashes.length === 0 ? NOTHING : { raised, crashes };
}

/** `kinds` and `stage` say what a rule takes; this is the one place where that promise stands in for a type. */
function check(rule: Rule, subject: unknown, context: Admission | Graph | Verdict): Iterable<Finding> {
  return (rule.check as (subject: unknown, context: unknown) => Iterable<Finding>)(subject, context);
}

function subjectOf({ resource, namespace }: Judged): Subject {
  return {
    kind: resource.kind,
    namespace: resource.namespace ?? (resource.clusterScoped ? undefined : namespace) ?? null,
    name: resource.name ?? getString(resource.tree, 'metadata', 'generateName') ?? '',
  };
}
