/** The cluster that manifests are judged for. */
export interface Cluster {
  /** The minor version of Kubernetes 1.x. */
  readonly minor: number;
  readonly namespace: string | undefined;
  readonly fieldValidation: 'strict' | 'warn' | 'ignore';
  readonly serverSide: boolean;
}
