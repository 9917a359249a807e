import { absentPrograms, type AbsentProgram } from '../../src/k8s/images/absent-programs.js';
import { PROBES, type ProbeKind } from '../../src/k8s/pods/checks.js';
import type { Container } from '../../src/k8s/pods/container.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getList, getString, isString, type Path } from '../../src/tree/tree.js';

/** A command that the image does not have fails each time, as any probe may fail (semantics 6.8). */
export default defineRule({
  id: 'absent-probe-program',
  severity: 'warning',
  summary: 'A probe that runs a program which the image of that tag does not have',
  kinds: ['Workload'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check({ templates }) {
    for (const container of templates.flatMap((template) => template.containers)) {
      const absent = absentPrograms(container.image);
      if (absent.length === 0 || mayBringPrograms(container)) continue;
      for (const program of absent) {
        const [first, ...more] = PROBES.flatMap((probe) => whereSaid(container, probe, program) ?? []);
        if (first !== undefined) yield without(container, program, first, more);
      }
    }
  },
});

function mayBringPrograms(container: Container): boolean {
  return (
    container.get('lifecycle') !== undefined ||
    getList(container.get('volumeMounts')).some((mount) => /\/bin(\/|$)/.test(getString(mount, 'mountPath') ?? ''))
  );
}

interface Said {
  readonly probe: ProbeKind;
  readonly path: Path;
  readonly isWhole: boolean;
}

/** As the program itself, or as a word of a script, where the other one is no second choice. */
function whereSaid(container: Container, probe: ProbeKind, { name, instead }: AbsentProgram): Said | undefined {
  const command = [probe, 'exec', 'command'];
  const items = getList(container.get(...command));
  const texts = items.map((item) => (isString(item) ? item.value : ''));
  if (texts.some((text) => words(text).includes(instead))) return undefined;
  const [first = ''] = texts;
  if (isProgram(first, name)) return { probe, path: [...command, 0], isWhole: first === name };
  if (!/(^|\/)(ba|da)?sh$/.test(first)) return undefined;
  const script = texts.findIndex((text, index) => index > 0 && !text.startsWith('-'));
  const [start = ''] = words(texts[script] ?? '').filter((word) => word !== 'exec');
  return isProgram(start, name) ? { probe, path: [...command, script], isWhole: false } : undefined;
}

const words = (text: string): readonly string[] => text.split(/[\s;|&()`"']+/).filter((word) => word !== '');

const isProgram = (word: string, name: string): boolean => word === name || word === `/usr/bin/${name}`;

function without(
  container: Container,
  { name, instead, since }: AbsentProgram,
  first: Said,
  more: readonly Said[],
): Finding {
  const places = [first, ...more].map(({ path }) => container.at(...path));
  const [place = container.at('image'), ...others] = places;
  const isWhole = [first, ...more].every((said) => said.isWhole);
  return {
    message:
      `container ${code(container.name)} runs ${code(name)} as ${code(first.probe)}, ` +
      'and its image does not have it',
    at: { place, text: 'no such program' },
    related: [
      { place: container.at('image'), text: since },
      ...others.map((other) => ({ place: other, text: 'nor here' })),
    ],
    notes: [
      'a probe fails where its program is absent: the Pod is not ready, or its container is killed again and again',
    ],
    help: isWhole ? undefined : `run ${code(instead)}`,
    fix: isWhole
      ? {
          title: `run ${code(instead)}`,
          applicability: 'unsafe',
          changes: places.map((each) => ({ replace: each, with: instead })),
        }
      : undefined,
  };
}
