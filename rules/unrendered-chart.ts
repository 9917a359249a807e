import { defineAdmissionRule, type Finding } from '../src/rule/rule.js';
import { code, printable } from '../src/text/words.js';
import type { UnrenderedChart } from '../src/charts/unrendered.js';

/** A chart is judged by what `helm template` makes of it; without that nothing is known of its objects (semantics 9.4). */
export default defineAdmissionRule({
  id: 'unrendered-chart',
  category: 'validity',
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
function withoutHelm({ name, folder, place, others }: UnrenderedChart): Finding {
  const charts = others.length === 0 ? `chart ${code(name)}` : `${others.length + 1} charts`;
  return {
    message: `no \`helm\` to render ${charts}: install it, or run ${code(`helm template ${folder === '' ? '.' : folder} | svclint -`)}`,
    at: { place, text: 'nothing is known of the objects of this chart, since there is no `helm` on the PATH' },
    related: others.map((other) => ({ place: other.place, text: 'nor of this one' })),
  };
}

/** Characters of helm's words that a headline takes. */
const LONGEST = 100;

const HELP = {
  syntax: 'correct the template: helm refuses it with any values',
  values: 'give the values that the chart needs: `--helm-values FILE`',
  files: 'bring the charts that it depends on: `helm dependency build`',
} as const;

function failed({ name, place }: UnrenderedChart, { message, about }: NonNullable<UnrenderedChart['complaint']>): Finding {
  const reason = printable(message);
  const headline = `helm cannot render chart ${code(name)}`;
  return {
    message: about === 'syntax' ? headline : `${headline}: ${reason.length > LONGEST ? `${reason.slice(0, LONGEST)}...` : reason}`,
    at: { place, text: reason },
    notes: ['nothing is known of the objects of this chart'],
    help: HELP[about],
    severity: about === 'syntax' ? 'error' : 'info',
  };
}
