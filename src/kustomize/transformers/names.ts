import { computedScalar, scalarText } from '../../tree/edit.js';
import { get, placeOf, type ScalarTree } from '../../tree/tree.js';
import type { Configuration } from '../configuration/configuration.js';
import { isSelected, originalIdOf, rememberId, withTree, type Draft } from '../objects/draft.js';
import { changeField, scalarIn, specsByKind, type FieldSpec } from '../fields/field-spec.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { KEPT_NAMES } from '../configuration/names.js';
import type { Step } from './step.js';

type Affix = 'namePrefix' | 'nameSuffix';

/** `namePrefix` or `nameSuffix`: a name keeps its place, and knows the text that it was lengthened by. */
export function nameSteps({ tree }: Kustomization, affix: Affix, configuration: Configuration): readonly Step[] {
  const text = get(tree, affix);
  if (text?.type !== 'scalar' || text.value === '') return [];
  const specs = specsByKind(configuration[affix]);
  const rename = (draft: Draft): Draft => lengthen(draft, affix, text, specs(originalIdOf(draft)));
  return [
    {
      place: placeOf(tree, [affix]),
      run: (drafts) => {
        drafts.changeAll(rename);
      },
    },
  ];
}

function lengthen(draft: Draft, affix: Affix, text: ScalarTree, specs: readonly FieldSpec[]): Draft {
  const id = originalIdOf(draft);
  if (KEPT_NAMES.some((kept) => isSelected(id, kept))) return draft;
  return specs.reduce((at, spec) => lengthenField(at, spec, affix, text), draft);
}

function lengthenField(draft: Draft, spec: FieldSpec, affix: Affix, text: ScalarTree): Draft {
  const own = scalarText(text);
  const noted = spec.path === 'metadata/name' ? noteAffix(rememberId(draft), affix, own) : draft;
  if (!isSelected(draft.id, spec)) return noted;
  const tree = changeField(
    noted.tree,
    spec,
    (old) => {
      const named = scalarIn(old, spec);
      const value = named === undefined ? '' : scalarText(named);
      return computedScalar(
        affix === 'namePrefix' ? own + value : value + own,
        old?.place ?? text.place,
        text.place.span,
      );
    },
    { of: 'scalar', place: text.place },
  );
  return withTree(noted, tree);
}

function noteAffix(draft: Draft, affix: Affix, text: string): Draft {
  return affix === 'namePrefix'
    ? { ...draft, prefixes: [...draft.prefixes, text] }
    : { ...draft, suffixes: [...draft.suffixes, text] };
}
