import type { KustomizeBuild } from '../../../src/kustomize/index.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { textOf } from '../../../src/text/source-file.js';
import { code } from '../../../src/text/words.js';

/**
 * What a remote base, a plugin or a chart adds is on no disk, so absence beside it proves nothing (semantics 0.3, 9.6).
 */
export default defineAdmissionRule({
  id: 'unread-kustomization-part',
  severity: 'info',
  summary: 'A part of a kustomization that is not on disk or takes a plugin to build',
  kinds: ['Kustomization'],
  fixable: false,
  since: '0.1.0',
  *check(build) {
    const [first, ...others] = build.open;
    if (first !== undefined) yield unread(build, first, others);
  },
});

type OpenPart = KustomizeBuild['open'][number];

/** What stands there, where it is a short text; a plugin may be written out in full. */
function written({ span }: OpenPart['place']): string {
  const text = textOf(span);
  return text.includes('\n') || text.length > 60 ? '' : ` ${code(text)}`;
}

function unread({ folder }: KustomizeBuild, { place, what }: OpenPart, others: readonly OpenPart[]): Finding {
  return {
    message: `the build of ${code(folder === '' ? '.' : folder)} takes ${what}${written(place)}, which is not read`,
    at: { place, text: what },
    related: others.slice(0, 3).map((other) => ({ place: other.place, text: other.what })),
    notes: ['in this build nothing is concluded from what is missing'],
    help: 'lint the whole of it with `kubectl kustomize | svclint -`',
  };
}
