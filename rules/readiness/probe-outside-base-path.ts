import type { BasePath } from '../../src/k8s/listening/base-paths.js';
import { describe } from '../../src/k8s/object/resource.js';
import type { Container } from '../../src/k8s/pods/container.js';
import { onlyWaits } from '../../src/k8s/programs/commands.js';
import type { PodTemplate } from '../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../src/rule/rule.js';
import { code } from '../../src/text/words.js';
import { getNumber, getString, type Path } from '../../src/tree/tree.js';

/** A program that is told to answer below a path answers 404 beside it, its own health checks too (semantics 6.5). */
export default defineRule({
  id: 'probe-outside-base-path',
  severity: 'warning',
  summary: 'A probe of a path that the program answers only below the base path which it is told',
  kinds: ['Workload'],
  fixable: false,
  since: '0.1.0',

  *check({ templates, resource }, graph) {
    if (resource.partial || graph.unit.isRefused(resource)) return;
    for (const template of templates)
      for (const container of template.containers) {
        const asked = pathsAsked(container);
        const [base, ...others] = asked.length === 0 ? [] : graph.ports.basePaths(template, container);
        if (base === undefined || others.some(({ prefix }) => prefix !== base.prefix) || onlyWaits(container)) continue;
        const isAstray = base.until === undefined ? isOutside : isTakenAway;
        const astray = asked.filter((probe) => isAstray(probe.text, base));
        const [first] = astray;
        // Where some of them have the base path, the others may be for a server of its own.
        if (first === undefined || astray.length < asked.length) continue;
        yield base.until === undefined
          ? outside(template, container, first, base)
          : unserved(template, container, first, { ...base, until: base.until });
      }
  },
});

interface AskedPath {
  readonly name: string;
  readonly path: Path;
  readonly text: string;
}

/** The paths that its probes ask of the port that it declares; none where it declares several. */
function pathsAsked(container: Container): readonly AskedPath[] {
  const [own, ...more] = container.ports.filter(({ protocol }) => protocol === 'TCP');
  if (more.length > 0) return [];
  return container.checks.flatMap(({ name, path, tree }): readonly AskedPath[] => {
    const text = getString(tree, 'httpGet', 'path');
    const port = getString(tree, 'httpGet', 'port') ?? getNumber(tree, 'httpGet', 'port');
    const isOwn = own === undefined || port === own.name || Number(port) === own.number;
    if (text === undefined || !isOwn || name === 'postStart' || name === 'preStop') return [];
    return [{ name, path: [...path, 'httpGet', 'path'], text: text.startsWith('/') ? text : `/${text}` }];
  });
}

const isBelow = (text: string, { prefix }: BasePath): boolean => text === prefix || text.startsWith(`${prefix}/`);

/** One that the program would know without the base path. */
const isTakenAway = (text: string, base: BasePath): boolean =>
  isBelow(text, base) && base.moved.test(text.slice(base.prefix.length));

/** A path that is glued to the base path without a slash, as `/authrealms/master`, is outside of it too. */
function isOutside(text: string, base: BasePath): boolean {
  const { prefix, moved } = base;
  if (isBelow(text, base) || text.startsWith(`${prefix}?`)) return false;
  return moved.test(text) || (text.startsWith(prefix) && moved.test(`/${text.slice(prefix.length)}`));
}

function outside({ workload }: PodTemplate, container: Container, probe: AskedPath, base: BasePath): Finding {
  return {
    message:
      `${describe(workload.resource)} has a ${probe.name} of ${code(container.name)} for ${code(probe.text)}, ` +
      `and the program answers below ${code(base.prefix)}`,
    at: { place: container.at(...probe.path), text: 'outside of the base path' },
    related: [{ place: base.at, text: `${code(base.said)} says so` }],
    notes: ['what is asked beside the base path is answered with 404, and the probe fails'],
    help: `ask ${code(`${base.prefix}${probe.text === '/' ? '' : restOf(probe.text, base)}`)}`,
  };
}

const restOf = (text: string, { prefix }: BasePath): string =>
  text.startsWith(prefix) ? `/${text.slice(prefix.length)}` : text;

/** Only the links of the program begin with its base path: whoever proxies to it takes the path away. */
function unserved(
  { workload }: PodTemplate,
  container: Container,
  probe: AskedPath,
  base: BasePath & { readonly until: string },
): Finding {
  return {
    message:
      `${describe(workload.resource)} has a ${probe.name} of ${code(container.name)} for ${code(probe.text)}, ` +
      `and the program does not answer below ${code(base.prefix)}`,
    at: { place: container.at(...probe.path), text: 'answered with 404' },
    related: [{ place: base.at, text: `${code(base.said)} is for links, without ${code(base.until)}` }],
    notes: ['the program leaves it to a proxy to take the base path away, and the kubelet asks the program itself'],
    help: `ask ${code(probe.text.slice(base.prefix.length) || '/')}, or set ${code(base.until)} to true`,
  };
}
