import { readEndpoint, yamlKeys, type Endpoint } from './config-readers.js';

/** The ports of a receiver for OTLP that leaves its `endpoint` out (OpenTelemetry Collector, receiver/otlpreceiver). */
const PORTS: ReadonlyMap<string, number> = new Map([
  ['grpc', 4317],
  ['http', 4318],
]);

const RECEIVER = /^(?:traces\.configs\.)?receivers\.otlp(?:\/[\w-]+)?\.protocols\.(grpc|http)$/;

/** From 0.104 on a receiver without `endpoint` listens on the loopback, before on every address. */
export function listensLocally(image: string): boolean {
  const minor = /:v?0\.(\d+)\./.exec(image)?.[1];
  return minor === undefined ? /:(latest|[1-9][\d.]*)$|^[^:]*$/.test(image) : Number(minor) >= 104;
}

/**
 * Where the receivers for OTLP in a configuration of the Collector, or in the traces of Grafana Agent, listen; those of
 * other protocols are not read. `isLocal` where a receiver without `endpoint` takes the loopback.
 */
export function otlpReceivers(text: string, isLocal: boolean): readonly Endpoint[] {
  const keys = yamlKeys(text);
  return [...keys].flatMap(([path, { value, start }]): readonly Endpoint[] => {
    const protocol = RECEIVER.exec(path)?.[1];
    const port = PORTS.get(protocol ?? '');
    if (protocol === undefined || port === undefined || (value !== '' && value !== '{}')) return [];
    const written = keys.get(`${path}.endpoint`);
    if (written !== undefined && written.value !== '')
      return [
        { ...readEndpoint(written.value, port), start: written.start, end: written.start + written.value.length },
      ];
    const at = value === '' ? start : text.lastIndexOf(protocol, start);
    const said = { port, start: at, end: at + protocol.length };
    return [isLocal ? { address: 'localhost', ...said, omitted: true } : { address: '', ...said }];
  });
}
