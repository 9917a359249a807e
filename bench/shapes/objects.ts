/** Many objects of a kind around one that all of them mean. */
import type { InputFile } from '../../src/index.js';
import { configMap, container, deployment, file, head, many, oneFile, service } from './manifests.js';

export function oneLabelInManyNamespaces(count: number): readonly InputFile[] {
  return many(count, (at) => {
    const namespace = `team-${at}`;
    return file(`${namespace}.yaml`, [service('web', 'web', { namespace }), deployment('web', 'web', { namespace })]);
  });
}

/** Each Service selects nothing where it is, and what it would select lies in the namespaces of the others. */
export function labelsElsewhere(count: number): readonly InputFile[] {
  return many(count, (at) => {
    const object =
      at % 2 === 0
        ? service('web', 'web', { namespace: `team-${at}` })
        : deployment('web', 'web', { namespace: `team-${at}` });
    return file(`team-${at}.yaml`, [object]);
  });
}

export function servicesAlikeInManyNamespaces(count: number): readonly InputFile[] {
  return many(count, (at) => {
    const namespace = `team-${at}`;
    const env = `          env:\n            - name: URL\n              value: http://api.team-${at + 1}\n`;
    return file(`${namespace}.yaml`, [
      service('api', `api-${at}`, { namespace }),
      deployment('api', `api-${at}`, { namespace, env }),
    ]);
  });
}

export function manyServicesOfOneWorkload(count: number): readonly InputFile[] {
  return oneFile([deployment('web', 'web'), ...many(count, (at) => service(`web-${at}`, 'web'))]);
}

export function manyWorkloadsOfOneService(count: number): readonly InputFile[] {
  return oneFile([service('web', 'web'), ...many(count, (at) => deployment(`web-${at}`, 'web'))]);
}

/** Services whose label is like that of each workload, and equal to none. */
export function nearMisses(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => service(`web-${at}`, `frontend-${at}-x`)),
    ...many(count, (at) => deployment(`web-${at}`, `frontend-${at}`)),
  ]);
}

export function manyContainers(count: number): readonly InputFile[] {
  const containers = many(count, (at) => container(`web-${at}`, { port: `http-${at}` })).join('');
  return oneFile([service('web', 'web'), deployment('web', 'web', { containers })]);
}

export function manyVariables(count: number): readonly InputFile[] {
  const variables = many(
    count,
    (at) => `            - name: URL_${at}\n              value: http://web-${at}.shop.svc:80\n`,
  );
  const env = `          env:\n${variables.join('')}`;
  return oneFile([
    deployment('web', 'web', { namespace: 'shop', env }),
    ...many(count, (at) => service(`web-${at}`, 'web', { namespace: 'shop' })),
  ]);
}

export function configMapsWithHosts(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) =>
      configMap(`settings-${at}`, `  url: http://web-${at}:80\n  missing: http://wbe-${at}.shop.svc:80\n`, 'shop'),
    ),
    ...many(count, (at) => service(`web-${at}`, 'web', { namespace: 'shop' })),
    deployment('web', 'web', { namespace: 'shop' }),
  ]);
}

/** Hosts of one text, each of a Service that is not there. */
export function manyHostsInOneText(count: number): readonly InputFile[] {
  const lines = many(count, (at) => `    upstream-${at}=http://web-${at}.shop.svc.cluster.local:80\n`);
  return oneFile([
    configMap('settings', `  application.properties: |\n${lines.join('')}`, 'shop'),
    ...many(count, (at) => service(`wep-${at}`, 'web', { namespace: 'shop' })),
  ]);
}

export function manyLabels(count: number): readonly InputFile[] {
  const labels = many(count, (at) => `        label-${at}: value-${at}\n`).join('');
  const selector = many(count, (at) => `    label-${at}: value-${at}\n`).join('');
  return oneFile([
    `${head('v1', 'Service', 'web')}spec:\n  selector:\n    app: web\n${selector}  ports:\n    - port: 80\n`,
    deployment('web', 'web', { labels }),
  ]);
}

export function oneObjectRepeated(count: number): readonly InputFile[] {
  return oneFile(many(count, () => service('web', 'web')));
}

export function oneObjectInManyFiles(count: number): readonly InputFile[] {
  return many(count, (at) => file(`copy-${at}.yaml`, [service('web', 'web'), deployment('web', 'web')]));
}

export function disruptionBudgets(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    ...many(
      count,
      (at) =>
        `${head('policy/v1', 'PodDisruptionBudget', `web-${at}`)}spec:\n  minAvailable: 1\n  selector:\n    matchLabels:\n      app: web-${at}${at % 2 === 0 ? '' : 'x'}\n`,
    ),
  ]);
}

export function autoscalers(count: number): readonly InputFile[] {
  return oneFile([
    ...many(count, (at) => deployment(`web-${at}`, `web-${at}`)),
    ...many(
      count,
      (at) => `${head('autoscaling/v2', 'HorizontalPodAutoscaler', `web-${at}`)}spec:
  maxReplicas: 3
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web-${at}${at % 2 === 0 ? '' : 'x'}
`,
    ),
  ]);
}

export function slicesOfOneService(count: number): readonly InputFile[] {
  return oneFile([
    `${head('v1', 'Service', 'web')}spec:\n  ports:\n    - name: http\n      port: 80\n`,
    ...many(
      count,
      (at) => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web-${at}
  labels:
    kubernetes.io/service-name: web
addressType: IPv4
ports:
  - name: http
    port: 8080
endpoints:
  - addresses:
      - 10.${at >> 16}.${(at >> 8) & 255}.${at & 255}
`,
    ),
  ]);
}

/** StatefulSets that name one governing Service, and addresses of their Pods. */
export function manyPodNames(count: number): readonly InputFile[] {
  return oneFile([
    `${head('v1', 'Service', 'db', 'shop')}spec:\n  clusterIP: None\n  selector:\n    app: db\n  ports:\n    - name: db\n      port: 5432\n`,
    ...many(count, (at) =>
      deployment(`db-${at}`, 'db', { namespace: 'shop' })
        .replace('kind: Deployment', 'kind: StatefulSet')
        .replace('spec:\n', 'spec:\n  serviceName: db\n'),
    ),
    configMap('hosts', many(count, (at) => `  host-${at}: db-${at}-7.db.shop.svc:5432\n`).join(''), 'shop'),
  ]);
}
