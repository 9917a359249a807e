import type { MeantCompanion } from '../../../src/graph/references/companions.js';
import { COMPANION_KINDS, companionNames, type CompanionName } from '../../../src/k8s/companions/companion-names.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { TRAEFIK_GROUPS } from '../../../src/k8s/routes/traefik-middlewares.js';
import { defineRule, type Finding, type FixRecipe } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/** A controller leaves alone, or drops, what names an object that it does not find (semantics 7.18). */
export default defineRule({
  id: 'dangling-object-reference',
  severity: 'warning',
  summary: 'An issuer, a Secret, a class, a plugin or the target of a policy that is on disk under another name',
  kinds: COMPANION_KINDS,
  fixable: 'unsafe',
  since: '0.1.0',

  *check(resource, { unit, names, elsewhere }) {
    // What is absent here, a kustomization may bring, or move to another namespace.
    if (resource.partial || unit.isRefused(resource)) return;
    for (const name of companionNames(resource)) {
      if (name.targets.some(({ kind }) => elsewhere.isUnread(kind, name.name))) continue; // in a broken document
      const found = names.meantCompanion(name);
      if (found !== undefined && !isSaidOfMiddlewares(name, found)) yield dangling(name, found);
    }
  },
});

/** The namespace of a Middleware is the business of a rule of its own. */
function isSaidOfMiddlewares({ targets }: CompanionName, { how }: MeantCompanion): boolean {
  return (
    how === 'namespace' && targets.some(({ group, kind }) => TRAEFIK_GROUPS.includes(group) && kind === 'Middleware')
  );
}

function dangling(name: CompanionName, found: MeantCompanion): Finding {
  const { meant } = found;
  const kind = name.targets[0]?.kind ?? meant.kind;
  const itself = meant.resource.kind === meant.kind;
  return {
    message: `${describe(name.from)} names ${kind} ${code(name.name)}, ${endOf(found)}`,
    at: { place: name.at, text: found.how === 'kind' ? `no ${kind} has this name` : `no ${kind} has it here` },
    related: [
      {
        place: found.how === 'namespace' ? meant.resource.at('metadata', 'namespace') : meant.at,
        text: itself ? describe(meant.resource) : `${describe(meant.resource)} makes this ${meant.kind}`,
      },
    ],
    notes: [name.lost],
    help:
      found.how === 'kind'
        ? `say \`${meant.kind}\` where ${kind} is meant now, by a \`kind\` or the other annotation`
        : undefined,
    fix: fixOf(name, found),
  };
}

function endOf(found: MeantCompanion): string {
  const { meant } = found;
  switch (found.how) {
    case 'kind':
      return `and the one of this name is a ${meant.kind}`;
    case 'namespace':
      return `which is in namespace ${code(found.namespace)}`;
    case 'slip':
      return `and the one on disk is called ${code(meant.name)}`;
    case 'left':
      return `and the only one beside it, which nobody names, is ${code(meant.name)}`;
  }
}

function fixOf({ at, joined }: CompanionName, { how, meant }: MeantCompanion): FixRecipe | undefined {
  if (joined || (how !== 'slip' && how !== 'left')) return undefined;
  return {
    title: `name ${code(meant.name)}`,
    applicability: 'unsafe',
    changes: [{ replace: at, with: meant.name, inside: true }],
  };
}
