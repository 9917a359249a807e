import type { UncertifiedCall } from '../../../src/graph/references/certified-calls.js';
import { certifiedNames, type CertifiedName } from '../../../src/k8s/companions/certificates.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { type Change, defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** The API server asks the certificate of a webhook for `<service>.<namespace>.svc` (semantics 7.24). */
export default defineRule({
  id: 'uncertified-webhook-service',
  severity: 'error',
  summary: 'A webhook, API service or conversion whose certificate is not for the Service that the API server calls',
  kinds: ['cert-manager.io/Certificate'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(certificate, { names, unit }) {
    if (certificate.partial || unit.isRefused(certificate)) return;
    for (const call of names.uncertifiedCalls(certificate)) yield uncertified(certificate, call);
  },
});

function uncertified(certificate: Resource, { call, asked, server }: UncertifiedCall): Finding {
  const all = certifiedNames(certificate);
  const wrong = nearest(all, asked);
  const changes = wrong === undefined ? [] : renamings(certificate, all, wrong, asked);
  return {
    message: `${describe(certificate)} is not for ${code(asked)}, which ${WORDS.get(call.role) ?? 'a webhook'} calls`,
    at: {
      place: certificate.at(...(wrong?.path ?? ['spec', 'dnsNames'])),
      text: all.length === 1 ? 'the certificate is for this name' : 'none of these names is the one that is asked for',
    },
    related: [
      { place: call.nameAt, text: `${describe(call.from)} trusts ${describe(certificate)}` },
      ...(server === undefined
        ? []
        : [
            {
              place: server.workload.resource.at('metadata', 'name'),
              text: `${describe(server.workload.resource)} serves with this certificate`,
            },
          ]),
    ],
    notes: ['the API server asks for `<service>.<namespace>.svc`: without that name the call fails with an x509 error'],
    help: changes.length === 0 ? `add ${code(asked)} to \`dnsNames\`` : undefined,
    fix:
      changes.length === 0
        ? undefined
        : { title: `write ${code(asked.slice(0, -SUFFIX.length))}`, applicability: 'unsafe', changes },
    // Nothing shows that the Pods serve with it: another certificate of the same authority may do.
    severity: server === undefined ? 'warning' : 'error',
  };
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['API service', 'an APIService'],
  ['conversion webhook', 'a conversion webhook'],
]);

const SUFFIX = '.svc';

/** The name that differs in the Service or in the namespace only, else the first of a Service. */
function nearest(names: readonly CertifiedName[], asked: string): CertifiedName | undefined {
  const [service, namespace] = asked.split('.');
  const inCluster = names.filter(({ name }) => /^[^.*]+\.[^.]+\.svc$/.test(name));
  return (
    inCluster.find(({ name }) => name.split('.')[0] === service) ??
    inCluster.find(({ name }) => name.split('.')[1] === namespace) ??
    inCluster[0] ??
    names[0]
  );
}

/** Each form of the wrong name, with its zone and without; none where it is no name of a Service. */
function renamings(
  certificate: Resource,
  names: readonly CertifiedName[],
  wrong: CertifiedName,
  asked: string,
): readonly Change[] {
  if (!wrong.name.endsWith(SUFFIX)) return [];
  const [from, to] = [wrong.name, asked].map((name) => name.slice(0, -SUFFIX.length)) as [string, string];
  return names
    .filter(({ name }) => name === from || name.startsWith(`${from}${SUFFIX}`))
    .map(({ name, path }) => ({ replace: certificate.at(...path), with: `${to}${name.slice(from.length)}` }));
}
