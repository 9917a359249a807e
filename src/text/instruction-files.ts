import { nameOf } from './paths.js';

/**
 * Texts that tell people and machines how manifests are applied: scripts, Makefiles and their like, pages, pipelines.
 * They are read for their commands alone.
 */
export function isInstructionFile(path: string): boolean {
  return BY_NAME.test(nameOf(path)) || PIPELINE.test(path);
}

const BY_NAME =
  /^(?:(?:gnu)?makefile|justfile|tiltfile|jenkinsfile(?:[.-][\w.-]+)?|earthfile|configure|bootstrap|setup|install|deploy|generate|render|taskfile\.ya?ml|(?:skaffold|helmfile)[\w.-]*\.ya?ml)$|\.(?:mk|sh|bash|ps1|bat|cmd|md|adoc|rst|just|groovy|jenkinsfile)$|^(?:makefile\.\w+|readme\.txt)$/i;

const PIPELINE =
  /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.ya?ml|\.travis\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml)$/;
