import { replacing } from '../../../src/message/replacing.js';
import { ingressHostProblem } from '../../../src/k8s/syntax/ingress.js';
import type { NameReason } from '../../../src/k8s/syntax/names.js';
import { isHostPlaceholder } from '../../../src/k8s/syntax/placeholders.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';
import { getList, getString, type Path, type Place } from '../../../src/tree/tree.js';

/**
 * The host of a rule is compared with the `Host` header without its port: a DNS name, or `*.` and a DNS name (semantics
 * 7.1, D21).
 */
export default defineAdmissionRule({
  id: 'invalid-ingress-host',
  severity: 'error',
  summary: 'A host in an Ingress that is no DNS name',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource) {
    for (const { path, inTls } of hostPaths(resource)) {
      const host = getString(resource.tree, ...path) ?? '';
      const isOpen = isHostPlaceholder(host) || isUnfinished(host, resource.at(...path));
      const problem = isOpen ? undefined : ingressHostProblem(host, inTls);
      if (problem !== undefined) yield invalidHost(resource, path, host, problem, inTls);
    }
  },
});

/** `grafana.` of a chart: the domain behind the dot is a value that somebody has to give. */
function isUnfinished(host: string, { span }: Place): boolean {
  return span.file.originOf?.(span).literal === false && /^\.|\.$|\.\./.test(host);
}

function hostPaths(resource: Resource): readonly { readonly path: Path; readonly inTls: boolean }[] {
  const rules = getList(resource.tree, 'spec', 'rules').map((_, index) => ({
    path: ['spec', 'rules', index, 'host'],
    inTls: false,
  }));
  const tls = getList(resource.tree, 'spec', 'tls').flatMap((entry, index) =>
    getList(entry, 'hosts').map((_, at) => ({ path: ['spec', 'tls', index, 'hosts', at], inTls: true })),
  );
  return [...rules, ...tls];
}

const HELP: Readonly<Record<string, string | undefined>> = {
  'is an IP address': 'a rule without `host` holds for every host, addresses too',
  'is a bare `*`': 'leave `host` out for a rule that holds for every host',
};

function invalidHost(
  resource: Resource,
  path: Path,
  host: string,
  { fact, notes }: NameReason,
  inTls: boolean,
): Finding {
  const place = resource.at(...path);
  const bare = bareHost(host);
  return {
    message: `${describe(resource)} has the ${inTls ? 'TLS host' : 'host'} ${code(host)}, which ${fact}`,
    at: { place, text: 'a DNS name belongs here' },
    notes,
    help: HELP[fact],
    fix: bare === undefined ? undefined : replacing(`write ${code(bare)}`, place, bare),
    keepsObject: true, // the annotations and backends of the Ingress are none the better for another host
  };
}

/** The host of a URL, of an address with a port, or in lower case. */
function bareHost(host: string): string | undefined {
  const bare = host
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/\/.*$/, '')
    .replace(/:\d+$/, '')
    .toLowerCase();
  return bare === '' || ingressHostProblem(bare) !== undefined ? undefined : bare;
}
