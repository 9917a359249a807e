import { replacing } from '../../src/message/replacing.js';
import { requirementsOf } from '../../src/k8s/labels/labels.js';
import type { Graph } from '../../src/graph/graph.js';
import { gainedSelector } from '../../src/k8s/services/gained-selector.js';
import { portWords, serviceWords } from '../../src/message/ports.js';
import type { Resource } from '../../src/k8s/object/resource.js';
import { isNameRewritten } from '../../src/k8s/operators/rewritten-names.js';
import type { Service, ServicePort } from '../../src/k8s/services/service.js';
import { isIPv4 } from '../../src/k8s/syntax/addresses.js';
import { ZONE, LABEL_PATTERN } from '../../src/k8s/syntax/names.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getString } from '../../src/tree/tree.js';

/**
 * An ExternalName Service is a CNAME record and nothing else: it selects no Pods and translates no ports (semantics
 * 2.2, 4.4, 8.3).
 */
export default defineRule({
  id: 'external-name-misuse',
  severity: 'warning',
  summary: 'An ExternalName Service used for more than a DNS name',
  kinds: ['Service'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(service, graph) {
    const { resource, type, selector, ports } = service;
    if (type !== 'ExternalName' || graph.unit.isRefused(resource) || isNameRewritten(resource)) return;
    const name = getString(resource.tree, 'spec', 'externalName') ?? '';
    if (selector !== undefined && gainedSelector(service) === undefined) yield ignoredSelector(service, graph);
    const translated = ports.find(({ port, target }) => target.kind === 'name' || target.number !== port);
    const dead = deadEnd(service, name, graph);
    if (dead !== undefined) yield dead;
    // Ingress controllers make the port of their upstream of it.
    else if (translated !== undefined && !graph.names.clientsOf(service).some(({ by }) => by === 'traffic'))
      yield untranslated(service, translated, name);
    if (isIPv4(name)) yield addressAsName(service, name, graph);
    else if (/^(localhost|localhost\.localdomain)\.?$/.test(name)) yield loopback(service, name);
    else if (name !== '') yield* inCluster(service, name, graph);
  },
});

/** Ingress controllers and Traefik read it from the Service, and dial it; nobody else gets it (semantics 4.4). */
function addressAsName(service: Service, address: string, { names }: Graph): Finding {
  const clients = names.clientsOf(service);
  const isDialled = clients.length > 0 && clients.every(({ by }) => by === 'traffic');
  return {
    message: `${serviceWords(service)} has the IP address ${code(address)} as its externalName`,
    at: { place: service.resource.at('spec', 'externalName'), text: 'served as a DNS name, which nobody can resolve' },
    ...(isDialled
      ? { notes: ['the proxy before it takes the address as it stands; a Pod that calls the name fails'] }
      : {}),
    help: 'use a Service without selector and an EndpointSlice with this address',
    severity: isDialled ? 'info' : 'warning',
  };
}

const CLUSTER_NAME = new RegExp(`^(${LABEL_PATTERN})\\.(${LABEL_PATTERN})\\.svc(\\.${ZONE.replace('.', '\\.')})?\\.?$`);

/** A name of the cluster: CNAME targets are complete names, which no search list helps (CoreDNS, ExternalName). */
function* inCluster(service: Service, name: string, { names, namespaces }: Graph): Iterable<Finding> {
  const short = names.service({ name, namespace: undefined, from: service.resource });
  if (short.kind === 'found' && short.certain) {
    yield shortName(service, name, `${name}.${namespaces.of(service.resource) ?? '<namespace>'}.svc.${ZONE}`);
    return;
  }
  const complete = CLUSTER_NAME.exec(name);
  if (complete === null) return;
  const [, wanted = '', namespace = '', zone] = complete;
  if (zone === undefined) yield shortName(service, name, `${wanted}.${namespace}.svc.${ZONE}`);
  else if (wanted === service.name && namespace === namespaces.of(service.resource)) yield itself(service, name);
  else {
    const found = names.service({ name: wanted, namespace, from: service.resource });
    if (found.kind === 'missing' && found.similar !== undefined) yield misspelled(service, name, wanted, found.similar);
  }
}

/** A port that the Service behind the name does not have: it is asked for its own ports, not for those of its Pods. */
function deadEnd(service: Service, name: string, { names }: Graph): Finding | undefined {
  const [, wanted = '', namespace] = CLUSTER_NAME.exec(name) ?? [];
  const found = names.service({ name: wanted, namespace, from: service.resource });
  const [behind, ...others] = found.kind === 'found' && found.certain ? found.services : [];
  if (behind === undefined || behind.headless || others.length > 0 || behind.ports.length === 0) return undefined;
  for (const port of service.ports) {
    const number = port.target.kind === 'name' ? undefined : port.target.number;
    if (number === undefined || behind.ports.some((each) => each.port === number)) continue;
    return noSuchPort(service, port, number, behind);
  }
  return undefined;
}

function noSuchPort(service: Service, port: ServicePort, number: number, behind: Service): Finding {
  const inside = behind.ports.find(({ target }) => target.kind === 'number' && target.number === number);
  const [only] = behind.ports.length === 1 ? behind.ports : [];
  return {
    message: `${serviceWords(service)} leads to port ${number} of ${serviceWords(behind)}, which has no such port`,
    at: {
      place: port.target.kind === 'default' ? port.at('port') : port.at('targetPort'),
      text:
        inside === undefined ? `${serviceWords(behind)} does not offer ${number}` : `${number} is a port of its Pods`,
    },
    related: (inside === undefined ? behind.ports.slice(0, 3) : [inside]).map((each) => ({
      place: each.at('port'),
      text: `${serviceWords(behind)} offers ${each.port}`,
    })),
    notes: ['the name leads to the address of that Service, where only its own ports are open'],
    fix:
      only === undefined || port.target.kind === 'default'
        ? undefined
        : replacing(`name port ${only.port}`, port.at('targetPort'), only.port),
  };
}

const nameAt = (resource: Resource): Finding['at']['place'] => resource.at('spec', 'externalName');

function ignoredSelector(service: Service, { labelled }: Graph): Finding {
  const [template] = labelled.pods(requirementsOf(service.selector), service.resource);
  return {
    message: `${serviceWords(service)} has a selector, which its type \`ExternalName\` ignores`,
    at: {
      place: service.resource.keyAt('spec', 'selector'),
      text:
        template === undefined
          ? 'an ExternalName Service selects no Pods'
          : 'these Pods get no traffic from this Service',
    },
    related: [
      { place: service.resource.at('spec', 'type'), text: 'the type that has no use for it' },
      ...(template === undefined
        ? []
        : [{ place: template.at('metadata', 'labels'), text: 'the Pods with these labels' }]),
    ],
    notes: ['clients get a CNAME record of the external name, and no endpoints are made'],
    help:
      template === undefined
        ? 'drop the selector'
        : 'drop the selector, or make it a ClusterIP Service without `externalName`',
  };
}

function untranslated(service: Service, port: ServicePort, name: string): Finding {
  const [owner, of] = [serviceWords(service), portWords(port)];
  return {
    message: `${owner} has a target port for ${of}, which its type \`ExternalName\` ignores`,
    at: { place: port.at('targetPort'), text: 'no port is translated' },
    related: [{ place: port.at('port'), text: 'clients reach the port that they dial, whatever stands here' }],
    notes: [`a client of this Service connects to ${code(name)} itself; only some ingress controllers read this port`],
    severity: 'info',
    help: 'let clients dial the port of the external host, or use a Service without selector and an EndpointSlice',
  };
}

function loopback(service: Service, name: string): Finding {
  return {
    message: `${serviceWords(service)} is another name for ${code(name)}`,
    at: { place: nameAt(service.resource), text: 'each client takes this for its own Pod' },
    notes: ['the name is resolved by the client: it never means the node, nor the Pod that the author had in mind'],
    help: 'use a Service with a selector, or an EndpointSlice with the address of the host',
  };
}

function shortName(service: Service, name: string, full: string): Finding {
  return {
    message: `${serviceWords(service)} is another name for ${code(name)}, which is not a complete DNS name`,
    at: { place: nameAt(service.resource), text: 'taken as it is: no search list is applied to it' },
    notes: ['an external name becomes the target of a CNAME record, where short names of the cluster mean nothing'],
    help: full.includes('<') ? `write ${code(full)}` : undefined,
    fix: full.includes('<') ? undefined : replacing('write the complete name', nameAt(service.resource), full),
  };
}

function itself(service: Service, name: string): Finding {
  return {
    message: `${serviceWords(service)} is another name for itself`,
    at: { place: nameAt(service.resource), text: `${code(name)} is this Service` },
    notes: ['its CNAME record leads back to itself, so the name never resolves'],
    severity: 'error',
  };
}

function misspelled(service: Service, name: string, wanted: string, similar: Service): Finding {
  return {
    message:
      `${serviceWords(service)} is another name for Service ${code(wanted)}, ` + 'which is not among the linted files',
    at: { place: nameAt(service.resource), text: 'no Service has this name' },
    related: [{ place: similar.resource.at('metadata', 'name'), text: `${serviceWords(similar)} has a similar name` }],
    fix: replacing(`name ${serviceWords(similar)}`, nameAt(service.resource), name.replace(wanted, similar.name)),
  };
}
