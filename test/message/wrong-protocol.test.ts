import { describe, expect, it } from 'vitest';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { otherProtocol } from '../../src/message/wrong-protocol.js';
import { textOf } from '../../src/text/source-file.js';
import { graphOf, service, serviceNamed, stream, templateOf, workload } from '../support/graphs.js';

/** What is said of a URL in a variable, beside a Service with one port. */
function said(url: string, port: string, certain = true) {
  const graph = graphOf({
    'a.yaml': stream(
      service('agent', `{selector: {app: a}, ports: [${port}]}`),
      workload('web', { containers: `[{name: main, env: [{name: A_URL, value: "${url}"}]}]` }),
    ),
  });
  const agent = serviceNamed(graph, 'agent');
  const [reference] = graph.names.readBy(templateOf(graph, 'web'));
  const [first] = agent.ports;
  if (reference === undefined || first === undefined) throw new Error('no call');
  const wanted = (reference: NameReference) => (reference.scheme === 'udp' ? 'UDP' : 'TCP');
  return otherProtocol(
    { reference, service: agent, number: first.port, certain },
    { kind: 'protocol', port: first, wanted: wanted(reference) },
  );
}

describe('a port that a Service has for another protocol', () => {
  it('is called over UDP', () => {
    const { message, at, related, notes, help, severity } = said('udp://agent:8125', '{port: 8125}');
    expect(message).toBe('Deployment `web` calls Service `agent` on port 8125 over UDP, which it has for TCP only');
    expect([textOf(at.place.span), at.text]).toEqual(['8125', '`udp://agent` is UDP']);
    expect(related?.map(({ place, text }) => [textOf(place.span), text])).toEqual([
      ['8125', 'Service `agent` forwards TCP here, the default'],
    ]);
    expect(notes?.[0]).toMatch(/packets of another one are dropped$/);
    expect(notes?.[1]).toMatch(/variable `A_URL`/);
    expect(help).toBe('add a port 8125 with `protocol: UDP`, or call it over TCP');
    expect(severity).toBe('error');
  });

  it('is called over TCP', () => {
    const { message, at, related, notes, severity } = said('http://agent', '{port: 80, protocol: UDP}', false);
    expect(message).toBe('Deployment `web` calls Service `agent` on port 80 over TCP, which it has for UDP only');
    expect([textOf(at.place.span), at.text]).toEqual(['agent', '`http://agent` is TCP']);
    expect(related?.map(({ place, text }) => [textOf(place.span), text])).toEqual([
      ['UDP', 'Service `agent` forwards UDP here'],
    ]);
    expect(notes?.[0]).toMatch(/a connection over another one is not answered$/);
    expect(severity).toBe('warning');
  });
});
