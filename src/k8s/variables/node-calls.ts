import { getList, getString, isString, type Place } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';

/** A call of the node that the Pod runs on, whose address a variable has (semantics 8.9). */
export interface NodeCall {
  readonly template: PodTemplate;
  /** The ports that are called; of a client that takes one of several, all of them. */
  readonly numbers: readonly number[];
  readonly at: Place;
}

/** Clients that take the node's address by a variable of their own, and the ports that they call by default. */
const CLIENTS: ReadonlyMap<string, readonly number[]> = new Map([
  // Datadog: docs.datadoghq.com/containers/kubernetes/apm, traces over TCP and metrics over UDP
  ['DD_AGENT_HOST', [8126, 8125]],
  ['DD_TRACE_AGENT_HOSTNAME', [8126]],
  // jaegertracing.io/docs/client-libraries/client-features
  ['JAEGER_AGENT_HOST', [6831, 6832]],
]);

const HOST = /_?HOST(?:NAME)?$/;

export function nodeCalls(template: PodTemplate): readonly NodeCall[] {
  return template.containers.flatMap((container) => {
    const names = new Set(getList(container.get('env')).flatMap(nodeVariable));
    return names.size === 0 ? [] : [...direct(template, container, names), ...inTexts(template, container, names)];
  });
}

function nodeVariable(item: Parameters<typeof getString>[0]): readonly string[] {
  const isNode = getString(item, 'valueFrom', 'fieldRef', 'fieldPath') === 'status.hostIP';
  const name = isNode ? getString(item, 'name') : undefined;
  return name === undefined ? [] : [name];
}

/** Variables that a client reads by themselves, with the port beside them or its own. */
function direct(template: PodTemplate, container: Container, names: ReadonlySet<string>): readonly NodeCall[] {
  return getList(container.get('env')).flatMap((item, index): readonly NodeCall[] => {
    const name = getString(item, 'name') ?? '';
    if (!names.has(name)) return [];
    const beside = container.variables.find((each) => HOST.test(name) && each.name === name.replace(HOST, '_PORT'));
    const digits = /^\d{2,5}$/.exec(beside?.value ?? '')?.[0];
    const numbers = digits === undefined ? CLIENTS.get(name) : [Number(digits)];
    return numbers === undefined ? [] : [{ template, numbers, at: container.at('env', index, 'name') }];
  });
}

const CALL = /\$[({](\w{1,100})[)}]:(\d{2,5})(?![\w.])/g;

function inTexts(template: PodTemplate, container: Container, names: ReadonlySet<string>): readonly NodeCall[] {
  const words = ['command', 'args'].flatMap((field) => getList(container.get(field)).filter(isString));
  return [...container.variables.map(({ scalar }) => scalar), ...words].flatMap((scalar) =>
    [...String(scalar.value).matchAll(CALL)].flatMap(([, name = '', digits = '']): readonly NodeCall[] =>
      names.has(name) ? [{ template, numbers: [Number(digits)], at: scalar.place }] : [],
    ),
  );
}
