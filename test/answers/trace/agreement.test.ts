import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.js';
import { gather, type Evidence } from '../../../src/answers/evidence/evidence.js';
import { verdictOfHops, walkService } from '../../../src/answers/trace/to-service.js';
import { tracer } from '../../../src/answers/trace/tracer.js';
import type { Hop } from '../../../src/answers/walk/hop.js';
import type { Diagnostic } from '../../../src/diagnostic/diagnostic.js';
import { positionAt } from '../../../src/text/source-file.js';
import { scalarsIn } from '../../../src/tree/tree.js';
import { readProject } from '../../support/project.js';

const FOLDER = 'fixtures/rules';

/**
 * Rules whose findings are about one part of an object that a request may pass by: another reference, or another port.
 * They count only where the walk shows the very line.
 */
const ABOUT_A_PART: ReadonlySet<string> = new Set([
  'dangling-service-reference',
  'foreign-service-reference',
  'target-port-protocol-mismatch',
  'unknown-target-port-name',
]);

/** Rules about what the objects themselves call: that counts where the walk shows the very address. */
const ABOUT_CALLS: ReadonlySet<string> = new Set([
  'short-name-across-namespaces',
  'unknown-port-in-address',
  'unknown-service-name',
]);

/** About the names of single Pods, and about where a client is sent afterwards: none of these walks asks for that. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'dangling-service-name',
  'loopback-advertised-listener',
  'missing-service-name',
]);

interface Walked {
  readonly title: string;
  readonly hops: readonly Hop[];
}

/** Every call from a workload to a port of a Service, every Service by a proxy, and every host and path from outside. */
function walksIn(folder: string, { worlds, findings }: Evidence): readonly Walked[] {
  const { files, options } = readProject(folder);
  const ask = tracer(rules, files, options);
  const walk = (from: string, to: string): readonly Walked[] => {
    try {
      return ask({ from, to }).ways.map(({ hops }) => ({ title: `${from} -> ${to}`, hops }));
    } catch (error) {
      if (error instanceof RangeError) return []; // several namespaces or units have it
      throw error;
    }
  };
  const within = (namespace: string | null, name: string, between: string): string =>
    namespace === null ? name : [namespace, name].join(between);
  const objects = worlds.flatMap(({ unit, graph }) =>
    unit.objects.map((object) => ({ ...object, namespace: graph.namespaces.of(object.resource) })),
  );
  const callers = objects.flatMap(({ workload, namespace, resource }) =>
    workload === undefined ? [] : [within(namespace, `${resource.kind}/${workload.name}`, '/')],
  );
  const addresses = objects.flatMap(({ service, namespace }) => {
    const host = service && [service.name, ...(namespace === null ? [] : [namespace])].join('.');
    return (service?.ports ?? []).map(({ port }) => `${host ?? ''}:${port}`);
  });
  const texts = [...new Set(objects.flatMap(({ resource }) => [...scalarsIn(resource.tree)]))];
  const hosts = texts.filter((text) => /^\*?[a-z0-9.-]+\.[a-z]+$/.test(text)).map((text) => text.replace('*', 'x'));
  const paths = texts.filter((text) => /^\/[\w/-]*$/.test(text));
  const isEntered = objects.some(({ references }) => references.length > 0);
  return [
    ...[...new Set(callers)].slice(0, 4).flatMap((from) => [...new Set(addresses)].flatMap((to) => walk(from, to))),
    ...(isEntered ? [...hosts.slice(0, 6), 'any.example'] : []).flatMap((host) =>
      ['/', ...paths.slice(0, 4)].flatMap((path) => walk('outside', `https://${host}${path}`)),
    ),
    ...worlds.flatMap((world) =>
      world.graph.unit.services.flatMap((service) =>
        service.ports.map(({ name, port: number, protocol }) => {
          const asked = { number, name: name || undefined, protocol, isOpen: false };
          const { hops } = walkService({ service, world, findings, from: { kind: 'proxy' }, asked, isDirect: false });
          return { title: `a proxy -> ${service.name}:${number}`, hops };
        }),
      ),
    ),
  ];
}

const lineOf = ({ span: { file, start } }: Diagnostic['primary']): string =>
  `${file.path}:${positionAt(file, start).line}`;

/** Errors about what the walk passed on its way to the process, none of which it says. */
function unsaid({ hops }: Walked, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = hops.flatMap(({ remarks, stop }) => [...remarks, ...(stop === null ? [] : [stop])]);
  const passed = hops.filter(({ kind }) => kind !== 'resolver');
  const words = passed.map(({ says }) => says).join(' ');
  const lines = new Set(passed.flatMap(({ at }) => (at === null ? [] : [`${at.file}:${at.line}`])));
  return diagnostics
    .filter(({ severity, rule }) => severity === 'error' && !NOT_ASKED.has(rule))
    .filter(({ subject }) => subject !== null && words.includes(`${subject.kind} \`${subject.name}\``))
    .filter(
      ({ rule, primary, related }) =>
        !ABOUT_A_PART.has(rule) || [primary, ...related].some((place) => lines.has(lineOf(place))),
    )
    .filter(({ rule, primary }) => !ABOUT_CALLS.has(rule) || lines.has(lineOf(primary)))
    .filter(({ rule, primary }) =>
      said.every(({ rule: own, at }) => own !== rule || at === null || `${at.file}:${at.line}` !== lineOf(primary)),
    );
}

const folders = readdirSync(FOLDER).flatMap((rule) =>
  readdirSync(join(FOLDER, rule))
    .filter((name) => !name.startsWith('ok-'))
    .map((name) => join(FOLDER, rule, name)),
);

describe('a walk and the rules agree', () => {
  const counted = { arriving: 0, stoppedByRules: 0 };

  it.each(folders)('%s: no request arrives over an error', (folder) => {
    const { files, options } = readProject(folder);
    const evidence = gather(rules, files, options);
    const walks = walksIn(folder, evidence);
    const arriving = walks.filter(({ hops }) => verdictOfHops(hops) === 'arrives');
    counted.arriving += arriving.length;
    counted.stoppedByRules += walks.filter(({ hops }) => hops.some(({ stop }) => stop?.rule)).length;
    const contradictions = arriving.flatMap((walked) =>
      unsaid(walked, evidence.diagnostics).map(({ rule, message }) => `${walked.title}: ${rule}: ${message}`),
    );
    expect(contradictions).toEqual([]);
  });

  it('is no agreement about nothing', () => {
    expect(counted.arriving).toBeGreaterThan(500);
    expect(counted.stoppedByRules).toBeGreaterThan(300);
  });
});
