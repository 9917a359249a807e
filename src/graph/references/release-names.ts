import { once } from '../../data/once.js';
import type { LabelPair } from '../../k8s/labels/labels.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { textOf } from '../../text/source-file.js';
import type { Place } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Selections } from '../selection/selection.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Two texts that are the same only because of what the release is called, and what they are under another name. */
export interface Parted {
  /** What the release was called because nobody has said it, and the other name. */
  readonly release: string;
  readonly other: string;
  readonly asked: string;
  readonly found: string;
}

/** A pair of a selector that the Pods carry under one name of the release. */
export interface PartedPair extends Parted {
  readonly pair: LabelPair;
  readonly label: LabelPair;
  readonly template: PodTemplate;
}

/** What agrees in a chart under one name of the release and under no other (semantics 14.9). */
export interface ReleaseNames {
  /** A text that names a Service, where no Service is called so under another name. */
  partedName(at: Place, service: Service): Parted | undefined;
  /** The selector of a Service that selects none of its Pods under another name. */
  partedSelector(service: Service): PartedPair | undefined;
}

export function releaseNamesOf(
  { folder, guessedRelease: release, instructions }: Unit,
  { services }: Pick<UnitIndex, 'services'>,
  selections: Pick<Selections, 'of'>,
): ReleaseNames {
  const nameThere = ({ resource, name }: Service): string | undefined =>
    textThere(resource.at('metadata', 'name'), name);
  const namesThere = once(() => new Set(services.map(nameThere)));
  /** Whoever reads there what the release is called has no other. */
  const isSettled = once(() => {
    const said = release === undefined ? [] : instructions.releasesOf({ folder, name: release });
    return said.length > 0 && said.every((name) => name === release);
  });
  const part = (asked: Place, found: Place, here: string): Parted | undefined => {
    const [one, two] = [textThere(asked, here), textThere(found, here)];
    const other = asked.span.file.renamed?.release;
    const isParted = one !== undefined && two !== undefined && one !== two;
    return isParted && release !== undefined && other !== undefined && !isSettled()
      ? { release, other, asked: one, found: two }
      : undefined;
  };
  return {
    partedName(at, { resource, name }) {
      const parted = part(at, resource.at('metadata', 'name'), name);
      return parted === undefined || namesThere().has(parted.asked) ? undefined : parted;
    },
    partedSelector(service) {
      const pairs = [...(service.selector?.values() ?? [])];
      const parted = selections.of(service).templates.map((template): PartedPair | undefined => {
        for (const pair of pairs) {
          const label = template.labels.get(pair.key);
          const apart = label && part(pair.valueAt, label.valueAt, pair.value);
          if (label !== undefined && apart !== undefined) return { ...apart, pair, label, template };
        }
        return undefined;
      });
      return parted.every((each) => each !== undefined) ? parted[0] : undefined;
    },
  };
}

/**
 * What stands in its place where the release has another name. Of a text that is written in another way, as in base64,
 * no piece has a place of its own.
 */
export function textThere({ span, anchor }: Place, here: string): string | undefined {
  const own = anchor ?? span;
  return textOf(own) === here ? own.file.renamed?.textOf(own) : undefined;
}
