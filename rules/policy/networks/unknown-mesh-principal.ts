import type { Graph } from '../../../src/graph/graph.js';
import type { RunningAccounts } from '../../../src/graph/labelled/accounts.js';
import { meshSelectorOf } from '../../../src/k8s/policies/mesh-policy.js';
import {
  type MeshPrincipal,
  type MeshPrincipals,
  meshPrincipalsOf,
} from '../../../src/k8s/policies/mesh-principals.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { accountOf, type PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getString } from '../../../src/tree/tree.js';

/** A mesh knows Pods by the ServiceAccount that they run as (semantics 7.3). */
export default defineRule({
  id: 'unknown-mesh-principal',
  severity: 'warning',
  summary: 'An AuthorizationPolicy that admits a ServiceAccount as which no Pod of its namespace runs',
  kinds: ['security.istio.io/AuthorizationPolicy'],
  fixable: false,
  since: '0.1.0',

  *check(resource, graph) {
    if (resource.partial || graph.unit.isRefused(resource)) return;
    if ((getString(resource.tree, 'spec', 'action') ?? 'ALLOW') !== 'ALLOW') return;
    const principals = meshPrincipalsOf(resource);
    if (principals.named.length === 0) return;
    const running = graph.labelled.accountsBeside(resource);
    if (running === undefined || running.byAccount.size === 0) return;
    const missing = principals.named.filter((principal) => isMissing(resource, principal, running, graph));
    const [first] = missing.flatMap((principal): readonly Missing[] => {
      const template = namesakeOf(principal, running) ?? refusedCaller(resource, principals, missing, running, graph);
      return template === undefined ? [] : [{ principal, template }];
    });
    if (first !== undefined) yield nobody(resource, first, missing.length - 1);
  },
});

interface Missing {
  readonly principal: MeshPrincipal;
  /** The Pods that were meant. */
  readonly template: PodTemplate;
}

/** No Pod runs as it, and nobody makes the account for Pods that may come from elsewhere. */
function isMissing(
  resource: Resource,
  { namespace, account }: MeshPrincipal,
  { byAccount }: RunningAccounts,
  { namespaces, unit, elsewhere }: Graph,
): boolean {
  return (
    namespace === namespaces.of(resource) &&
    !byAccount.has(account) &&
    unit.named('', 'ServiceAccount', account).length === 0 &&
    elsewhere.named('', 'ServiceAccount', account, null).length === 0
  );
}

/** `shop` and `shop-sa`: the workload that the account is called after. */
function namesakeOf({ account }: MeshPrincipal, { byWorkload }: RunningAccounts): PodTemplate | undefined {
  return byWorkload.get(account) ?? byWorkload.get(account.replace(/-(?:sa|service-?account|account)$/, ''));
}

/** Pods that call those of the policy by name, while it admits none but accounts that nobody has. */
function refusedCaller(
  resource: Resource,
  { named, admitsOthers }: MeshPrincipals,
  missing: readonly MeshPrincipal[],
  { byAccount }: RunningAccounts,
  { labelled, selection, names, unit, namespaces }: Graph,
): PodTemplate | undefined {
  const selector = meshSelectorOf(resource);
  const home = namespaces.of(resource);
  const others = unit.inNamespace('security.istio.io', 'AuthorizationPolicy', home);
  if (admitsOthers || selector.length === 0 || named.length > missing.length || others.length > 1) return undefined;
  const selected = labelled.pods(selector, resource);
  const callers = selected
    .flatMap((template) => selection.servicesOf(template))
    .flatMap((service) => names.clientsOf(service))
    .flatMap(({ name }) => name?.template ?? []);
  return callers.find(
    (caller) => !selected.includes(caller) && byAccount.get(accountOf(caller))?.includes(caller) === true,
  );
}

function nobody(resource: Resource, { principal, template }: Missing, more: number): Finding {
  const { account, namespace, at } = principal;
  return {
    message:
      `${describe(resource)} admits ServiceAccount ${code(account)}, as which no Pod of ${code(namespace)} runs` +
      (more === 0 ? '' : `, and ${more} more like it`),
    at: { place: at, text: 'nobody among the linted files has this identity' },
    related: [
      {
        place: template.workload.resource.keyAt(...template.path, 'spec'),
        text: `${podsWords(template)} run as ${code(accountOf(template))}`,
      },
    ],
    notes: ['what no rule of an ALLOW policy admits gets 403 (`RBAC: access denied`)'],
    help: `write ${code(`serviceAccountName: ${account}`)} for the Pods that call, and make the ServiceAccount`,
  };
}
