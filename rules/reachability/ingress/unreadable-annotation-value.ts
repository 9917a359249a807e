import {
  unreadableValues,
  withoutTypographicQuotes,
  type UnreadableValue,
} from '../../../src/k8s/annotations/annotation-values.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { replacing } from '../../../src/message/replacing.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { closest } from '../../../src/text/spelling/similar.js';
import { code, codes } from '../../../src/text/words.js';

/** Any text will do for the API server: only the controller sees that the value is none of its own (semantics 7.15). */
export default defineRule({
  id: 'unreadable-annotation-value',
  severity: 'warning',
  summary: 'An annotation with a value that its controller cannot read',
  kinds: ['/Service', 'networking.k8s.io/Ingress', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'],
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { unit }) {
    for (const unreadable of unreadableValues(resource))
      if (!unit.isRefused(resource)) yield unusable(resource, unreadable);
  },
});

function unusable(resource: Resource, { key, path, value, wanted, allowed }: UnreadableValue): Finding {
  const at = resource.at(...path);
  const meant = closest(value, allowed) ?? withoutUnit(value, wanted) ?? withoutTypographicQuotes(value);
  return {
    message: `${describe(resource)} sets ${code(key)} to ${code(value)}`,
    at: { place: at, text: allowed.length === 0 ? `not ${wanted}` : `must be ${codes(allowed, 'or')}` },
    notes: ['its controller refuses the object, or goes on as if the annotation were not there'],
    fix: meant === undefined ? undefined : replacing(`write ${code(meant)}`, at, meant),
  };
}

/** `60s` where a number of seconds stands, `50Mi` where NGINX says `50m`. */
function withoutUnit(value: string, wanted: string): string | undefined {
  if (wanted.startsWith('a whole number')) return /^(\d+)s$/.exec(value)?.[1];
  const [, digits, unit] = /^(\d+)\s?([kmg])i?b?$/i.exec(value) ?? [];
  return wanted.startsWith('a number with') && digits !== undefined && unit !== undefined
    ? digits + unit.toLowerCase()
    : undefined;
}
