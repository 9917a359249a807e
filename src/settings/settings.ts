import type { Severity } from '../diagnostic/diagnostic.js';
import type { Path, Place } from '../tree/tree.js';

export type RuleSeverities = Readonly<Record<string, Severity | 'off'>>;

/** Severities for some files or objects, as `overrides` of the settings file states them. */
export interface SettingsOverride {
  readonly paths?: readonly string[];
  readonly resources?: readonly string[];
  readonly rules: RuleSeverities;
  /** Why; nothing depends on it. */
  readonly reason?: string;
}

/** What a settings file says; paths and patterns are relative to its folder. */
export interface Settings {
  /** A file with settings that these are laid over, or an installed package that has one. */
  readonly extends?: string;
  readonly rules?: RuleSeverities;
  /** Severities of whole categories, behind `rules`. */
  readonly categories?: RuleSeverities;
  readonly overrides?: readonly SettingsOverride[];
  readonly external?: readonly string[];
  readonly workloads?: readonly { readonly kind: string; readonly path: string }[];
  readonly units?: readonly { readonly path: string; readonly namespace?: string }[];
  readonly charts?: readonly {
    readonly path: string;
    readonly values?: readonly string[];
    readonly namespace?: string;
  }[];
  readonly namespace?: string;
  readonly kubernetesVersion?: string;
  readonly validate?: 'strict' | 'warn' | 'ignore';
  readonly serverSide?: boolean;
  readonly ignore?: readonly string[];
  readonly failOn?: 'error' | 'warning' | 'info' | 'never';
  readonly maxWarnings?: number;
  readonly baseline?: string;
}

/** A settings file that was read: what it says, and where. */
export interface ReadSettings {
  readonly settings: Settings;
  at(...path: Path): Place | undefined;
}
