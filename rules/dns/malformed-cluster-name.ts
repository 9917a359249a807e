import type { MisshapenName } from '../../src/graph/near-names/misshapen-name.js';
import { ZONE } from '../../src/k8s/syntax/names.js';
import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import type { Service } from '../../src/k8s/services/service.js';
import { callWords, fieldWords, swap } from '../../src/message/names.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';

/** `<service>.<namespace>.svc.<zone>`: DNS has no name with fewer parts, or in another order (semantics 8.2, 8.3). */
export default defineRule({
  id: 'malformed-cluster-name',
  severity: 'error',
  summary: 'A DNS name of the cluster that lacks a part, or has it in the wrong place',
  kinds: ['MisshapenName'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(reference, { names }) {
    const resolved = names.host(reference);
    if (resolved.kind !== 'misshapen') return;
    const [service] = resolved.services;
    if (service !== undefined) yield malformed(reference, resolved, service);
  },
});

function malformed(reference: NameReference, name: MisshapenName, service: Service): Finding {
  const { host, hostAt } = reference;
  const right = rightName(reference, name, service);
  const changes = right === undefined ? undefined : swap(hostAt, host, right);
  const meant = code([...name.before, service.name].join('.'));
  const { clause, label } = WORDS[name.slip]({ service, meant, host });
  return {
    message: `${callWords(reference)} ${code(host)}, ${clause}`,
    at: { place: hostAt, text: label },
    related: [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is meant` }],
    notes: [
      `names of Services are \`<service>.<namespace>.svc.${ZONE}\`: this one does not resolve`,
      `the name stands ${fieldWords(reference)}`,
    ],
    help: right === undefined ? 'write the namespace, or the short name within one namespace' : undefined,
    fix: changes && { title: 'write the name of the Service', applicability: 'unsafe', changes },
    // A cluster may have another zone.
    severity: name.slip === 'zone' || !name.certain ? 'warning' : 'error',
  };
}

interface Said {
  readonly service: Service;
  /** The Service, or the Pod with its Service. */
  readonly meant: string;
  readonly host: string;
}

type Words = (said: Said) => { readonly clause: string; readonly label: string };

const WORDS: Readonly<Record<MisshapenName['slip'], Words>> = {
  namespace: ({ service, meant }) => ({
    clause: `which lacks the namespace of ${serviceWords(service)}`,
    label: `a namespace belongs between ${meant} and ${code('svc')}`,
  }),
  svc: ({ host }) => ({
    clause: `which has no ${code('svc')} before ${code(ZONE)}`,
    label:
      host.split('.').length > 3
        ? `${code('svc')} belongs between the namespace and the zone`
        : 'namespace and `svc` are missing',
  }),
  order: () => ({
    clause: `which has ${code('svc')} before the namespace`,
    label: `${code('svc')} belongs behind the namespace`,
  }),
  zone: () => ({
    clause: `whose last labels are nearly ${code(ZONE)}`,
    label: `no such zone, unless the cluster was given one: the usual one is ${code(ZONE)}`,
  }),
  turned: ({ service }) => ({
    clause: 'which has the Service and its namespace the wrong way round',
    label: `the Service is ${code(service.name)}, its namespace stands behind it`,
  }),
};

/** With the zone where the name has one, and as short as it is where it is short. */
function rightName(
  { host, name }: NameReference,
  { before, namespace, slip }: MisshapenName,
  { resource, name: service }: Service,
): string | undefined {
  const home = namespace ?? resource.namespace;
  if (home === undefined) return undefined;
  const labels = [...before, service, home];
  if (slip === 'turned' && name.form === 'short') return labels.join('.');
  const zoned = slip === 'zone' || host.endsWith(`.${ZONE}`);
  return [...labels, 'svc', ...(zoned ? [ZONE] : [])].join('.');
}
