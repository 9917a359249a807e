import type { UnrenderedChart } from '../../charts/complaints/unrendered.js';
import type { Call, Subject } from '../../diagnostic/diagnostic.js';
import type { Graph } from '../../graph/graph.js';
import type { NameResolution } from '../../graph/names/name-resolution.js';
import { marksOfDocument } from './document-marks.js';
import { marksOfName } from './name-marks.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { KustomizeBuild } from '../../kustomize/index.js';
import type { Admission, Finding, Rule, Subjects } from '../../rule/rule.js';
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

type Context = Admission | Graph | Verdict;

/** Runs the rules over files and documents, before any object is known. A patch has documents, but no manifests. */
export function runOnFile(rules: RuleTable, parsed: ParsedFile, admission: Admission, isPatch: boolean): Run {
  const run = new Questions(admission);
  run.ask(rules.of('File'), parsed);
  for (const document of parsed.documents) {
    const marks = marksOfDocument(document);
    run.ask(rules.of('Document', marks), document);
    if (!isPatch) run.ask(rules.of('Manifest', marks), document);
  }
  return run;
}

/** Runs the rules over a chart of which no object is known. */
export function runOnChart(rules: RuleTable, chart: UnrenderedChart, admission: Admission): Run {
  const run = new Questions(admission);
  run.ask(rules.of('Chart'), chart);
  return run;
}

/** Runs the rules over what a kustomization builds. */
export function runOnBuild(rules: RuleTable, build: KustomizeBuild, admission: Admission): Run {
  const run = new Questions(admission);
  run.ask(rules.of('Kustomization'), build);
  return run;
}

/** Runs the rules over an object and its parts. */
export function runOnObject(rules: RuleTable, object: LoadedObject, context: Admission | Graph): Run {
  const { resource, marks, service, workload, policy, monitor, references } = object;
  const { namespace } = 'cluster' in context ? context.cluster : context;
  const run = new Questions(context, { resource, namespace });
  run.ask(rules.about(resource, marks), resource);
  if (service !== undefined) run.ask(rules.of('Service', marks), service);
  if (workload !== undefined) run.ask(rules.of('Workload', marks), workload);
  if (policy !== undefined) run.ask(rules.of('NetworkPolicy', marks), policy);
  if (monitor !== undefined) run.ask(rules.of('Monitor', marks), monitor);
  if (references.length > 0) {
    const aboutReferences = rules.of('Reference', marks);
    for (const reference of references) run.ask(aboutReferences, reference);
  }
  if ('cluster' in context) askAboutNames(run, rules, object, context);
  return run;
}

/** What a name stands for decides which rules are about it. */
const NAMES: Readonly<Record<NameResolution['kind'], keyof Subjects | undefined>> = {
  found: 'FoundName',
  made: 'MadeName',
  missing: 'MissingName',
  misshapen: 'MisshapenName',
  'other-pod': 'LoopbackName',
  'own-service': 'LoopbackName',
  outside: undefined,
};

const ABOUT_NAMES: readonly (keyof Subjects)[] = [
  'NameReference',
  ...Object.values(NAMES).filter((part) => part !== undefined),
];

function askAboutNames(run: Questions, rules: RuleTable, object: LoadedObject, graph: Graph): void {
  const { marks } = object;
  // Texts are searched for names only if a rule wants them.
  if (!ABOUT_NAMES.some((part) => rules.of(part).length > 0)) return;
  for (const name of object.names) {
    const resolution = graph.names.host(name);
    const part = NAMES[resolution.kind];
    const own = marks | marksOfName(name, resolution);
    const call = (): Call => callOf(name, resolution);
    run.ask(rules.of('NameReference', own), name, call);
    if (part !== undefined) run.ask(rules.of(part, own), name, call);
  }
}

function callOf(name: NameReference, resolution: NameResolution): Call {
  const services = resolution.kind === 'found' ? resolution.services : [];
  const host = `${name.host.toLowerCase()}${name.absolute ? '.' : ''}`;
  return { host, port: dialledPort(name), services: services.map((each) => each.name) };
}

/** Runs the rules about silencings, when everything else has been judged. */
export function runOnSilencings(rules: RuleTable, silencings: readonly Silencing[], verdict: Verdict): Run {
  const run = new Questions(verdict);
  for (const silencing of silencings) run.ask(rules.of('Silencing'), silencing);
  return run;
}

/** The object that is judged, with the namespace where it goes if it names none. */
interface Judged {
  readonly resource: Resource;
  readonly namespace: string | undefined;
}

/** What the rules have said so far: of one object, or of none. */
class Questions implements Run {
  readonly raised: Raised[] = [];
  readonly crashes: Crash[] = [];

  constructor(
    private readonly context: Context,
    private readonly judged?: Judged,
  ) {}

  ask(rules: readonly Rule[], subject: unknown, call?: () => Call): void {
    for (let at = 0; at < rules.length; at++) this.askOne(rules[at] as Rule, subject, call);
  }

  private askOne(rule: Rule, subject: unknown, call: (() => Call) | undefined): void {
    try {
      // Nearly always there is none: asking the iterator costs a third of a loop over it.
      const findings = check(rule, subject, this.context)[Symbol.iterator]();
      for (let next = findings.next(); next.done !== true; next = findings.next())
        this.raised.push({ rule, finding: next.value, call: call?.(), ...this.about() });
    } catch (error) {
      this.crashes.push({ rule, error, ...this.about() }); // the other rules and objects still have their say
    }
  }

  private about(): Pick<Raised, 'subject' | 'resource'> {
    const { judged } = this;
    return { subject: judged === undefined ? null : subjectOf(judged), resource: judged?.resource };
  }
}

/** `kinds` and `stage` say what a rule takes; this is the one place where that promise stands in for a type. */
function check(rule: Rule, subject: unknown, context: Context): Iterable<Finding> {
  return (rule.check as (subject: unknown, context: unknown) => Iterable<Finding>)(subject, context);
}

function subjectOf({ resource, namespace }: Judged): Subject {
  return {
    kind: resource.kind,
    namespace: resource.namespace ?? (resource.clusterScoped ? undefined : namespace) ?? null,
    name: resource.name ?? getString(resource.tree, 'metadata', 'generateName') ?? '',
  };
}
