/** Regular expressions of values that both the settings file and options of the command line take. */
export const FORMS = {
  /** An RFC 1123 label. */
  namespace: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
  kubernetesVersion: '^v?1\\.[0-9]{1,3}(\\.[0-9]+)?$',
  /**
   * `db`, `shop/db`, `*-rw`: names of Services and namespaces are RFC 1123 labels, and `*` stands for any part of one.
   */
  external: '^([-a-z0-9*]+/)?[-a-z0-9*]+$',
  workloadKind: '^[-a-z0-9.*]+(/v[0-9a-z*]+)?/[A-Za-z0-9*]+$',
  workloadPath: '^[\\w*-]+(\\.[\\w*-]+)*$',
  /** `Service/web`, `Service/shop/web`, `*` in any part. */
  resource: '^[A-Za-z0-9*]+(/[-a-z0-9.*]+){1,2}$',
  text: '\\S',
} as const;
