import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code, codes, printable } from '../../../src/text/words.js';
import type { UnrenderedChart } from '../../../src/charts/complaints/unrendered.js';

/**
 * A chart is judged by what `helm template` makes of it; without that nothing is known of its objects (semantics 9.4).
 */
export default defineAdmissionRule({
  id: 'unrendered-chart',
  severity: 'info',
  summary: 'A Helm chart that could not be rendered, so that its objects are not judged',
  kinds: ['Chart'],
  fixable: false,
  since: '0.1.0',
  *check(chart) {
    yield chart.complaint === undefined ? withoutHelm(chart) : failed(chart, chart.complaint);
  },
});

/** An info is shown as one line, so the line also says how to go on. */
function withoutHelm(chart: UnrenderedChart): Finding {
  const { name, folder, place, others } = chart;
  const charts = others.length === 0 ? `chart ${code(name)}` : `${others.length + 1} charts`;
  return {
    message:
      `no \`helm\` to render ${charts}: install it, ` +
      `or run ${code(`helm template ${folder === '' ? '.' : folder} | svclint -`)}`,
    at: { place, text: 'nothing is known of the objects of this chart, since there is no `helm` on the PATH' },
    related: others.map((other) => ({ place: other.place, text: 'nor of this one' })),
    severity: weightOf([chart, ...others].find(({ isNamed }) => isNamed) ?? chart),
  };
}

type Complaint = NonNullable<UnrenderedChart['complaint']>;

/** What no values can mend is a mistake of the chart; all else may be only what this rendering lacks. */
function failed(chart: UnrenderedChart, complaint: Complaint): Finding {
  const { about } = complaint;
  const isMistake = (about === 'syntax' || about === 'template') && !chart.isDraft;
  const help = helpFor(chart, complaint);
  return {
    message: isMistake ? refusal(chart, complaint) : headline(chart, complaint, help),
    at: { place: chart.place, text: labelOf(complaint) },
    related: chart.alsoAt.map((place) => ({ place, text: 'nor is this one' })),
    notes: [chart.isJudged ? 'the rest of the chart is judged' : 'nothing is known of the objects of this chart'],
    help,
    severity: isMistake ? 'error' : weightOf(chart),
  };
}

function labelOf({ about, message }: Complaint): string {
  if (about === 'dependencies') return 'this chart is not there';
  return about === 'template' ? 'no `define` of the chart has this name' : printable(message);
}

/** Whoever names a chart wants to know what is wrong with it; in a tree it is one of many. */
function weightOf({ isNamed }: UnrenderedChart): 'warning' | 'info' {
  return isNamed ? 'warning' : 'info';
}

/** Characters of a headline, and the fewest of helm's words that still say something. */
const LONGEST = 120;
const FEWEST = 25;

/** Formats of one line have neither label nor help: what helm said is the finding. */
function refusal({ name }: UnrenderedChart, { message, undefinedName }: Complaint): string {
  if (undefinedName !== undefined)
    return `helm cannot render chart ${code(name)}: it has no template ${code(undefinedName)}`;
  const before = `helm cannot render chart ${code(name)}: `;
  const words = printable(message);
  const room = Math.max(LONGEST - before.length, FEWEST);
  return before + (words.length <= room ? words : cut(words, room - 3));
}

/** An info is shown as one line, so the help stands in it too. */
function headline(
  { name, wanted, isJudged }: UnrenderedChart,
  { message, missing = [] }: Complaint,
  help: string,
): string {
  if (isJudged) return `chart ${code(name)} is judged without ${codes(missing)}; ${help}`;
  const words = printable(message);
  const needs = `chart ${code(name)} needs the value ${code(wanted ?? '')}`;
  const [before, after] =
    wanted === undefined ? [`helm cannot render chart ${code(name)}: `, `; ${help}`] : [`${needs} (`, `); ${help}`];
  const room = LONGEST - before.length - after.length;
  if (words.length <= room) return before + words + after;
  // What helm says of an absent value says no more than that it is absent.
  if (wanted !== undefined)
    return room < FEWEST || words.startsWith('<') ? `${needs}; ${help}` : before + cut(words, room - 3) + after;
  return before + cut(words, Math.max(room, FEWEST) - 3) + after;
}

/** The first words, without half of what stands between back-ticks. */
function cut(words: string, room: number): string {
  const first = words.slice(0, room);
  return `${(first.split('`').length % 2 === 0 ? first.slice(0, first.lastIndexOf('`')) : first).trimEnd()}...`;
}

function helpFor({ wanted, isDraft, defined }: UnrenderedChart, { about, undefinedName }: Complaint): string {
  if (about === 'dependencies') return `run ${code('helm dependency build')} there`;
  if ((about === 'syntax' || about === 'template') && isDraft)
    return 'it waits to be filled in: lint what is made of it';
  if (about === 'template' && undefinedName !== undefined) {
    const near = closest(undefinedName, defined);
    const name = code(undefinedName);
    return near === undefined
      ? `no template of the chart is called ${name}: define it`
      : `write ${code(near)}, or define ${name}`;
  }
  if (about === 'syntax') return 'correct the chart: helm refuses it with any values';
  if (about === 'version') return `name another with ${code('--kubernetes-version')}`;
  if (about === 'helm') return 'see that `helm template` works on this chart';
  return wanted === undefined ? `try ${code('--helm-values FILE')}` : `give it with ${code('--helm-values FILE')}`;
}
