import type { Resource } from '../../k8s/object/resource.js';
import type { Place } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';
import { textThere } from './release-names.js';

/** Two objects of a chart that have one identity only where its release goes by the name or namespace of a guess. */
export interface TwinsByGuess {
  areTwinsByGuess(one: Resource, other: Resource): boolean;
}

/**
 * Nobody has said what a release is called, or where it goes. Where one object has its name or namespace of the release
 * and the other one has it written, they meet only by that guess (semantics 14.9).
 */
export function twinsByGuessOf({
  guessedRelease,
  namespace,
}: Pick<Unit, 'guessedRelease' | 'namespace'>): TwinsByGuess {
  const isWrittenThere = ({ span }: Place): boolean => span.file.originOf?.(span).literal !== false;
  /** A namespace that stands in the text, as the guess has it. */
  const isGuessed = (resource: Resource): boolean =>
    resource.namespace === namespace?.name && isWrittenThere(resource.at('metadata', 'namespace'));
  return {
    areTwinsByGuess(one, other) {
      const [here, there] = [one, other].map((each) => textThere(each.at('metadata', 'name'), each.name ?? ''));
      const isParted = guessedRelease !== undefined && here !== undefined && there !== undefined && here !== there;
      const isMoved = namespace?.isGuess === true && !one.clusterScoped && isGuessed(one) !== isGuessed(other);
      return isParted || isMoved;
    },
  };
}
