/**
 * True for what a build of Java reads and finishes: Quarkus merges these files with what it generates, and JKube those
 * of its folder. Their parsers write every scalar as the type that its field has (semantics 14.2).
 */
export function isBuildFragment(path: string): boolean {
  return FRAGMENT.test(path);
}

const FRAGMENT =
  /(^|\/)src\/main\/(kubernetes\/(common|kind|knative|kubernetes|minikube|openshift)|(fabric8|jkube)\/[^/]+)\.ya?ml$/;
