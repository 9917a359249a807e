import type { KustomizeBuild } from '../../../src/kustomize/index.js';
import { defineAdmissionRule, type Finding, type PlacedLabel } from '../../../src/rule/rule.js';
import type { SourceFile, Span } from '../../../src/text/source-file.js';
import { code, count } from '../../../src/text/words.js';

/**
 * kustomize builds all or nothing: what it refuses anywhere below a root leaves nothing to apply (semantics 9.5, 9.6).
 */
export default defineAdmissionRule({
  id: 'refused-kustomization',
  severity: 'error',
  summary: 'A kustomization that kustomize refuses to build',
  kinds: ['Kustomization'],
  fixable: false,
  since: '0.1.0',
  *check(build) {
    const first = build.problems.find(({ reach }) => reach !== 'options');
    const isToBeFilled = first?.reach === 'nothing' && first.place.span.file === build.kustomization;
    if (first !== undefined && (isToBeFilled || build.isBypassed === true)) yield ofNobody(build, first);
    else if (first !== undefined)
      yield refused(build, first); // kustomize stops here too, and much of what follows is its consequence
    else if (build.problems[0] !== undefined) yield restricted(build, build.problems[0]);
  },
});

type Problem = KustomizeBuild['problems'][number];

const nameOf = ({ folder }: KustomizeBuild): string => code(folder === '' ? '.' : folder);

function refused(build: KustomizeBuild, { place, message, help }: Problem): Finding {
  const others = build.problems.length - 1;
  return {
    message: `kustomize does not build ${nameOf(build)}: ${message}`,
    at: { place, text: 'kustomize stops here' },
    related: lineOf(build, place),
    yields: true, // who reads that the file is broken need not be told that its kustomization is
    notes: [
      'one refusal stops the whole build, so nothing of it is applied',
      ...(others > 0 ? [`${count(others, 'more refusal')} behind it, perhaps for the same reason`] : []),
    ],
    help,
  };
}

/** A place for what is to come, or what somebody left: nobody whom the tree names builds it. */
function ofNobody(build: KustomizeBuild, problem: Problem): Finding {
  return { ...refused(build, problem), notes: ['nothing among the linted files builds it'], severity: 'info' };
}

/** Who builds it may well ask for it: Makefiles do, and Flux. So it is judged as it is built then. */
function restricted(build: KustomizeBuild, { place, message, help }: Problem): Finding {
  return {
    message: `kustomize does not build ${nameOf(build)} by default: ${message}`,
    severity: 'warning',
    at: { place, text: 'kustomize stops here, unless an option lets it read this' },
    related: lineOf(build, place),
    notes: ['svclint judges what kustomize builds with that option'],
    help,
  };
}

function lineOf({ kustomization }: KustomizeBuild, { span }: Problem['place']): readonly PlacedLabel[] {
  if (span.file === kustomization) return [];
  return [
    {
      place: { span: firstLine(kustomization) },
      text: 'this kustomization builds on it',
    },
  ];
}

/** What is shown of a line. */
const LONGEST_LINE = 200;

/** The first line that says something: a licence often stands above it. */
function firstLine(file: SourceFile): Span {
  const start = Math.max(0, file.text.search(/^(?!#|---|%)\S/m));
  return { file, start, end: start + (/.*/.exec(file.text.slice(start, start + LONGEST_LINE))?.[0].length ?? 0) };
}
