import { describe, expect, it } from 'vitest';
import { graphOf, service, serviceNamed, stream, workload } from '../../support/graphs.js';

const port = (number: number, name = '', more = ''): string =>
  `{containerPort: ${number}${name === '' ? '' : `, name: ${name}`}${more}}`;

const sent = (target: number, name = 'a', number = target): string =>
  `{name: ${name}, port: ${number}, targetPort: ${target}}`;

/** The declared port that the first port of the Service was meant for, and why. */
function meant(declared: readonly string[], sends: readonly string[], others: readonly string[] = []): string {
  const graph = graphOf({
    'a.yaml': stream(
      workload('web', { containers: `[{name: main, image: shop, ports: [${declared.join(', ')}]}]` }),
      service('web', `{selector: {app: web}, ports: [${sends.join(', ')}]}`),
      ...(others.length === 0 ? [] : [service('other', `{selector: {app: web}, ports: [${others.join(', ')}]}`)]),
    ),
  });
  const web = serviceNamed(graph, 'web');
  const [first] = web.ports;
  const found = first && graph.ports.meantPort(web, first, graph.ports.judged(web));
  return found === undefined ? 'nothing' : `${found.declared.number} ${found.why}`;
}

describe('the declared port that was meant by a number which nobody declares', () => {
  it.each<readonly [string, readonly string[], readonly string[], readonly string[], string]>([
    ['is that of the same name', [port(8080, 'a'), port(9000)], [sent(3000)], [], '8080 namesake'],
    ['is the only one', [port(8080)], [sent(3000)], [], '8080 only'],
    ['is the only number of two', [port(8080), port(8080, 'b')], [sent(3000)], [], '8080 only'],
    ['is nothing where two are quite other numbers', [port(8080), port(9000)], [sent(5432)], [], 'nothing'],
    ['is that with a number next to it', [port(8080), port(9000)], [sent(8081)], [], '8080 slip'],
    ['is that with one digit other', [port(8080), port(9000)], [sent(8088)], [], '8080 slip'],
    ['is nothing where two are near', [port(8080), port(8082)], [sent(8081)], [], 'nothing'],
    ['is the near one to which nobody leads', [port(8080), port(8082)], [sent(8081), sent(8080, 'b')], [], '8082 slip'],
    [
      'is no port of another protocol',
      [port(8080, '', ', protocol: UDP'), port(9000), port(7000)],
      [sent(8081)],
      [],
      'nothing',
    ],
    [
      'is the near one before a namesake to which another Service leads',
      [port(9000, 'a'), port(9001, 'b')],
      [sent(9002)],
      [sent(9000)],
      '9001 slip',
    ],
    [
      'is a namesake to which another Service leads, where nothing is near',
      [port(9000, 'a'), port(8080)],
      [sent(3000)],
      [sent(9000)],
      '9000 namesake',
    ],
    ['is the only one beside a second port, where it is near', [port(80)], [sent(83), sent(80, 'b')], [], '80 only'],
    ['is nothing beside a second port, where it is not', [port(80)], [sent(3000), sent(80, 'b')], [], 'nothing'],
  ])('%s', (_, declared, sends, others, expected) => {
    expect(meant(declared, sends, others)).toBe(expected);
  });

  it('is nothing of a name', () => {
    expect(meant([port(8080)], ['{name: a, port: 80, targetPort: b}'])).toBe('nothing');
  });
});
