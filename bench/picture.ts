/** `npm run bench:picture`: the CPU time in which the page of 500 Services in one namespace is made, layout included. */
import { describeContract } from '../src/index.js';
import { graphPage } from '../src/report/pages/pages.js';

const SERVICES = 500;
const RUNS = 3;

/** One Service with its Pods, which call `calls` others. */
function app(at: number, calls: number): string {
  const urls = Array.from({ length: calls }, (_, by) => `http://app-${(at * 7 + by * 13 + 1) % SERVICES}:80`);
  const env = urls.map((url, by) => `{name: URL_${by}, value: "${url}"}`).join(', ');
  const container = `{name: main, image: "example.com/app:1", env: [${env}], ports: [{containerPort: 8080}]}`;
  return `apiVersion: v1
kind: Service
metadata: {name: app-${at}, namespace: shop}
spec: {selector: {app: app-${at}}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: app-${at}, namespace: shop}
spec:
  selector: {matchLabels: {app: app-${at}}}
  template: {metadata: {labels: {app: app-${at}}}, spec: {containers: [${container}]}}
`;
}

for (const calls of [0, 1, 3]) {
  const text = Array.from({ length: SERVICES }, (_, at) => app(at, calls)).join('---\n');
  const contract = describeContract([{ path: 'shop.yaml', text }]);
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    graphPage(contract, { version: 'bench' });
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  const edges = contract.edges.length;
  console.log(`${SERVICES} Services, ${edges} edges: ${Math.min(...times).toFixed(0)} ms of CPU`);
}
