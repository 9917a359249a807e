import { replacing } from '../../../src/message/replacing.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { covers, ruleHostsOf, tlsHostsOf, type IngressHost } from '../../../src/k8s/routes/ingress-hosts.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { isSlip } from '../../../src/text/spelling/slip.js';
import { code } from '../../../src/text/words.js';

/**
 * A certificate is shown to requests for the hosts of `tls`; a rule whose host none of them covers gets that of the
 * controller (semantics 7.1).
 */
export default defineRule({
  id: 'unruled-tls-host',
  severity: 'warning',
  summary: 'A TLS host of an Ingress that is a slip for the host of a rule',
  kinds: ['networking.k8s.io/v1/Ingress'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(ingress, { unit }) {
    if (ingress.partial || unit.isRefused(ingress)) return;
    const [rules, secured] = [ruleHostsOf(ingress), tlsHostsOf(ingress)];
    const bare = rules.filter(({ host }) => !secured.some((tls) => covers(tls.host, host)));
    for (const tls of secured) {
      if (rules.some(({ host }) => covers(tls.host, host) || covers(host, tls.host))) continue;
      // More names than rules are usual, in a certificate for several Ingresses: only a slip says something.
      const meant = bare.find(({ host }) => isSlip(host, tls.host));
      if (meant !== undefined) yield unruled(ingress, tls, meant);
    }
  },
});

function unruled(ingress: Resource, tls: IngressHost, rule: IngressHost): Finding {
  const place = ingress.at(...tls.path);
  return {
    message: `${describe(ingress)} has a certificate for ${code(tls.host)}, and no rule for that host`,
    at: { place, text: 'no rule has this host' },
    related: [
      { place: ingress.at(...rule.path), text: 'a rule for a host with a similar name, without a certificate' },
    ],
    notes: [
      'requests for the host of the rule are shown the default certificate of the controller, which clients refuse',
    ],
    fix: replacing('use the host of the rule', place, rule.host),
  };
}
