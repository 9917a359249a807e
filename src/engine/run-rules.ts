import type { UnrenderedChart } from '../charts/unrendered.js';
import type { Subject } from '../diagnostic/diagnostic.js';
import type { Graph } from '../graph/graph.js';
import type { Cluster } from '../k8s/object/cluster.js';
import { isKind, type Resource } from '../k8s/object/resource.js';
import type { KustomizeBuild } from '../kustomize/index.js';
import type { Finding, Rule, SubjectKind } from '../rule/rule.js';
import type { Silencing, Verdict } from '../silence/silencing.js';
import { getString } from '../tree/tree.js';
import type { LoadedObject } from '../units/objects.js';
import type { ParsedFile } from '../yaml/document.js';
import type { Raised } from './settle.js';

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

/** Everything a rule can be called with, for one file or one object. */
interface Called {
  readonly kind: SubjectKind;
  readonly subject: unknown;
}

/** Runs the rules over files and documents, before any object is known. A patch has documents, but no manifests. */
export function runOnFile(rules: readonly Rule[], parsed: ParsedFile, cluster: Cluster, isPatch: boolean): Run {
  const called: Called[] = [{ kind: 'File', subject: parsed }];
  for (const subject of parsed.documents)
    called.push({ kind: 'Document', subject }, ...(isPatch ? [] : [{ kind: 'Manifest' as const, subject }]));
  return run(rules, called, cluster, null, undefined);
}

/** Runs the rules over a chart of which no object is known. */
export function runOnChart(rules: readonly Rule[], chart: UnrenderedChart, cluster: Cluster): Run {
  return run(rules, [{ kind: 'Chart', subject: chart }], cluster, null, undefined);
}

/** Runs the rules over what a kustomization builds. */
export function runOnBuild(rules: readonly Rule[], build: KustomizeBuild, cluster: Cluster): Run {
  return run(rules, [{ kind: 'Kustomization', subject: build }], cluster, null, undefined);
}

export function runOnObject(rules: readonly Rule[], object: LoadedObject, context: Cluster | Graph): Run {
  const { resource } = object;
  const cluster = 'cluster' in context ? context.cluster : context;
  return run(rules, subjectsOf(object, rules), context, subjectOf(resource, cluster), resource);
}

/** Runs the rules about silencings, when everything else has been judged. */
export function runOnSilencings(rules: readonly Rule[], silencings: readonly Silencing[], verdict: Verdict): Run {
  const called = silencings.map((subject) => ({ kind: 'Silencing' as const, subject }));
  return run(
    rules.filter(({ stage }) => stage === 'silencing'),
    called,
    verdict,
    null,
    undefined,
  );
}

function subjectsOf(object: LoadedObject, rules: readonly Rule[]): readonly Called[] {
  const { resource, service, workload, references } = object;
  const called: Called[] = [{ kind: 'Object', subject: resource }];
  if (service !== undefined) called.push({ kind: 'Service', subject: service });
  if (workload !== undefined) called.push({ kind: 'Workload', subject: workload });
  for (const reference of references) called.push({ kind: 'Reference', subject: reference });
  // Texts are searched for names only if a rule wants them.
  if (rulesFor(rules, 'NameReference').length > 0)
    for (const name of object.names) called.push({ kind: 'NameReference', subject: name });
  if (isKind(resource, '', 'Endpoints')) called.push({ kind: 'Endpoints', subject: resource });
  if (isKind(resource, 'discovery.k8s.io', 'EndpointSlice')) called.push({ kind: 'EndpointSlice', subject: resource });
  return called;
}

function run(
  rules: readonly Rule[],
  called: readonly Called[],
  context: Cluster | Graph | Verdict,
  subject: Subject | null,
  resource: Resource | undefined,
): Run {
  const raised: Raised[] = [];
  const crashes: Crash[] = [];
  for (const { kind, subject: given } of called) {
    for (const rule of rulesFor(rules, kind)) {
      try {
        for (const finding of check(rule, given, context)) raised.push({ rule, finding, subject, resource });
      } catch (error) {
        crashes.push({ rule, error, subject, resource }); // the other rules and objects still have their say
      }
    }
  }
  return { raised, crashes };
}

const byKind = new WeakMap<readonly Rule[], Map<SubjectKind, readonly Rule[]>>();

/** The rules that take a kind of subject. One list of rules is run over every object of a tree, so the choice is made once. */
function rulesFor(rules: readonly Rule[], kind: SubjectKind): readonly Rule[] {
  const chosen = byKind.get(rules) ?? new Map<SubjectKind, readonly Rule[]>();
  byKind.set(rules, chosen);
  const found = chosen.get(kind) ?? rules.filter((rule) => rule.kinds.includes(kind));
  chosen.set(kind, found);
  return found;
}

/** `kinds` and `stage` say what a rule takes; this is the one place where that promise stands in for a type. */
function check(rule: Rule, subject: unknown, context: Cluster | Graph | Verdict): Iterable<Finding> {
  return (rule.check as (subject: unknown, context: unknown) => Iterable<Finding>)(subject, context);
}

function subjectOf(resource: Resource, cluster: Cluster): Subject {
  const namespace = resource.namespace ?? (resource.clusterScoped ? undefined : cluster.namespace) ?? null;
  return {
    kind: resource.kind,
    namespace,
    name: resource.name ?? getString(resource.tree, 'metadata', 'generateName') ?? '',
  };
}
