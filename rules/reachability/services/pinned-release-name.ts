import type { Parted, PartedPair } from '../../../src/graph/references/release-names.js';
import type { WantedName } from '../../../src/graph/references/service-lookup.js';
import type { Graph } from '../../../src/graph/graph.js';
import { groupBy } from '../../../src/data/group.js';
import { certifiedNames } from '../../../src/k8s/companions/certificates.js';
import type { NameReference } from '../../../src/k8s/dns/name-reference.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import type { ServiceReference } from '../../../src/k8s/references/reference.js';
import type { Service } from '../../../src/k8s/services/service.js';
import { pairWords, podsWords } from '../../../src/message/labels.js';
import { serviceWords } from '../../../src/message/ports.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import type { SourceFile } from '../../../src/text/source-file.js';
import { code } from '../../../src/text/words.js';
import type { Place } from '../../../src/tree/tree.js';

/** A chart is installed under any name, and what is made of that name goes with it (semantics 14.9). */
export default defineRule({
  id: 'pinned-release-name',
  severity: 'warning',
  summary: 'A name or selector of a chart that finds its Service or Pods under one name of the release only',
  kinds: ['FoundName', 'Reference', 'Service', 'cert-manager.io/Certificate'],
  marks: ['rendered'],
  fixable: false,
  since: '0.1.0',

  *check(subject, graph) {
    if (writtenIn(subject).renamed === undefined) return; // no chart that was rendered twice
    if ('tree' in subject) {
      yield* certifies(subject, graph);
      return;
    }
    if ('ports' in subject) {
      const parted = graph.names.partedSelector(subject);
      if (parted !== undefined) yield selectsNothing(subject, parted);
      return;
    }
    const named = 'nameAt' in subject ? inField(subject, graph) : inText(subject, graph);
    const parted = named && graph.names.partedName(named.at, named.service);
    if (named !== undefined && parted !== undefined) yield leadsNowhere(subject.from, named, parted);
  },
});

function writtenIn(subject: Service | NameReference | ServiceReference | Resource): SourceFile {
  if ('ports' in subject) return subject.resource.file;
  return 'from' in subject ? subject.from.file : subject.file;
}

/** The names of a Service in a Certificate, all of which are made in another way than its own. */
function* certifies(certificate: Resource, { names }: Graph): Iterable<Finding> {
  const byService = groupBy(
    certifiedNames(certificate).filter(({ name }) => name.includes('.svc')),
    ({ name }) => name.slice(0, name.indexOf('.')),
  );
  for (const [name, all] of byService) {
    const service = theService({ name, namespace: undefined, from: certificate }, names);
    if (service === undefined) continue;
    const places = all.map(({ part }) => part(0, name.length));
    const parted = places.map((at) => names.partedName(at, service));
    const [[at], [first]] = [places, parted];
    if (at !== undefined && first !== undefined && parted.every((each) => each !== undefined))
      yield leadsNowhere(certificate, { at, service }, first);
  }
}

/** Where a Service is named, and which it is. */
interface Named {
  readonly at: Place;
  readonly service: Service;
}

function inField({ nameAt, ...wanted }: ServiceReference, { names }: Graph): Named | undefined {
  const service = theService(wanted, names);
  return service && { at: nameAt, service };
}

function theService({ name, namespace, from }: WantedName, names: Graph['names']): Service | undefined {
  const lookup = names.service({ name, namespace, from });
  const [service, ...others] = lookup.kind === 'found' ? lookup.services : [];
  return others.length > 0 ? undefined : service;
}

function inText(reference: NameReference, { names }: Graph): Named | undefined {
  const resolved = names.host(reference);
  if (resolved.kind !== 'found' || resolved.byGuess || resolved.services.length > 1) return undefined;
  const [service] = resolved.services;
  const start = resolved.wanted.before.reduce((sum, label) => sum + label.length + 1, 0);
  return service && { at: reference.piece(start, start + service.name.length), service };
}

function leadsNowhere(from: Resource, { at, service }: Named, { release, other, asked, found }: Parted): Finding {
  return {
    message: `${describe(from)} names ${serviceWords(service)} only if the release is called ${code(release)}`,
    at: { place: at, text: thereWords(asked, service.name, other) },
    related: [{ place: service.resource.at('metadata', 'name'), text: `there the Service is called ${code(found)}` }],
    notes: ['a chart is installed under any name, and under any other one this name does not resolve'],
    help: 'make both names in the same way: of `.Release.Name`, or of the same helper',
  };
}

function selectsNothing(
  service: Service,
  { release, other, asked, found, pair, label, template }: PartedPair,
): Finding {
  return {
    message: `${serviceWords(service)} selects ${podsWords(template)} only if the release is called ${code(release)}`,
    at: { place: pair.valueAt, text: thereWords(asked, pair.value, other) },
    related: [{ place: label.valueAt, text: `there the Pods have ${code(found)}` }],
    notes: [`under any other name no Pod carries ${pairWords(pair)} as the Service wants it`],
    help: 'make both labels in the same way: of `.Release.Name`, or of the same helper',
  };
}

function thereWords(there: string, here: string, other: string): string {
  return `this ${there === here ? 'stays' : 'is'} ${code(there)} where the release is called ${code(other)}`;
}
