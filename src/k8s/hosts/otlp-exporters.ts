/** In what an exporter of OTLP sends: gRPC and HTTP have a port each at the receiver (semantics 7.16). */
export type OtlpTransport = 'grpc' | 'http' | 'either';

/** How far above its endpoint an exporter of the Collector may be named. */
const FAR = 600;

/** `otlphttp:`, `otlp/traces:`: the types of the Collector's exporters, with a name of their own behind a slash. */
const EXPORTER = /^(otlp|otlphttp|otlp_http|otlp_grpc)(?:\/[\w.-]+)?$/;

const TRANSPORTS: Readonly<Record<string, OtlpTransport>> = { otlp: 'grpc', otlp_grpc: 'grpc' };

/**
 * The exporter that an endpoint in a configuration of the Collector belongs to: the key above the line, with less
 * indentation.
 */
export function otlpExporterAt(text: string, at: number): OtlpTransport | undefined {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const own = /^( +)(?:endpoint|(?:traces|metrics|logs)_endpoint): *["']?(?:https?:\/\/)?$/.exec(text.slice(start, at));
  if (own === null) return undefined;
  const indent = own[1]?.length ?? 0;
  const above = text.slice(Math.max(0, start - FAR), Math.max(0, start - 1)).split('\n');
  for (const line of above.reverse()) {
    const [, spaces = '', key] = /^( *)([\w./-]+): *(?:#.*)?$/.exec(line) ?? [];
    if (key === undefined || spaces.length >= indent) continue;
    const [, type] = EXPORTER.exec(key) ?? [];
    return type === undefined ? undefined : (TRANSPORTS[type] ?? 'http');
  }
  return undefined;
}

/** `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, and the word between, which the variable of its protocol has, too. */
const ENDPOINT = /^OTEL_EXPORTER_OTLP_(TRACES_|METRICS_|LOGS_)?ENDPOINT$/;

/** What the variables of an SDK say: its own variable of a signal goes before the one for all. */
export function otlpVariableOf(
  name: string,
  variables: readonly { readonly name: string; readonly value: string }[],
): OtlpTransport | undefined {
  const match = ENDPOINT.exec(name);
  if (match === null) return undefined;
  const valueOf = (signal: string): string | undefined =>
    variables.find((variable) => variable.name === `OTEL_EXPORTER_OTLP_${signal}PROTOCOL`)?.value;
  const protocol = valueOf(match[1] ?? '') ?? valueOf('');
  if (protocol === 'grpc') return 'grpc';
  return protocol === 'http/protobuf' || protocol === 'http/json' ? 'http' : 'either';
}
