import { expect, it } from 'vitest';
import { wordsOf } from '../support/words.js';

const caller = (value: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: registry.example/web, env: [{name: ORDERS_URL, value: "${value}"}]}]}\n`;
const orders = (ports: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: orders}\nspec: {selector: {app: orders}, ports: [${ports}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: orders, labels: {app: orders}}\nspec: {containers: [{name: orders, image: registry.example/orders, ports: [{containerPort: 8080}, {containerPort: 9090}]}]}\n`;
const said = (...texts: readonly string[]): readonly (readonly string[])[] =>
  wordsOf('localhost-for-other-pod', texts).map((words) => words.split('\n'));

it.each([
  ['{port: 8080}', 'Service `orders` has port 8080'],
  ['{port: 80, targetPort: 8080}', 'Service `orders` has port 80'],
  ['{name: a, port: 90, targetPort: 9090}, {name: b, port: 80, targetPort: 8080}', 'Service `orders` has port 80'],
  ['{name: a, port: 90, targetPort: 8080}, {name: b, port: 8080, targetPort: 9090}', 'Service `orders` has port 8080'],
])('calls the Service with %s by the port that leads there', (ports, label) => {
  expect(said(caller('http://localhost:8080/x'), orders(ports))).toEqual([
    [
      'warning: Pod `web` calls `localhost:8080`, where nothing in the Pod listens',
      'this address is the Pod itself',
      label,
      'no container of the Pod declares, names or is known to open port 8080',
      'the address stands in variable `ORDERS_URL`',
      'call Service `orders`',
    ],
  ]);
});
