import type { KustomizeBuild } from '../src/kustomize/index.js';
import { defineAdmissionRule, type Finding } from '../src/rule/rule.js';
import { code, count } from '../src/text/words.js';

/** kustomize builds all or nothing: what it refuses anywhere below a root leaves nothing to apply (semantics 9.5, 9.6). */
export default defineAdmissionRule({
  id: 'refused-kustomization',
  category: 'validity',
  severity: 'error',
  summary: 'A kustomization that kustomize refuses to build',
  kinds: ['Kustomization'],
  fixable: false,
  since: '0.1.0',
  *check(build) {
    const [first] = build.problems;
    if (first !== undefined) yield refused(build, first); // kustomize stops here too, and much of what follows is its consequence
  },
});

function refused({ folder, kustomization, problems }: KustomizeBuild, { place, message, help }: KustomizeBuild['problems'][number]): Finding {
  const root = code(folder === '' ? '.' : folder);
  return {
    message: `kustomize does not build ${root}: ${message}`,
    at: { place, text: 'kustomize stops here' },
    related: place.span.file === kustomization ? [] : [{ place: { span: { file: kustomization, start: 0, end: endOfLine(kustomization.text) } }, text: 'this kustomization builds on it' }],
    notes: ['one refusal stops the whole build, so nothing of it is applied', ...(problems.length > 1 ? [`${count(problems.length - 1, 'more refusal')} behind it, perhaps for the same reason`] : [])],
    help,
  };
}

function endOfLine(text: string): number {
  return /^.*/.exec(text)?.[0].length ?? 0;
}
