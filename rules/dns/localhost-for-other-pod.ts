import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { dialledPort } from '../../src/k8s/dns/dialled-port.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { fieldWords, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** Every Pod has a loopback address of its own: what listens in another Pod is behind a Service (semantics 8.7). */
export default defineRule({
  id: 'localhost-for-other-pod',
  severity: 'warning',
  summary: 'A Service of other Pods called on localhost, where nothing in the Pod listens',
  kinds: ['LoopbackName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names, ports }) {
    if (reference.name.form !== 'loopback' || reference.from.partial) return;
    const resolved = names.host(reference);
    if (resolved.kind !== 'other-pod') return;
    const number = dialledPort(reference);
    const listens = (resolved.unlessListening ?? []).some((template) =>
      template.runningContainers.some((container) =>
        ports.configured(template, container).listeners.some(({ port }) => port === number),
      ),
    );
    if (!listens) yield otherPod(reference, number, resolved.services);
  },
});

function otherPod(reference: NameReference, number: number | undefined, services: readonly Service[]): Finding {
  const { from, field, host, hostAt } = reference;
  const called = number === undefined ? host : `${host}:${number}`;
  const why = number === undefined ? 'and the Pod has no such server' : 'where nothing in the Pod listens';
  return {
    message: `${describe(from)} ${field === 'data' ? 'points to' : 'calls'} ${code(called)}, ${why}`,
    at: { place: hostAt, text: 'this address is the Pod itself' },
    related: services.slice(0, 3).map((each) => ({
      place: each.resource.at('metadata', 'name'),
      text: `${serviceWords(each)} has port ${portOf(each, number)?.port ?? ''}`,
    })),
    notes: [
      number === undefined
        ? 'no container of the Pod is known to be such a server'
        : `no container of the Pod declares, names or is known to open port ${number}`,
      `the address stands ${fieldWords(reference)}`,
    ],
    ...repair(reference, number, services),
  };
}

/** The port that is called; or else the one that leads to it, as `port: 80` to 8080. */
function portOf({ ports }: Service, number: number | undefined): ServicePort | undefined {
  return (
    ports.find(({ port }) => port === number) ??
    ports.find(({ target }) => 'number' in target && target.number === number) ??
    ports[0]
  );
}

function repair(
  { hostAt, host, port }: NameReference,
  number: number | undefined,
  [service, ...more]: readonly Service[],
): Pick<Finding, 'help' | 'fix'> {
  const meant = service && portOf(service, number)?.port;
  const name = service === undefined || more.length > 0 ? undefined : swap(hostAt, host, service.name);
  const other = port.kind === 'number' && meant !== undefined && meant !== number;
  const digits = other ? swap(port.at, String(port.number), meant) : [];
  if (name === undefined || digits === undefined) return { help: 'call the Service by its name' };
  return {
    fix: {
      title: `call Service ${code(service?.name ?? '')}`,
      applicability: 'unsafe',
      changes: [...name, ...digits],
    },
  };
}
