import type { Applicability, Severity } from '../diagnostic/diagnostic.js';
import type { Graph } from '../graph/graph.js';
import type { Voices } from '../graph/unit/voices.js';
import type { Cluster } from '../k8s/object/cluster.js';
import type { Mark } from '../k8s/object/marks.js';
import type { ObjectKind } from '../k8s/object/object-kind.js';
import type { NameReference } from '../k8s/dns/name-reference.js';
import type { ServiceReference } from '../k8s/references/references.js';
import type { UnrenderedChart } from '../charts/complaints/unrendered.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Monitor } from '../k8s/monitors/monitor.js';
import type { NetworkPolicy } from '../k8s/policies/network-policy.js';
import type { Service } from '../k8s/services/service.js';
import type { PortRange } from '../k8s/syntax/port-numbers.js';
import type { Workload } from '../k8s/workloads/workload.js';
import type { KustomizeBuild } from '../kustomize/index.js';
import type { Silencing, Verdict } from '../silence/silencing.js';
import type { Place } from '../tree/tree.js';
import type { UnappliedTexts } from '../units/usage/unapplied.js';
import type { Document, ParsedFile } from '../yaml/document.js';

/** What a rule can be called with beside the objects of a kind, by the name that its `kinds` uses. */
export interface Subjects {
  /** One file with its documents; a template has none. */
  readonly File: ParsedFile;
  /** One document of a file, before anything is known of its meaning. */
  readonly Document: Document;
  /** A document that is applied, or built on: none that kustomize reads as a patch. */
  readonly Manifest: Document;
  /** A Helm chart whose templates nobody has rendered. */
  readonly Chart: UnrenderedChart;
  /** What a kustomization builds that no other lists: what is refused, and what cannot be read. */
  readonly Kustomization: KustomizeBuild;
  /** Every object on disk, custom ones too: for rules about any kind and about `metadata`. */
  readonly Object: Resource;
  /** Core Services that have a name. */
  readonly Service: Service;
  /** Every object that makes Pods, custom ones and bare Pods too. */
  readonly Workload: Workload;
  /** Every NetworkPolicy. */
  readonly NetworkPolicy: NetworkPolicy;
  /** ServiceMonitors and PodMonitors of which it can be read what they select. */
  readonly Monitor: Monitor;
  /** Every place where an Ingress, a route, a webhook or the like names a core Service. */
  readonly Reference: ServiceReference;
  /** Every DNS-like name in env values, arguments, commands, ConfigMap and Secret data, and an Ingress' annotations. */
  readonly NameReference: NameReference;
  /** Those of them that are the name of a Service on disk, or of a Pod behind one. */
  readonly FoundName: NameReference;
  /** Those that are the name of a Service that an operator makes for an object on disk. */
  readonly MadeName: NameReference;
  /** Those that would be the name of a Service, and no Service on disk has it. */
  readonly MissingName: NameReference;
  /** Those that lack a part of a name of the cluster, or have it in the wrong place. */
  readonly MisshapenName: NameReference;
  /** `localhost`, on a port where nothing in the Pod listens, and a Service does. */
  readonly LoopbackName: NameReference;
  /** Every comment `# svclint: allow …` and every annotation `svclint.dev/allow`. */
  readonly Silencing: Silencing;
}

/** A part that is read once for all rules, or whole objects of a kind. */
export type SubjectKind = keyof Subjects | ObjectKind;
export type SubjectOf<K extends SubjectKind> = K extends keyof Subjects ? Subjects[K] : Resource;

export type Category =
  'selection' | 'ports' | 'readiness' | 'reachability' | 'dns' | 'exposure' | 'policy' | 'validity' | 'silencing';

/** A place with the words that belong at its underline: what this text is, and whose. */
export interface PlacedLabel {
  readonly place: Place;
  readonly text: string;
}

/**
 * One change of a fix. A scalar keeps its quotes; a piece `inside` a scalar is written as it is; a new entry takes the
 * indentation of the entry that it follows, or comes before (by that one's key), or goes under the key of an empty map.
 */
export type Change =
  | { readonly replace: Place; readonly with: string | number | boolean; readonly inside?: true }
  | {
      readonly after: { readonly key: Place; readonly value: Place };
      readonly entry: NewEntry;
    }
  | { readonly before: Place; readonly entry: NewEntry }
  | { readonly under: Place; readonly entry: NewEntry };

export type NewEntry = readonly [key: string, value: string | number];

export interface FixRecipe {
  readonly title: string;
  readonly applicability: Applicability;
  readonly changes: readonly Change[];
}

/** What a rule yields: no rule id, no offsets, no colours. The primary place lies in the subject. */
export interface Finding {
  readonly message: string;
  readonly at: PlacedLabel;
  readonly related?: readonly PlacedLabel[];
  readonly notes?: readonly string[];
  readonly help?: string | undefined;
  readonly fix?: FixRecipe | undefined;
  /** Where the evidence is weaker (or stronger) than the rule's usual one. */
  readonly severity?: Severity | undefined;
  /** Of an error about an object: true where the object is judged further as if this were mended. */
  readonly keepsObject?: boolean | undefined;
  /** The key that is absent, where that is the whole mistake: a chart may write it with the values of its user only. */
  readonly lacks?: string | undefined;
  /**
   * True for what only follows from a mistake at this very text: left out where another rule speaks of it as loudly.
   */
  readonly yields?: boolean | undefined;
}

export interface RuleMeta<K extends SubjectKind> {
  /**
   * The bad thing in kebab-case, so that "allow <id>" reads well; also the name of its file, fixtures and docs page.
   */
  readonly id: string;
  /** The usual severity; a finding may state its own. */
  readonly severity: Severity;
  /** One line without a full stop, for the tables. */
  readonly summary: string;
  /** All that `check` is called with: what is of another kind costs nothing. */
  readonly kinds: readonly K[];
  /** Set where a finding is about something odd: `check` is called only for objects that have one of these marks. */
  readonly marks?: readonly Mark[] | undefined;
  readonly fixable: Applicability | false;
  readonly since: string;
}

/** A rule over the graph: how objects fit together. */
export interface GraphRule<K extends SubjectKind = SubjectKind> extends RuleMeta<K> {
  readonly stage: 'graph';
  check(subject: SubjectOf<K>, graph: Graph): Iterable<Finding>;
}

/** What is known before objects are seen together: the cluster, and what the texts of the tree say. */
export interface Admission extends Cluster {
  readonly voices: Voices;
  /** Why a file is not applied as it stands. */
  readonly unapplied: UnappliedTexts;
  /** The ranges of node ports that texts of the tree set up the API server with. */
  readonly nodePortRanges: () => readonly PortRange[];
}

/**
 * A rule that speaks for kubectl and the API server about one object: an object with an error here is never created.
 */
export interface AdmissionRule<K extends SubjectKind = SubjectKind> extends RuleMeta<K> {
  readonly stage: 'admission';
  check(subject: SubjectOf<K>, admission: Admission): Iterable<Finding>;
}

/**
 * A rule about a comment or annotation that silences others, asked when all findings are known; its own cannot be
 * silenced so.
 */
export interface SilencingRule extends RuleMeta<'Silencing'> {
  readonly stage: 'silencing';
  check(silencing: Silencing, verdict: Verdict): Iterable<Finding>;
}

/** Any rule, its subject type forgotten: `check` is only ever called with a subject of one of `kinds`. */
export interface Rule extends RuleMeta<SubjectKind> {
  readonly stage: 'graph' | 'admission' | 'silencing';
  check(subject: never, context: never): Iterable<Finding>;
}

/** A rule of `rules/`, with the folder that it stands in. */
export interface ListedRule extends Rule {
  readonly category: Category;
}

export function defineRule<const K extends SubjectKind>(rule: Omit<GraphRule<K>, 'stage'>): Rule {
  return { stage: 'graph', ...rule };
}

export function defineAdmissionRule<const K extends SubjectKind>(rule: Omit<AdmissionRule<K>, 'stage'>): Rule {
  return { stage: 'admission', ...rule };
}

export function defineSilencingRule(rule: Omit<SilencingRule, 'stage' | 'kinds'>): Rule {
  return { stage: 'silencing', kinds: ['Silencing'], ...rule };
}

/** The rules of one folder, for the list of all rules. */
export function inCategory(category: Category, rules: readonly Rule[]): readonly ListedRule[] {
  return rules.map((rule) => ({ ...rule, category }));
}
