/**
 * Walks to every port of every recorded Service from a Pod of its namespace: the walk gets past the endpoints exactly
 * where the control plane wrote an address with that port. `npm run trace-conformance -- DIR`, the folder that holds
 * `corpus/endpoints.json`; without it the cases of fixtures/conformance alone. Exit 1 on any difference.
 */
import { join } from 'node:path';
import { hasService } from './measure/conformance.js';
import { inputOfCase, readCases } from './measure/cases.js';
import { difference, say, score, section, tally } from './measure/print.js';
import { OPTIONS, whyAbsent } from './measure/realworld.js';
import { recordedSlices } from './measure/recorded-slices.js';
import { walkPorts, type Walked } from './measure/traces.js';
import { filesOfUnit, readUnits, unitName, whySkipped, type RecordedUnit } from './measure/units.js';

const shared = process.argv[2];
const fromCases = readCases()
  .cases.filter(hasService)
  .flatMap((item) => {
    const { files, options } = inputOfCase(item);
    const recorded = recordedSlices(item);
    const walks = walkPorts(files, { ...options, namespace: options.namespace ?? 'default' }, ({ name }) =>
      recorded.get(name),
    );
    return walks.map((walk) => ({ ...walk, name: `${item.id} ${walk.name}` }));
  });
report('conformance cases', fromCases);

const corpus = shared === undefined ? undefined : join(shared, 'corpus');
const apart: string[] = [];
const fromUnits = corpus === undefined ? [] : readUnits(corpus).flatMap((unit) => walkUnit(unit, corpus));
if (corpus !== undefined) report('real folders', fromUnits);
say(section(`Services without their Pods when it was recorded, not compared: ${apart.length}`, apart));

const all = [...fromCases, ...fromUnits];
say('');
say(`ports of Services in all: ${score(all.filter(({ agrees }) => agrees).length, all.length)}`);
process.exitCode = all.every(({ agrees }) => agrees) ? 0 : 1;

function walkUnit(unit: RecordedUnit, folder: string): readonly Walked[] {
  if (whySkipped(unit) !== undefined) return [];
  const services = unit.services_with_jobs_running ?? unit.services;
  const walks = walkPorts(filesOfUnit(folder, unit), OPTIONS, (service) => {
    const recorded = services.find(
      ({ namespace, name }) => name === service.name && (namespace ?? OPTIONS.namespace) === service.namespace,
    );
    // What makes the Pods was refused for a reason that no file shows, or was not run when this was recorded.
    const owners = service.source === 'selector' ? service.groups.flatMap(({ pods }) => pods) : [];
    const reasons = owners.map((owner) => recorded && whyAbsent(unit, recorded, owner));
    const [reason] = reasons;
    if (reason === undefined || reasons.includes(undefined)) return recorded?.groups;
    apart.push(`${unitName(unit)}: Service ${service.name}: ${reason}`);
    return undefined;
  });
  return walks.map((walk) => ({ ...walk, name: `${unitName(unit)}: ${walk.name}` }));
}

function report(title: string, walks: readonly Walked[]): void {
  say(`${title}: ${score(walks.filter(({ agrees }) => agrees).length, walks.length)}`);
  say(
    section(
      'ports that differ',
      walks.filter(({ agrees }) => !agrees).map(({ name, expected, got }) => difference(name, expected, got)),
    ),
  );
  const later = tally(
    walks.flatMap((walk) => walk.later ?? []),
    (kind) => kind,
  );
  say(
    section(
      'stopped behind the endpoints, where no control plane looks',
      later.map(([kind, count]) => `${String(count).padStart(4)}  ${kind}`),
    ),
  );
}
