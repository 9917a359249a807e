import type { NameReference } from '../../src/k8s/dns/name-reference.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import type { Service } from '../../src/k8s/services/service.js';
import { browserVariable, type BrowserVariable } from '../../src/k8s/variables/browser-variables.js';
import { serviceWords } from '../../src/message/ports.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code, count } from '../../src/text/words.js';
import { getList, getString } from '../../src/tree/tree.js';

/** Names of Services resolve in Pods alone; what a tool writes into a page is read in a browser (semantics 8.2). */
export default defineRule({
  id: 'cluster-name-in-browser',
  severity: 'warning',
  summary: 'A variable that a page hands to the browser, with the name of a Service, which no browser resolves',
  kinds: ['FoundName'],
  fixable: false,
  since: '0.1.0',

  *check(name, { names }) {
    const variable = browserVariable(name.key);
    if (variable === undefined) return;
    // One tells of all that the object hands on.
    const handed = names.handedToBrowsers(name.from);
    if (handed[0] !== name) return;
    const [reader] = name.template === undefined ? names.readersOf(name.from) : [name.template];
    if (reader?.containers.some((container) => readsItself(container, name.key)) !== false) return;
    const resolved = names.host(name);
    const service = resolved.kind === 'found' ? resolved.services[0] : undefined;
    if (service !== undefined) yield unresolved({ name, service, variable }, handed.length);
  },
});

interface Handed {
  readonly name: NameReference;
  readonly service: Service;
  readonly variable: BrowserVariable;
}

/** The server's own use of a variable: an order that names it, or a template of nginx's image that may. */
function readsItself(container: Container, variable: string): boolean {
  const orders = ['command', 'args'].flatMap((field) => getList(container.get(field)));
  return (
    orders.some((word) => getString(word)?.includes(variable) === true) ||
    getList(container.get('volumeMounts')).some((mount) => /\btemplates\b/.test(getString(mount, 'mountPath') ?? ''))
  );
}

function unresolved({ name, service, variable }: Handed, total: number): Finding {
  const more = total > 1 ? `; ${count(total - 1, 'more variable')} likewise` : '';
  return {
    message:
      `${describe(name.from)} hands the name of Service ${code(service.name)} ` +
      'to browsers, which do not resolve it',
    at: { place: name.hostAt, text: `a name of the cluster, in ${code(name.key)}${more}` },
    related: [{ place: service.resource.at('metadata', 'name'), text: `${serviceWords(service)} is called` }],
    notes: [
      `${variable.tool} writes variables ${code(`${variable.prefix}…`)} into the page when it is built, ` +
        'and the browser asks its own DNS',
    ],
    help: 'give the browser a path of the same host, as `/api`, or a host that an Ingress or a route serves',
  };
}
