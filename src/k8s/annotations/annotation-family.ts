import type { ObjectKind } from '../object/object-kind.js';

/** The annotations of one controller below one prefix, as its documentation lists them. */
export interface AnnotationFamily {
  readonly prefix: string;
  /** Where the controller looks for them. */
  readonly kinds: readonly ObjectKind[];
  /** Behind the prefix; what ends in a dot takes a name of its own behind it. */
  readonly names: readonly string[];
  /** Who reads them, for people. */
  readonly reader: string;
  /** Where no release has, or ever had, another name: what people look for under other ones. */
  readonly whole?: {
    /** Settings of the controller itself, for all Ingresses. */
    readonly settings: readonly string[];
    /** What says the same, by the beginning of the name that people write. */
    readonly instead: readonly (readonly [beginning: string, instead: string])[];
    /** What releases have dropped, and the name that came in its place. */
    readonly dropped: readonly DroppedNames[];
  };
}

export interface DroppedNames {
  readonly beginning: string;
  readonly release: string;
  readonly instead?: string;
}

export const INGRESS: readonly ObjectKind[] = ['networking.k8s.io/Ingress', 'extensions/Ingress'];
export const SERVICE: readonly ObjectKind[] = ['/Service'];

/** The words of a table. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);
