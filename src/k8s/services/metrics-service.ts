import type { Service } from './service.js';

/**
 * A Service that lists its Pods to a scraper: it gives nobody a name on purpose. Its name ends so, as `web-metrics`
 * does and `metrics-api` does not, and it has one port; or all its ports are named so.
 */
export function servesMetricsOnly({ name, ports }: Service): boolean {
  const isCalledSo = /(^|-)(metrics|monitoring|exporter)(-(service|svc|headless))?$/.test(name) && ports.length <= 1;
  return isCalledSo || (ports.length > 0 && ports.every((port) => /metrics|monitoring|exporter/.test(port.name)));
}
