/** What breaks parsers, terminals and readers of reports where somebody puts it into a manifest. */
// prettier-ignore
export const PIECES: readonly string[] = [
  '---\n', '...\n', '- ', '? ', ': ', '&a ', '*a', '<<: *a\n', '!!str ', '!!binary ', '!x ', '|\n', '>-\n', '|2-\n', '"', "'", '{', '}', '[', ']', ',', '#', ' #', '\t',
  '\n', '\r\n', '\r', ' ', '   ', '\uFEFF', '\u0085', '\u2028', '\u0000', '\u0007', '\u001B[31m', '\u009B', '\u007F', '\u200B', '\u200D', '\u202E', '\u2066', '\u00AD', '\uE0001',
  '\uD800', '\uDC00', '\u{1F600}', '\u{E0041}', 'e\u0301', '\uFFFE', '中', '%YAML 1.1\n', '%TAG ! x\n', '{{ .Values.x }}', '{{- if }}\n', '<%= x %>', '${X}', '$(X)', '__X__',
  '\\', '\\n', '\\x1b', '\\u200b', '\\ud800', '`', '``', '|', '<', '&amp;', ']]>', '</script>', '::error::x', '##[add-mask]x', '##vso[a.b]c',
  '0x1F90', '0o17', '017', 'yes', 'No', 'on', '~', 'null', '1e3', '1_000', '-0', '.inf', '.nan', '80.0', '12:30', '9007199254740993', '65536', '-1', '0', '70000000000',
  '__proto__: x\n', 'constructor: {prototype: 1}\n', 'toString', 'kind: List\nitems:\n', 'apiVersion: v1\nkind: Service\n', 'svclint.dev/allow: x\n', '# svclint: allow duplicate-key\n',
  '# svclint: allow\n', 'metadata:\n', '  name: web\n', '  namespace: a/b\n', 'spec:\n', '  selector:\n', '    app: web\n', '  ports:\n', '  - port: 80\n', '    targetPort: http\n', 'a'.repeat(300),
];

/** Values that manifests hold, good ones and bad ones, for the place of another value. */
// prettier-ignore
export const VALUES: readonly string[] = [
  'web', 'Web', 'web-', 'wbe', '"web"', "'web'", '""', '{}', '[]', '[web]', '{web: web}', '80', '"80"', '8080', '0', '-1', '65535', '65536', '1e3', '0x50', '080', 'http', 'htpp', 'HTTP', 'TCP', 'UDP', 'tcp',
  'None', 'ClusterIP', 'Headless', 'ExternalName', 'LoadBalancer', 'true', 'false', 'yes', 'null', '~', 'default', 'kube-system', 'web.shop', 'web.shop.svc.cluster.local', 'http://web.shop:80/x', '10.0.0.1', '::1', '0.0.0.0/0',
  'Service', 'Deployment', 'StatefulSet', 'List', 'Pod', 'Ingress', 'NetworkPolicy', 'Kustomization', 'v1', 'apps/v1', 'networking.k8s.io/v1', 'extensions/v1beta1', 'kustomize.config.k8s.io/v1beta1', '../base', '.', '..', '/', '../../..',
  'In', 'NotIn', 'Exists', 'DoesNotExist', '*', '&a web', '*a', '!!int "80"', '|', '>', '2147483648', '99999999999999999999', 'a.b.c.d.e.f', 'a/b', 'a=b', '-', '--port=80', '$(WEB_SERVICE_HOST)',
];
