import { describe, expect, it } from 'vitest';
import { lintWith } from '../../../src/engine/lint.js';
import { MAX_ROUNDS, repairWith } from '../../../src/engine/repairs/repair.js';
import { repair, type InputFile, type Repair } from '../../../src/index.js';
import { defineRule, type FixRecipe, type Rule } from '../../../src/rule/rule.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { service, workload } from '../../support/graphs.js';
import { appsOf, flowStyle, objectsOf, oneFile, withAliases } from '../../support/apps.js';
import { fc } from '../../support/random.js';

const meta = {
  severity: 'warning',
  summary: 'a rule of a test',
  fixable: 'unsafe',
  since: '0.1.0',
} as const;

/** Speaks at the name of a Service, as long as `offer` has a fix or nothing for it. */
function rule(id: string, offer: (service: Service) => FixRecipe | 'unfixable' | undefined): Rule {
  return defineRule({
    ...meta,
    id,
    kinds: ['Service'],
    *check(subject) {
      const fix = offer(subject);
      if (fix !== undefined)
        yield {
          message: `${subject.name} wants another name`,
          at: { place: subject.resource.at('metadata', 'name'), text: 'here' },
          fix: fix === 'unfixable' ? undefined : fix,
        };
    },
  });
}

const renaming = (
  { resource }: Service,
  to: string,
  applicability: 'safe' | 'unsafe' | 'display-only' = 'safe',
): FixRecipe => ({
  title: 'rename it',
  applicability,
  changes: [{ replace: resource.at('metadata', 'name'), with: to }],
});

const named = (...names: readonly string[]): readonly InputFile[] => [
  { path: 'a.yaml', text: names.map((name) => service(name, '{ports: [{port: 80}]}')).join('---\n') },
];
const namesIn = ({ files }: Repair): readonly string[] =>
  files.flatMap(({ text }) => [...text.matchAll(/metadata: \{name: (\S+)\}/g)].map(([, name]) => name ?? ''));
const repairBy = (rules: readonly Rule[], files = named('a'), unsafe = true): Repair =>
  repairWith(files, (texts) => lintWith(rules, texts), { unsafe, isEditable: () => true });

describe('repairs', () => {
  it('go on until nothing changes', () => {
    const growing = rule('growing', (subject) =>
      subject.name.length < 4 ? renaming(subject, `${subject.name}a`) : undefined,
    );
    const done = repairBy([growing]);
    expect({ names: namesIn(done), fixed: done.fixed.length, left: done.result.diagnostics }).toEqual({
      names: ['aaaa'],
      fixed: 3,
      left: [],
    });
  });

  it('end after ten rounds', () => {
    const endless = rule('endless', (subject) => renaming(subject, `${subject.name}a`));
    expect(namesIn(repairBy([endless]))).toEqual([`a${'a'.repeat(MAX_ROUNDS)}`]);
  });

  it('take a fix back that does not remove its finding, and say so', () => {
    const useless = defineRule({
      ...meta,
      id: 'useless',
      kinds: ['Service'],
      *check(subject) {
        yield {
          message: 'never content',
          at: { place: subject.resource.at('metadata', 'name'), text: 'here' },
          fix: renaming(subject, `${subject.name}a`),
        };
      },
    });
    const done = repairBy([useless]);
    expect({ names: namesIn(done), fixed: done.fixed, withdrawn: done.withdrawn.map(({ rule: id }) => id) }).toEqual({
      names: ['a'],
      fixed: [],
      withdrawn: ['useless'],
    });
  });

  it('take a fix back that would break its file, and keep the others', () => {
    const breaking = rule('breaking', (subject) =>
      subject.name === 'a'
        ? {
            ...renaming(subject, ''),
            changes: [{ replace: subject.resource.at('metadata', 'name'), with: '{', inside: true }],
          }
        : undefined,
    );
    const good = rule('good', (subject) => (subject.name === 'b' ? renaming(subject, 'c') : undefined));
    const done = repairBy([breaking, good], named('a', 'b'));
    expect({ names: namesIn(done), fixed: done.fixed.map(({ rule: id }) => id) }).toEqual({
      names: ['a', 'c'],
      fixed: ['good'],
    });
  });

  it('of one text are made one after the other, safe ones first', () => {
    const guess = rule('a-guess', (subject) =>
      subject.name === 'a' ? renaming(subject, 'guessed', 'unsafe') : undefined,
    );
    const sure = rule('sure', (subject) => (subject.name === 'a' ? renaming(subject, 'known') : undefined));
    expect(namesIn(repairBy([guess, sure]))).toEqual(['known']);
  });

  it('do not repair both ends of one mismatch', () => {
    // Each end is offered the name of the other one: made together, they would be exchanged for ever.
    const same = defineRule({
      ...meta,
      id: 'same-name',
      kinds: ['Service'],
      *check(subject, graph) {
        const other = graph.unit.services.find((candidate) => candidate !== subject);
        if (other === undefined || other.name === subject.name) return;
        const end = { place: other.resource.at('metadata', 'name'), text: 'there' };
        yield {
          message: 'differs',
          at: { place: subject.resource.at('metadata', 'name'), text: 'here' },
          related: [end],
          fix: renaming(subject, other.name),
        };
      },
    });
    expect(namesIn(repairBy([same], named('left', 'right')))).toEqual(['right', 'right']);
  });

  it.each([
    ['safe', false, 'b'],
    ['unsafe', false, 'a'],
    ['unsafe', true, 'b'],
    ['display-only', true, 'a'],
  ] as const)('a fix that is %s, with guesses %j: %s', (applicability, unsafe, expected) => {
    const one = rule('one', (subject) => (subject.name === 'a' ? renaming(subject, 'b', applicability) : undefined));
    expect(namesIn(repairBy([one], named('a'), unsafe))).toEqual([expected]);
  });

  it('leave files alone that must stay', () => {
    const files = [...named('a'), { path: 'b.yaml', text: named('a')[0]?.text.replace('Service', 'Service ') ?? '' }];
    const all = rule('all', (subject) => (subject.name === 'a' ? renaming(subject, 'b') : undefined));
    const done = repairWith(files, (texts) => lintWith([all], texts), {
      unsafe: true,
      isEditable: (path) => path === 'b.yaml',
    });
    expect(namesIn(done)).toEqual(['a', 'b']);
  });

  it('keep what a file carries beside its path and text', () => {
    const one = rule('one', (subject) => (subject.name === 'a' ? renaming(subject, 'b') : undefined));
    const [file = { path: '', text: '' }] = named('a');
    const done = repairWith([{ ...file, extra: 7 }], (texts) => lintWith([one], texts), {
      unsafe: true,
      isEditable: () => true,
    });
    expect(done.files.map(({ extra }) => extra)).toEqual([7]);
  });
});

describe('bytes', () => {
  const target = (text: string): string => {
    const files = [{ path: 'a.yaml', text }];
    const done = repair(files, { unsafeFixes: true });
    return done.files[0]?.text ?? '';
  };
  const pods = workload('web', {
    containers: '[{name: c, ports: [{name: http, containerPort: 8080}], readinessProbe: {httpGet: {port: http}}}]',
  });

  it.each([
    [
      'comments, quotes and odd blanks',
      "spec:   # all\n    selector:  {app:   'web'}\n    ports:\n    -   port: 80   # in\n        targetPort:   'htpt'  # out\n",
    ],
    ['CRLF', 'spec:\r\n  selector: {app: web}\r\n  ports:\r\n  - port: 80\r\n    targetPort: htpt\r\n'],
    ['no line break at the end', 'spec: {selector: {app: web}, ports: [{port: 80, targetPort: htpt}]}'],
  ])('%s stay', (_, spec) => {
    const text = `\uFEFF# first\n${pods}---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\n${spec}`;
    expect(target(text)).toBe(text.replace('htpt', 'http'));
  });

  it('JSON stays JSON', () => {
    const json = (targetPort: string): string =>
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [
        { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort }] } },
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'i', ports: [{ name: 'http', containerPort: 8080 }] }] } },
      ] }, null, 4); // prettier-ignore
    expect(target(json('htpt'))).toBe(json('http'));
  });

  it('a text that aliases repeat is not changed', () => {
    const text = `${pods}---\napiVersion: v1\nkind: Service\nmetadata: {name: s, labels: {was: &target htpt}}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: *target}]}\n`;
    expect(target(text)).toBe(text);
    const turned =
      text.replace('&target htpt', 'X').replace('*target', '&target htpt').replace('X', 'nothing') +
      '---\nkind: T\napiVersion: v1\n';
    expect(target(turned)).not.toBe(turned); // an anchor that nobody uses is no obstacle
  });
});

it('any namespace of applications: a repair leaves fewer findings, and a second one changes nothing', () => {
  fc.assert(
    fc.property(
      appsOf(),
      fc.constantFrom(oneFile, flowStyle, withAliases),
      fc.boolean(),
      (apps, layout, unsafeFixes) => {
        const files = layout(objectsOf(apps));
        const done = repair(files, { unsafeFixes });
        expect(done.withdrawn).toEqual([]);
        expect(done.result.diagnostics.length).toBe(done.before.diagnostics.length - done.fixed.length);
        expect(repair(done.files, { unsafeFixes }).files).toEqual(done.files);
      },
    ),
    { numRuns: 60 },
  );
});
