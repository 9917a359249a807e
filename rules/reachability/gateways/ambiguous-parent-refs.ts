import { parentRefsOf, type ParentRef, ROUTE_KINDS } from '../../../src/k8s/routes/gateway-api.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { code, printable } from '../../../src/text/words.js';

/**
 * `sectionName or port must be specified`, and be unique, where a route names one parent twice: rules of the
 * CustomResourceDefinition (semantics 7.2, G06).
 */
export default defineAdmissionRule({
  id: 'ambiguous-parent-refs',
  severity: 'error',
  summary: 'A route that names one Gateway twice without saying which of its listeners it means',
  kinds: ROUTE_KINDS,
  fixable: false,
  since: '0.1.0',

  *check(resource) {
    if (resource.patched) return;
    const said = new Set<string>(); // one finding a parent, however often it is named
    const refs = parentRefsOf(resource);
    for (const [index, second] of refs.entries()) {
      const first = refs
        .slice(0, index)
        .find((earlier) => isSameParent(earlier, second) && isAmbiguous(earlier, second));
      if (first === undefined || said.has(parentId(second))) continue;
      said.add(parentId(second));
      yield ambiguous(resource, first, second);
    }
  },
});

/** The server compares what is written: a namespace and its absence are two parents to it. */
function parentId({ group, kind, namespace, name }: ParentRef): string {
  return [group, kind, namespace, name].join('\0');
}

function isSameParent(a: ParentRef, b: ParentRef): boolean {
  return parentId(a) === parentId(b);
}

/** Both or none must have a `sectionName`, and both or none a `port`; one of the two must differ. */
function isAmbiguous(a: ParentRef, b: ParentRef): boolean {
  const mixed =
    (a.sectionName === undefined) !== (b.sectionName === undefined) ||
    (a.port === undefined) !== (b.port === undefined);
  return mixed || (a.sectionName === b.sectionName && a.port === b.port);
}

function ambiguous(route: Resource, first: ParentRef, second: ParentRef): Finding {
  const same = first.sectionName === second.sectionName && first.port === second.port;
  const listener = second.sectionName === undefined ? '' : ` and its listener ${code(second.sectionName)}`;
  const parent = `${printable(second.kind)} ${code(second.name)}`;
  const twice = same ? `${listener} twice` : ' twice, in two ways that overlap';
  return {
    message: `${describe(route)} names ${parent}${twice}`,
    at: { place: route.at(...second.path, 'name'), text: same ? `the same parent again` : `with ${howNamed(second)}` },
    related: [
      {
        place: route.at(...first.path, 'name'),
        text: same ? 'first named here' : `first named here, with ${howNamed(first)}`,
      },
    ],
    notes: [
      'the API server refuses the route: ' +
        'entries for one parent must all have a `sectionName`, or a `port`, of their own',
    ],
    help: same
      ? 'remove one of them, or give each a `sectionName`'
      : 'give each of them a `sectionName`, or keep the one without, which means every listener',
  };
}

function howNamed({ sectionName, port }: ParentRef): string {
  if (sectionName === undefined && port === undefined) return 'every listener';
  return sectionName === undefined ? `port ${port ?? ''}` : `listener ${code(sectionName)}`;
}
