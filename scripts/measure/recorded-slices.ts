import type { EndpointPort } from '../../src/index.js';
import type { Case } from './cases.js';
import { PLACEHOLDER, type Slice } from './slices.js';

const LINE = /^([^:]+): (?:ports (none|\S+) -> (.+)|placeholder slice, no address)$/;

const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  'deployment.apps': 'Deployment',
  'statefulset.apps': 'StatefulSet',
  'daemonset.apps': 'DaemonSet',
  'replicaset.apps': 'ReplicaSet',
  replicationcontroller: 'ReplicationController',
  'job.batch': 'Job',
  'cronjob.batch': 'CronJob',
};

/** The slices that the controllers wrote in a case, by Service; a Service that was created without slices has none. */
export function recordedSlices(item: Case): ReadonlyMap<string, readonly Slice[]> {
  const services = new Map<string, Slice[]>();
  for (const created of item.created) {
    if (created.startsWith('service/')) services.set(created.slice('service/'.length), []);
  }
  for (const line of item.endpointSlices) {
    const [, service, ports, owners] = LINE.exec(line) ?? [];
    if (service === undefined) throw new Error(`${item.id}: unreadable slice: ${line}`);
    const slice =
      ports === undefined ? PLACEHOLDER : { ports: readPorts(ports), owners: readOwners(item, service, owners ?? '') };
    services.set(service, [...(services.get(service) ?? []), slice]);
  }
  return services;
}

function readPorts(text: string): readonly EndpointPort[] {
  if (text === 'none') return [];
  return text.split(',').map((port) => {
    const [, name = '', number = '', protocol = ''] = /^(\S*)=(\d+)\/(\w+)$/.exec(port) ?? [];
    if (protocol === '') throw new Error(`unreadable port: ${port}`);
    return { name: name === '""' ? '' : name, port: Number(number), protocol };
  });
}

function readOwners(item: Case, service: string, text: string): readonly string[] {
  if (text.endsWith('[mirrored from Endpoints]')) return [`Endpoints/${service}`];
  const pods = text
    .split(' ')
    .filter((word) => !word.startsWith('host='))
    .map((word) => word.replace(/\(.*\)$/, ''));
  return [...new Set(pods.map((pod) => ownerOf(item, pod)))];
}

/** `p` is the Pod of the case, `d-*` and `d-0` are Pods that its workload `d` made. */
function ownerOf(item: Case, pod: string): string {
  const workload = pod.replace(/-(?:\*|\d+)$/, '');
  const made = (name: string): boolean => name.split('/')[1] === workload && isWorkload(name);
  const created = item.created.find((name) => name === `pod/${pod}`) ?? item.created.find(made);
  const kind = KINDS[created?.split('/')[0] ?? ''];
  if (kind === undefined) throw new Error(`${item.id}: nothing that was created makes Pod ${pod}`);
  return `${kind}/${kind === 'Pod' ? pod : workload}`;
}

function isWorkload(created: string): boolean {
  return KINDS[created.split('/')[0] ?? ''] !== undefined;
}
