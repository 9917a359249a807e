import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import type { Graph } from '../../graph/graph.js';
import { describe } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { positionAt, writtenSpan, type Span } from '../../text/source-file.js';
import { code, codes, list } from '../../text/words.js';
import { getString, type Place } from '../../tree/tree.js';
import type { Findings } from '../evidence/findings.js';
import type { Backing, BackingPods } from './backing.js';
import type { Lack } from './endpoints.js';

/** Rules that explain why a Service has no endpoints, or none with ports. */
const EXPLAINING: ReadonlySet<string> = new Set([
  'unmatched-service-selector',
  'gained-service-selector',
  'revision-pinned-selector',
  'crossed-service-selector',
  'empty-service-selector',
  'service-without-endpoints',
  'unmirrored-endpoints',
  'unknown-target-port-name',
  'target-port-protocol-mismatch',
  'shadowed-port-name',
]);

interface Ground {
  readonly graph: Graph;
  readonly findings: Findings;
}

/** Why nothing answers behind a Service: what a rule says of it, with its place; else what the objects show. */
export function lackOf(service: Service, backing: Backing, ground: Ground): Lack | null {
  if (backing.source === 'external-name') return elsewhere(service);
  if (hasEndpoint(service, backing)) return neverReady(service, backing, ground);
  const finding = strandedFor(service, ground.findings) ?? findingFor(service, backing, ground);
  if (finding !== undefined) return lack(finding.message, finding.primary.span, finding.rule);
  const refused = backing.pods[0];
  if (refused?.absent === 'refused' && backing.pods.every(({ absent }) => absent !== undefined))
    return refusal(refused, ground);
  const [text, place] = plainReason(service, backing);
  return lack(text, writtenSpan(place.span), null);
}

/** An ExternalName has no endpoints by its nature. */
function elsewhere({ resource }: Service): Lack {
  const name = getString(resource.tree, 'spec', 'externalName') ?? '';
  const { span } = resource.at('spec', 'externalName');
  return lack(`DNS answers with ${code(name)}, which is no Pod`, writtenSpan(span), null);
}

/** Pods that never become ready are in no endpoints that get requests. */
function neverReady(service: Service, { pods }: Backing, { graph, findings }: Ground): Lack | null {
  const present = pods.filter(({ absent }) => absent === undefined);
  const isReady = present.some(({ readiness }) => readiness !== 'never');
  const [first] = present;
  if (first === undefined || isReady || service.publishNotReadyAddresses) return null;
  const { resource } = first.template.workload;
  const finding = findings
    .about(resource, graph.namespaces)
    .find(({ rule, severity }) => rule === 'unknown-probe-port-name' && severity === 'error');
  return finding === undefined
    ? lack(
        `the Pods of ${describe(resource)} never become ready`,
        writtenSpan(resource.at('metadata', 'name').span),
        null,
      )
    : lack(finding.message, finding.primary.span, finding.rule);
}

/** Endpoints that are written by hand under another name, which a rule takes for those of this Service. */
function strandedFor({ resource }: Service, findings: Findings): Diagnostic | undefined {
  const { file, start } = writtenSpan(resource.at('metadata', 'name').span);
  return findings
    .of('stranded-endpoints')
    .find(({ related }) => related.some(({ span }) => span.file === file && span.start === start));
}

function findingFor(service: Service, { source }: Backing, { graph, findings }: Ground): Diagnostic | undefined {
  const about = findings.about(service.resource, graph.namespaces);
  return source === 'rejected'
    ? about.find(({ severity }) => severity === 'error')
    : about.find(({ rule }) => EXPLAINING.has(rule));
}

/** An address with a port; a headless Service without ports needs none. */
function hasEndpoint({ ports: offered, headless }: Service, { pods, written }: Backing): boolean {
  const needsNone = headless && offered.length === 0;
  return (
    pods.some(
      ({ absent, ports }) => absent === undefined && (needsNone || ports.some(({ number }) => number !== undefined)),
    ) || written.some(({ hasAddresses, ports }) => hasAddresses && (needsNone || ports.length > 0))
  );
}

function plainReason(service: Service, { source, pods, written }: Backing): readonly [text: string, place: Place] {
  const { resource, selector } = service;
  const name = resource.at('metadata', 'name');
  if (source === 'rejected') return ['the API server refuses the Service', name];
  if (source === 'none') return ['no selector, and no endpoints among the files', name];
  if (selector === undefined)
    return written.some(({ hasAddresses }) => hasAddresses)
      ? ['what is written by hand has no ports', name]
      : ['no address in what is written by hand', name];
  const wanted = [...selector.values()].map(({ key, value }) => `${key}: ${value}`);
  if (pods.length === 0) return [`no Pod among the files carries ${codes(wanted)}`, resource.at('spec', 'selector')];
  const [first] = pods;
  if (first !== undefined && pods.every(({ absent }) => absent !== undefined)) return absentReason(first);
  const missing = service.ports.flatMap(({ target }) => (target.kind === 'name' ? [target.name] : []));
  const port = service.ports.find(({ target }) => target.kind === 'name');
  const owners = list(
    pods.map(({ template }) => describe(template.workload.resource)),
    'or',
    3,
  );
  return [`no port of ${owners} is named ${codes(new Set(missing), 'or')}`, port?.at('targetPort') ?? name];
}

/** A workload that never gets into the cluster: at the text for which the API server refuses it. */
function refusal({ template }: BackingPods, { graph, findings }: Ground): Lack {
  const { resource } = template.workload;
  const text = `the API server refuses ${describe(resource)}`;
  const error = findings.about(resource, graph.namespaces).find(({ severity }) => severity === 'error');
  return error === undefined
    ? lack(text, writtenSpan(resource.at('metadata', 'name').span), null)
    : lack(`${text}: ${error.message}`, error.primary.span, error.rule);
}

function absentReason({ template, absent }: BackingPods): readonly [text: string, place: Place] {
  const { resource } = template.workload;
  const owner = describe(resource);
  if (absent === 'suspended') return [`${owner} is suspended`, resource.at('spec', 'suspend')];
  return [`${owner} is scaled to no Pod`, resource.at('spec', 'replicas')];
}

function lack(text: string, span: Span, rule: string | null): Lack {
  const { line, column } = positionAt(span.file, span.start);
  return { text, file: span.file.path, line, column, rule };
}
