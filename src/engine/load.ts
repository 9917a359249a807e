import type { UnrenderedChart } from '../charts/complaints/unrendered.js';
import { buildGraph } from '../graph/build.js';
import { makersOf, type Makers } from '../graph/closure/makers.js';
import { mayMakeMore } from '../graph/unit/makers.js';
import { voicesOf, type Voices } from '../graph/unit/voices.js';
import { splitsAmong } from '../graph/routes/apexes.js';
import type { Graph } from '../graph/graph.js';
import { minorOf, type Cluster } from '../k8s/object/cluster.js';
import { nodePortRangesIn } from '../k8s/syntax/port-numbers.js';
import { groupBy } from '../data/group.js';
import { once, remember } from '../data/once.js';
import { externalServices, type ExternalServices } from '../graph/unit/external.js';
import { indexLabels, indexRequirements } from '../graph/unit/label-index.js';
import type { OfKind, Surroundings } from '../graph/unit/surroundings.js';
import { readLabels } from '../k8s/labels/labels.js';
import { customMaker } from '../k8s/pods/pod-makers.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Service } from '../k8s/services/service.js';
import type { Workload } from '../k8s/workloads/workload.js';
import type { Admission, Rule } from '../rule/rule.js';
import { writtenSpan, type SourceFile } from '../text/source-file.js';
import type { LoadedObject } from '../units/unit/objects.js';
import { isOneApply, type Unit } from '../units/unit/unit.js';
import { loadUnits, type LoadedTree } from '../units/units.js';
import type { ParsedFile } from '../yaml/document.js';
import { isKustomization, parseFile } from '../yaml/parse.js';
import { readSeverities, type Severities } from './findings/severities.js';
import { onceForAll, type Heard } from './findings/heard.js';
import { readSilences, type Silences } from './findings/silences.js';
import { DEFAULT_KUBERNETES_VERSION, type InputFile, type LintOptions } from './input/options.js';
import type { Raised } from './findings/settle.js';
import { tableOf } from './runs/rule-table.js';
import { runOnBuild, runOnChart, runOnFile, runOnObject, type Run } from './runs/run-rules.js';
import { readSources } from './input/sources.js';

/** A tree of manifests, read and put into units. */
export interface Loaded extends LoadedTree {
  readonly cluster: Cluster;
  readonly files: readonly ParsedFile[];
  /** Files that take part in kustomizations only. */
  readonly supporting: readonly SourceFile[];
  readonly unrendered: readonly UnrenderedChart[];
}

/** A tree of manifests, read and judged object by object, not yet as a whole. */
export interface Admitted extends Loaded {
  /** The Services that live outside of the tree. */
  readonly external: ExternalServices;
  readonly voices: Voices;
  readonly refused: ReadonlySet<Resource>;
  /** Of these the ones that are not judged as if they were mended. */
  readonly unusable: ReadonlySet<Resource>;
  /** What the admission rules had to say. */
  readonly runs: readonly Run[];
  readonly silences: Silences;
  readonly severities: Severities;
}

function clusterOf(options: LintOptions): Cluster {
  const minor = minorOf(options.kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION);
  if (minor === undefined)
    throw new RangeError(`kubernetesVersion must look like 1.36, not ${String(options.kubernetesVersion)}`);
  return {
    minor,
    namespace: options.namespace,
    fieldValidation: options.fieldValidation ?? 'strict',
    serverSide: options.serverSide ?? false,
  };
}

/** Parses, and finds out what is applied together. */
export function load(inputs: readonly InputFile[], options: LintOptions): Loaded {
  const cluster = clusterOf(options);
  const makers = (options.workloads ?? []).map(customMaker);
  const { unrendered, supporting, ...sources } = readSources(inputs, options.charts ?? []);
  const files = [...sources.files, ...sources.streamed, ...sources.charts.flatMap((chart) => chart.files)];
  return {
    cluster,
    files,
    supporting,
    unrendered,
    ...loadUnits(sources, { serverSide: cluster.serverSide, makers, declared: options.units ?? [] }),
  };
}

/** Parses, loads, and lets the admission rules say which objects the API server refuses. */
export function admit(inputs: readonly InputFile[], options: LintOptions, rules: readonly Rule[]): Admitted {
  const loaded = load(inputs, options);
  const { files, unrendered, units, kustomizations } = loaded;
  const voices = voicesOf(loaded.objects);
  const nodePortRanges = once(() =>
    [...files.map(({ file }) => file), ...loaded.supporting].flatMap(({ text }) => nodePortRangesIn(text)),
  );
  const admission: Admission = { ...loaded.cluster, voices, unapplied: loaded.unapplied, nodePortRanges };
  const silences = readSilences(
    files,
    loaded.supporting.filter(mayHoldSilencings).map((file) => parseFile(file)),
  );
  const severities = readSeverities(options);
  // A rule that is switched off or silenced speaks for nobody: its objects are taken to be created.
  const admitting = tableOf(rules.filter((rule) => rule.stage === 'admission' && !severities.isOffEverywhere(rule.id)));
  const refused = new Set<Resource>();
  const kept = new Set<Resource>();
  const runs: Run[] = [
    ...unrendered.map((chart) => runOnChart(admitting, chart, admission)),
    ...kustomizations.map((build) => runOnBuild(admitting, build, admission)),
  ];
  const waiting = new Map(files.map((file) => [file.file, file]));
  const runFile = (file: ParsedFile): void => {
    waiting.delete(file.file);
    runs.push(runOnFile(admitting, file, admission, loaded.isPatch(file.file.path)));
  };
  const judged = new Set<LoadedObject>();
  const heard: Heard[] = [];
  for (const unit of units) {
    for (const object of unit.objects) {
      if (judged.has(object)) continue; // what plain folders share is the same text in each
      judged.add(object);
      // A file goes right before its objects, so that no text is read once more for it.
      const file = waiting.get(object.resource.file);
      if (file !== undefined) runFile(file);
      silences.read(object.resource);
      const { raised, crashes } = runOnObject(admitting, object, admission);
      if (raised.length + crashes.length === 0) continue;
      const refusals = raised.filter((each) => refuses(each, severities) && silences.allowance(each) === undefined);
      if (refusals.length > 0) refused.add(object.resource);
      if (refusals.every(({ finding }) => finding.keepsObject === true)) kept.add(object.resource);
      if (isOneApply(unit)) for (const each of raised) heard.push({ raised: each, unit, resource: object.resource });
      runs.push({ raised: isOneApply(unit) ? [] : raised, crashes });
    }
  }
  for (const file of waiting.values()) runFile(file);
  return {
    ...loaded,
    external: externalServices(options.external ?? []),
    voices,
    refused,
    unusable: new Set([...refused].filter((resource) => !kept.has(resource))),
    runs: [...runs, { raised: onceForAll(heard, units), crashes: [] }],
    silences,
    severities,
  };
}

/** A file that is there for kustomizations alone is parsed only if it has something to say. */
function mayHoldSilencings({ path, text }: SourceFile): boolean {
  return text.includes('svclint:') && (/\.(ya?ml|json)$/.test(path) || isKustomization(path));
}

function refuses({ rule, finding, subject }: Raised, severities: Severities): boolean {
  if (severities.of(rule.id, writtenSpan(finding.at.place.span).file.path, subject) === 'off') return false;
  return (finding.severity ?? rule.severity) === 'error';
}

/** One graph for each unit, made one after the other, so that a large tree never holds them all. */
export function* graphsOf({
  cluster,
  external,
  voices,
  units,
  objects,
  refused,
  instructions: { makesService },
  unread,
}: Admitted): Iterable<{ readonly unit: Unit; readonly graph: Graph }> {
  const templates = objects.flatMap(({ workload }) => workload?.templates ?? []);
  const everywhere = indexLabels(templates);
  const elsewhere: Surroundings['elsewhere'] = ({ selector }, namespace) => {
    if (selector === undefined) return [];
    return selector.size === 0 ? everywhere.within(namespace) : everywhere.matching(selector, namespace);
  };
  const resources = objects.map(({ resource }) => resource);
  const byKind = once(() => groupBy(resources, ({ group, kind }) => `${group}/${kind}`));
  const ofKind = (group: string, kind: string): readonly Resource[] => byKind().get(`${group}/${kind}`) ?? [];
  const byIdentity = once(() => groupBy(resources, ({ group, kind, name }) => `${group}/${kind}/${name ?? ''}`));
  const named = (group: string, kind: string, name: string): readonly Resource[] =>
    byIdentity().get(`${group}/${kind}/${name}`) ?? [];
  const byName = groupBy(
    objects.flatMap(({ service }) => service ?? []),
    ({ name }) => name,
  );
  const servicesElsewhere = (name: string): readonly Service[] => byName.get(name) ?? [];
  const labelled = once(() =>
    indexRequirements(ofKind('', 'Service'), {
      labelsOf: remember((service: Resource) => readLabels(service.tree, ['metadata', 'labels'])),
      namespaceOf: ({ namespace }) => namespace,
    }),
  );
  const servicesLabelled: Surroundings['servicesLabelled'] = (selector, namespace) =>
    labelled().meeting(selector, namespace);
  const workloadsByName = groupBy(
    objects.flatMap(({ workload }) => workload ?? []),
    ({ name }) => name,
  );
  const workloadsElsewhere = (name: string): readonly Workload[] => workloadsByName.get(name) ?? [];
  const policies = objects.flatMap(({ policy }) => policy ?? []);
  const splits = once(() => splitsAmong(objects));
  const makers = once(() => makersAmong(objects));
  const ofTree = readOnce(ofKind);
  for (const unit of units)
    yield {
      unit,
      graph: buildGraph(unit, {
        cluster,
        refused,
        elsewhere,
        servicesElsewhere,
        servicesLabelled,
        workloadsElsewhere,
        ofKind,
        ofTree,
        named,
        policies,
        splitsOf: (name) => splits().get(name) ?? [],
        isExternal: external.has,
        isMadeByCommand: makesService,
        isUnread: unread.speakOf,
        isUnreadLabel: unread.mayLabelPods,
        isOfUnreadChart: unread.isOfChart,
        makerElsewhere: (service, namespace) => makers().maker(service, namespace),
        voices,
      }),
    };
}

/** Each reading of the tree is made once, however many units ask for it. */
function readOnce(ofKind: OfKind): Surroundings['ofTree'] {
  const read = remember((reading: (of: OfKind) => unknown) => reading(ofKind));
  return <T>(reading: (of: OfKind) => T) => read(reading) as T;
}

/** What operators make in the namespaces that their objects write. */
function makersAmong(objects: readonly LoadedObject[]): Makers {
  const operated = objects.filter(mayMakeMore).map(({ resource }) => resource);
  return makersOf(operated, { of: ({ namespace }) => namespace ?? '' });
}
