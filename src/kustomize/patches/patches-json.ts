import { get, getList, placeOf } from '../../tree/tree.js';
import { textAt } from '../objects/draft.js';
import type { Kustomization } from '../kustomization/kustomization.js';
import { attempt, Refusal, type Trace } from '../build/trace.js';
import { patchDraft, readJsonPatch } from './json-patch.js';
import { patchText } from './patches.js';
import { selected } from '../transformers/select.js';
import type { Step } from '../transformers/step.js';

/** `patchesJson6902`: JSON patches for targets with a name, applied behind names and labels. */
export function json6902Steps({ tree, folder }: Kustomization, trace: Trace): readonly Step[] {
  return getList(tree, 'patchesJson6902').flatMap((item) => {
    const text = patchText(item, folder, trace);
    const place = placeOf(item, [get(item, 'path') === undefined ? 'patch' : 'path']);
    if (text === undefined) return [];
    return [
      {
        place,
        run: (drafts) => {
          const target = get(item, 'target');
          if (target === undefined || textAt(target, 'name') === '')
            throw new Refusal('a JSON patch needs a `target` with a name', placeOf(item));
          const operations = readJsonPatch(text);
          if (operations === undefined) throw new Refusal('this is no JSON patch, which is a list of operations');
          if (operations.length === 0) throw new Refusal('the patch is empty');
          for (const draft of selected(drafts, target))
            drafts.change(
              draft,
              attempt(trace, place, draft, () => patchDraft(draft, operations)),
            );
        },
      },
    ];
  });
}
