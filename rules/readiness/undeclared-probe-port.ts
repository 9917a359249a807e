import { replacing } from '../../src/message/replacing.js';
import type { OddProbe } from '../../src/graph/ports/odd-ports.js';
import { holderWords, portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import type { Asked } from '../../src/k8s/pods/probed.js';
import { code } from '../../src/text/words.js';
import type { Place } from '../../src/tree/tree.js';

/** The kubelet asks any port (semantics 6.5): a number of which nothing else in the Pod knows is mostly a slip. */
export default defineRule({
  id: 'undeclared-probe-port',
  severity: 'warning',
  summary: 'A probe that asks a number which nothing else in the Pod names, beside a declared port that fits',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(workload, { ports }) {
    for (const template of workload.templates)
      for (const container of template.runningContainers)
        for (const odd of ports.oddProbes(container, template)) yield undeclared(odd);
  },
});

function undeclared({ asked, declared, by }: OddProbe): Finding {
  const { number, name, container } = declared;
  return {
    message: `the ${asked.probe} of container ${code(container.name)} asks port ${asked.port}, which is not declared`,
    at: { place: asked.at, text: `nothing else in the Pod names ${asked.port}` },
    related: [
      ...askerOf(by, asked, number),
      { place: declared.at('containerPort'), text: `${holderWords(declared)} declares ${number}` },
    ],
    notes: ['a probe that nobody answers keeps the Pod unready, or has it restarted again and again'],
    help: `declare ${asked.port}, if the process does answer there`,
    fix: replacing(
      'ask the declared port',
      asked.at,
      isProbe(by) && typeof by.port === 'string' ? (name ?? number) : number,
    ),
  };
}

function isProbe(by: OddProbe['by']): by is Asked {
  return by !== 'declaration' && 'probe' in by;
}

/** Who asks the port that was meant; nobody where only its declaration speaks for it. */
function askerOf(
  by: OddProbe['by'],
  asked: Asked,
  number: number,
): readonly { readonly place: Place; readonly text: string }[] {
  if (by === 'declaration') return [];
  if (isProbe(by)) {
    const port = typeof by.port === 'string' ? code(by.port) : String(by.port);
    return [{ place: by.at, text: `the ${by.probe} ${by.what === asked.what ? 'asks the same on' : 'asks'} ${port}` }];
  }
  const { service, port } = by;
  return [{ place: port.at('targetPort'), text: `${serviceWords(service)} sends ${portWords(port)} to ${number}` }];
}
