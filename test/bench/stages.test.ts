import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { hotPath } from '../../bench/hot-functions.js';
import type { Profile } from '../../bench/profile.js';
import { FRAMES, stageTimes } from '../../bench/stages.js';

/** A run as the profiler writes it: each line a node, indented below its caller, with its own milliseconds. */
function profile(...lines: readonly string[]): Profile {
  const parts = lines.map((line) => /^(?<indent> *)(?<url>\S*) (?<name>\S*) (?<ms>\d+)$/.exec(line)?.groups ?? {});
  const depths = parts.map(({ indent = '' }) => indent.length);
  const nodes = parts.map(({ url = '', name = '' }, at) => {
    const end = depths.findIndex((depth, other) => other > at && depth <= (depths[at] ?? 0));
    const below = depths.map((depth, other) => ({ depth, other })).slice(at + 1, end === -1 ? undefined : end);
    const children = below.filter(({ depth }) => depth === (depths[at] ?? 0) + 1).map(({ other }) => other);
    return { id: at, callFrame: { functionName: name.replace('-', '').replace('_', ' '), url }, children };
  });
  return { nodes, samples: nodes.map(({ id }) => id), timeDeltas: parts.map(({ ms }) => 1000 * Number(ms)) };
}

const RUN = profile(
  'x (root) 0',
  ' x (garbage_collector) 1',
  ' node:internal/modules/run run 1',
  '  file:///src/report/json.ts json 50',
  ' file:///src/engine/lint.ts lintWith 2',
  '  file:///src/engine/load.ts admit 3',
  '   file:///src/engine/input/sources.ts readSources 4',
  '   file:///rules/some.ts check 5',
  '  file:///src/engine/lint.ts judge 6',
  '   file:///rules/other.ts check 7',
  '    file:///src/graph/names.ts lookup 8',
  '     file:///src/k8s/names.ts isName 9',
);

it('counts a call for the innermost stage around it, and loading for none', () => {
  const times = Object.fromEntries([...stageTimes(RUN)].filter(([, ms]) => ms > 0));
  expect(times).toEqual({ settle: 2, 'admission rules': 8, parse: 4, 'graph rules': 13, graph: 17 });
});

it('has a function of the source for each stage', () => {
  const functions = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const declared = readFileSync(path.join('src', file), 'utf8').matchAll(
        /^(?:export )?(?:async )?function\*? (\w+)/gm,
      );
      return [...declared].map(([, name = '']) => `file:///src/${file.replaceAll('\\', '/')} ${name}`);
    });
  const lost = FRAMES.filter(([, frame]) => !functions.some((each) => frame.test(each))).map(([stage]) => stage);
  expect(lost).toEqual(['garbage collection']);
});

it('counts what is collected from the first stage on', () => {
  const collected = ' x (garbage_collector) 1';
  const reading = ' file:///src/host/files/read.ts readFiles 2';
  const inOrder = (...lines: readonly string[]): number | undefined =>
    stageTimes(profile('x (root) 0', ...lines)).get('garbage collection');
  expect([inOrder(collected, reading), inOrder(reading, collected)]).toEqual([0, 1]);
});

it('names the functions of the hottest path, and where it forks', () => {
  const forked = profile('x (root) 0', ' x outer 2', '  x one 60', '  x - 30', '   x two 8');
  expect(hotPath(forked)).toBe('outer > 60 % one | 38 % ');
});
