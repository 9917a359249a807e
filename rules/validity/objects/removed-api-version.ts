import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';
import { type Removal, removalOf } from '../../../src/k8s/kinds/api-versions.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { foldersAbove } from '../../../src/text/paths.js';
import { code } from '../../../src/text/words.js';

/** An API version that the server no longer serves: `no matches for kind` (semantics 2.5, 11.2, C22). */
export default defineAdmissionRule({
  id: 'removed-api-version',
  severity: 'error',
  summary: 'An API version that the target version of Kubernetes no longer serves',
  kinds: ['Object'],
  marks: ['kind'],
  fixable: 'display-only',
  since: '0.1.0',
  *check(resource, { minor }) {
    const removal = removalOf(resource.apiVersion, resource.kind);
    if (removal === undefined || minor < removal.minor) return;
    const finding = removed(resource, removal, minor);
    yield isKeptForOldClusters(resource, removal) ? { ...finding, severity: 'info' } : finding;
  },
});

/**
 * `crds/v1beta1/` beside `crds/v1/`, `shop-1.15.yaml`, `shop_v16.yaml`: who calls a folder or a file so knows, and
 * keeps it for old clusters.
 */
function isKeptForOldClusters({ file, apiVersion }: Resource, removal: Removal): boolean {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (foldersAbove(file.path).some((folder) => folder === version || folder.endsWith(`/${version}`))) return true;
  const [, dotted, short, named] = OLD_CLUSTERS.exec(file.path) ?? [];
  const minor = dotted ?? short;
  return named === version || (minor !== undefined && Number(minor) <= removal.minor);
}

/** The end of a file's name: a minor version of Kubernetes, from 1.7 on, or a version of an API. */
const OLD_CLUSTERS =
  /[-_.](?:(?:k8s-?|pre-?)?(?:v?1[._]([7-9]|[12]\d)|v([12]\d))(?:\.\d+)?|(v\d+(?:alpha|beta)\d+))\.ya?ml$/;

function removed(resource: Resource, { minor, instead }: Removal, target: number): Finding {
  const at = resource.at('apiVersion');
  return {
    message: `${describe(resource)} uses ${code(resource.apiVersion)}, which Kubernetes 1.${minor} removed`,
    at: { place: at, text: instead === '' ? 'removed without a successor' : `now ${code(instead)}` },
    keepsObject: instead !== '', // whoever writes the other version has the same mistakes left
    notes: [`judged for Kubernetes 1.${target}; \`--kubernetes-version\` changes the verdict`],
    fix:
      instead === ''
        ? undefined
        : {
            title: `write ${code(instead)}, and adapt the fields that changed`,
            applicability: 'display-only',
            changes: [{ replace: at, with: instead }],
          },
  };
}
