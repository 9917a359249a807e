import type { Place } from '../../tree/tree.js';
import { DEFAULT_CONFIGURATION, type Configuration } from '../configuration/configuration.js';
import type { Draft } from '../objects/draft.js';
import { Drafts } from '../objects/drafts.js';

/** What the layers below and including one root have gathered: the objects, and what the layers above must know. */
export interface Accumulation {
  readonly drafts: readonly Draft[];
  readonly configuration: Configuration;
  readonly variables: readonly Variable[];
}

/** A var of some layer: a name that stands for a field of one object. */
export interface Variable {
  readonly name: string;
  readonly path: string;
  readonly place: Place;
}

/** The same while it is gathered. */
export interface Gathering {
  readonly drafts: Drafts;
  configuration: Configuration;
  readonly variables: Variable[];
}

export function startGathering(): Gathering {
  return { drafts: new Drafts(), configuration: DEFAULT_CONFIGURATION, variables: [] };
}
