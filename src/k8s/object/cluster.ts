/** The cluster that manifests are judged for. */
export interface Cluster {
  /** The minor version of Kubernetes 1.x. */
  readonly minor: number;
  readonly namespace: string | undefined;
  readonly fieldValidation: 'strict' | 'warn' | 'ignore';
  readonly serverSide: boolean;
}

/** The minor version that a text such as `1.34` or `v1.34.2` says; undefined for any other. */
export function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
