import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.js';
import type { LentPart } from '../../charts/parts/lent.js';
import type { DeclaredUnit } from '../../units/folders/declared.js';

export type { DeclaredUnit } from '../../units/folders/declared.js';

/** The newest Kubernetes whose behaviour was observed; the default target. */
export const DEFAULT_KUBERNETES_VERSION = '1.36';

/** One manifest file to lint: a path as findings should show it (relative, forward slashes) and its text. */
export interface InputFile {
  readonly path: string;
  readonly text: string;
  /**
   * True for a file that is there only because a kustomization names it: it takes part in the build, is not linted for
   * itself, and must never be written. It need not be YAML.
   */
  readonly supporting?: boolean | undefined;
  /**
   * The bytes of a file that is no UTF-8; the text is what kubectl reads in them, and empty for what is no text at all.
   * A kustomization may put them into a ConfigMap.
   */
  readonly bytes?: Uint8Array | undefined;
  /**
   * Set for a path without a file, which a kustomization may name all the same: version control leaves it out, or has
   * it elsewhere, in a submodule or by Git LFS, an example beside it is there to be copied, or it lies outside of the
   * tree that is linted.
   */
  readonly leftOut?: 'git-ignored' | 'submodule' | 'lfs' | 'example' | 'outside' | undefined;
}

export interface LintOptions {
  /** The namespace of objects that name none, as `kubectl apply -n` would set it. */
  readonly namespace?: string | undefined;
  /**
   * The version of the cluster, `1.36` by default: decides what the API server refuses and where a port name is looked
   * for.
   */
  readonly kubernetesVersion?: string | undefined;
  /** Severity by rule id; `off` silences a rule. An unknown id is an error for the caller to report. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Severities for some files or objects, over `rules`; of several that fit, the last one counts. */
  readonly overrides?: readonly RuleOverride[] | undefined;
  /**
   * Where the paths of the files and the patterns of `overrides` start, as absolute folders with forward slashes; left
   * out where both start in one folder.
   */
  readonly folders?: { readonly files: string; readonly patterns: string } | undefined;
  /**
   * What the API server does with unknown fields, as `kubectl --validate`: refuse them (`strict`, the default), or drop
   * them.
   */
  readonly fieldValidation?: 'strict' | 'warn' | 'ignore' | undefined;
  /**
   * True where objects are applied on the server's side (`kubectl apply --server-side`, Flux): null map values and
   * duplicate list keys then behave differently.
   */
  readonly serverSide?: boolean | undefined;
  /**
   * Services that live outside of the files, as `name` or `namespace/name`, with `*` for any run of characters: nothing
   * is said of their absence, nor of one on disk whose Pods come from elsewhere.
   */
  readonly external?: readonly string[] | undefined;
  /** Report only what concerns these files: findings of which any place, primary or related, lies in one of them. */
  readonly onlyReport?: readonly string[] | undefined;
  /**
   * The findings of an earlier state of the files: what agrees with one of them in its fingerprint (the rule, the
   * object, the text that is wrong) is no finding, and counted as suppressed. Of several that agree, as many are left
   * as there are more than earlier.
   */
  readonly earlier?: readonly Diagnostic[] | undefined;
  /** Folders of which the user knows how they are applied; the rest is found out. */
  readonly units?: readonly DeclaredUnit[] | undefined;
  /** What helm made of the charts among the files; the templates of a chart that is not named here are skipped. */
  readonly charts?: readonly ChartRendering[] | undefined;
  /** Kinds of custom resources that make Pods, and the path of their Pod template. */
  readonly workloads?: readonly CustomWorkload[] | undefined;
}

/** Other severities for some files or objects; `paths` and `resources` left out mean all. */
export interface RuleOverride {
  /** Patterns as in `.gitignore`, for the file of the primary place. */
  readonly paths?: readonly string[] | undefined;
  /** `Kind/name` or `Kind/namespace/name`, with `*` for any run of characters. */
  readonly resources?: readonly string[] | undefined;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

/** A custom kind that makes Pods. */
export interface CustomWorkload {
  /**
   * Group and kind, `example.com/WebApp`; the group may carry a version, which does not matter, and `*` stands for any
   * run of characters.
   */
  readonly kind: string;
  /** Where its Pod template stands: `spec.template`; `*` as a step is every item of a list or every value of a map. */
  readonly path: string;
}

/** What `helm template` made of one chart. */
export type ChartRendering = RenderedChart | UnrenderedChartInput;

export interface RenderedChart {
  /** The folder of its `Chart.yaml`, as findings show it; empty for the top. */
  readonly folder: string;
  readonly name: string;
  /** The namespace of the release. */
  readonly namespace: string;
  /** True where nobody has said the namespace: that a Service lies in it then proves nothing. */
  readonly isNamespaceGuessed?: boolean | undefined;
  /** What the release is called; like the chart where nothing says it. */
  readonly release?: string | undefined;
  /** True where nobody has said so: that something is called like it then proves nothing. */
  readonly isReleaseGuessed?: boolean | undefined;
  /** The values files, as they are shown. */
  readonly values?: readonly string[] | undefined;
  /** Who installs it so: "Argo CD Application `web`". */
  readonly deployer?: string | undefined;
  /** True where values take part that are not on disk: nothing is then concluded from what is missing. */
  readonly isIncomplete?: boolean | undefined;
  readonly output: string;
  /**
   * The output for templates that `mark` has marked, in the order of `templates`: tells which line of a template made a
   * line.
   */
  readonly marked?: string | undefined;
  /** The output under another name of the release, where nobody has said the name. */
  readonly renamed?: { readonly release: string; readonly output: string } | undefined;
  readonly templates: readonly InputFile[];
  readonly lent?: readonly LentPart[] | undefined;
  /** Parts that are not on disk; the chart was rendered as if they made nothing. */
  readonly lacks?: readonly string[] | undefined;
  /**
   * The `Chart.yaml` and `values.yaml` of the chart and its sub-charts, and the other files of values in the order in
   * which helm was told them: findings then show the value that made a text. Left out where helm was told values that
   * stand in no file.
   */
  readonly written?: { readonly parts: readonly InputFile[]; readonly given: readonly InputFile[] } | undefined;
}

/** A chart that could not be rendered: helm's words, or null where there is no helm. */
export interface UnrenderedChartInput {
  readonly folder: string;
  readonly name: string;
  readonly problem: string | null;
  /** The templates, so that the place that helm names can be shown. */
  readonly templates?: readonly InputFile[] | undefined;
  readonly lent?: readonly LentPart[] | undefined;
  /** True where the chart itself was asked for, and not a tree around it: that it is not judged is then a warning. */
  readonly isNamed?: boolean | undefined;
}
