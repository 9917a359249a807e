import type { Asking, DeafPort } from '../../src/graph/ports/deaf-ports.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Resource } from '../../src/k8s/object/resource.js';
import type { Workload } from '../../src/k8s/workloads/workload.js';
import { holderWords, portWords, serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding, type PlacedLabel } from '../../src/rule/rule.js';
import { code, list } from '../../src/text/words.js';

/**
 * A process listens where its own configuration says; `containerPort` and `targetPort` open nothing (semantics 6.1,
 * 6.8).
 */
export default defineRule({
  id: 'port-without-listener',
  severity: 'warning',
  summary: 'A port that a Service or a probe asks, where a text says that the program listens on another one',
  kinds: ['Workload', '/ConfigMap', '/Secret'],
  fixable: false,
  since: '0.1.0',

  *check(subject, graph) {
    const said = new Set<string>(); // several workloads may read one file
    for (const deaf of deafPortsIn(subject, graph)) {
      const { span } = deaf.order.place;
      const key = `${span.file.path}:${span.start}`;
      if (!said.has(key)) yield findingOf(deaf);
      said.add(key);
    }
  },
});

type Purpose = NonNullable<DeafPort['purpose']>;

/** What a workload says itself, or what a file says that workloads read. */
function deafPortsIn(subject: Workload | Resource, { names, ports }: Graph): readonly DeafPort[] {
  const isWorkload = 'templates' in subject;
  const templates = isWorkload ? subject.templates : names.readersOf(subject);
  const resource = isWorkload ? subject.resource : subject;
  return templates.flatMap((template) => ports.deafPorts(template)).filter(({ order }) => order.resource === resource);
}

function unheard({ container, order, asking }: DeafPort): Finding {
  const where = list(order.ports.slice(0, 3).map(String));
  const numbers = order.ports.length > 3 ? 'other ports' : where;
  const [asker, asks] = words(asking);
  const declared = asking.declared;
  return {
    message: `container ${code(container.name)} listens on ${numbers}, but ${asker} ${asks} ${asking.number}`,
    at: {
      place: order.place,
      text: whyThere(order, numbers),
    },
    related: [
      asked(asking),
      ...(declared === undefined
        ? []
        : [
            {
              place: declared.at('containerPort'),
              text: `${holderWords(declared)} declares ${asking.number}, which opens nothing`,
            },
          ]),
    ],
    notes: [
      order.complete
        ? `no other file of the program makes it listen, so nobody answers on ${asking.number}`
        : `nothing else in the Pod names ${asking.number}: a declared port does not make the program listen`,
    ],
    help: 'let the program listen where it is asked, or ask it where it listens',
    severity: order.complete && 'service' in asking.by ? 'error' : 'warning',
  };
}

function findingOf(deaf: DeafPort): Finding {
  if (deaf.purpose !== undefined) return otherPurpose(deaf, deaf.purpose);
  return deaf.isLeft === true ? leftDefault(deaf) : unheard(deaf);
}

/** Two texts agree on the name of the port, and not on its number. */
function otherPurpose({ container, order, asking }: DeafPort, { word, other }: Purpose): Finding {
  const [port = 0] = order.ports;
  const [asker, asks] = words(asking);
  const { declared, number } = asking;
  return {
    message: `container ${code(container.name)} listens for ${word} on ${port}, but ${asker} ${asks} ${number}`,
    at: { place: order.place, text: `${code(order.said)} opens ${port} for ${word}` },
    related: [
      ...(declared === undefined
        ? []
        : [{ place: declared.at('containerPort'), text: `the port that is called ${code(word)} is ${number}` }]),
      asked(asking),
      ...(other === undefined ? [] : [{ place: other.place, text: `${code(other.said)} opens ${number}` }]),
    ],
    notes: [`nobody declares ${port}, or sends to it`],
    help: `declare ${port} as the port ${code(word)}, or call the other one what it is`,
  };
}

/** The probe is what was forgotten, where the program has left its usual port. */
function leftDefault({ container, order, asking }: DeafPort): Finding {
  const [port] = order.ports;
  const [, asks] = words(asking);
  const { place } = asked(asking);
  const asker = `the ${'check' in asking.by ? asking.by.check : ''} of container ${code(container.name)}`;
  return {
    message: `${asker} ${asks} ${asking.number}, but it listens on ${port ?? ''}`,
    at: { place, text: `${asking.number} is the usual port of the program` },
    related: [{ place: order.place, text: `${code(order.said)} makes it listen on ${port ?? ''}` }],
    notes: [`nothing else in the Pod names ${asking.number}`],
    help: 'ask the program where it listens',
  };
}

function whyThere({ kind, said }: DeafPort['order'], numbers: string): string {
  if (kind === 'image') return `this image listens on ${numbers} by itself`;
  return kind === 'program'
    ? `${code(said)} listens on ${numbers} unless it is told otherwise`
    : `${code(said)} makes it listen on ${numbers}`;
}

function words({ by }: Asking): readonly [asker: string, asks: string] {
  return 'service' in by ? [serviceWords(by.service), 'sends to'] : [`its ${by.check}`, 'asks'];
}

function asked({ by, number }: Asking): PlacedLabel {
  return 'service' in by
    ? { place: by.port.at('targetPort'), text: `${serviceWords(by.service)} sends ${portWords(by.port)} to ${number}` }
    : { place: by.at, text: `the ${by.check} asks ${number}` };
}
