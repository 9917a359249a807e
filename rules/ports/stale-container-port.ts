import { replacing } from '../../src/message/replacing.js';
import type { StalePort } from '../../src/graph/ports/odd-ports.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** A declaration is documentation (semantics 6.1): where Service and probe agree on another number, it is outdated. */
export default defineRule({
  id: 'stale-container-port',
  severity: 'warning',
  summary: 'A declared container port that nobody asks, while Service and probe ask another one',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, { ports }) {
    for (const template of workload.templates)
      for (const container of template.runningContainers) {
        const [first] = ports.stalePorts(container, template);
        if (first !== undefined) yield stale(first);
      }
  },
});

function stale({ declared, service, port, number, probe }: StalePort): Finding {
  const asker = probe === undefined ? serviceWords(service) : `${serviceWords(service)} and its ${probe.probe}`;
  return {
    message:
      `container ${code(declared.container.name)} declares port ${declared.number}, ` +
      `but ${asker} ${probe === undefined ? 'sends to' : 'ask'} ${number}`,
    at: { place: declared.at('containerPort'), text: `nobody asks ${declared.number}` },
    related: [
      { place: port.at('targetPort'), text: `${serviceWords(service)} sends ${portWords(port)} to ${number}` },
      ...(probe === undefined ? [] : [{ place: probe.at, text: `the ${probe.probe} asks ${number}` }]),
    ],
    notes: [`a declaration opens and closes nothing: traffic arrives where the process listens, and readers look here`],
    fix: replacing(`declare ${number}`, declared.at('containerPort'), number),
  };
}
