import { shapeOf as builtInShape, type Shape } from './merge-keys.js';

/** What kustomize knows of kinds while it builds. */
export interface Schema {
  /** How the lists of a kind are merged; undefined for a kind that it does not know. */
  readonly shapeOf: (apiVersion: string, kind: string) => Shape | undefined;
  /** Kinds that are only here known to have no namespace, as `apiVersion kind`. */
  readonly clusterScoped: ReadonlySet<string>;
}

/**
 * The schema of a build so far. kustomize keeps one for all layers, and the first kustomization with an `openapi` sets
 * it (semantics 9.7).
 */
export interface SchemaInUse {
  schema: Schema;
  isChosen: boolean;
  /** True once the schema that is built in was needed: it then stays beside one that is chosen later. */
  isNeeded: boolean;
}

const BUILT_IN: Schema = { shapeOf: builtInShape, clusterScoped: new Set() };

export const builtInSchema = (): SchemaInUse => ({ schema: BUILT_IN, isChosen: false, isNeeded: false });
