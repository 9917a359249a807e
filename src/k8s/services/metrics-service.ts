import type { Service } from './service.js';

/** A Service that lists its Pods to a scraper: it gives nobody a name on purpose. */
export function servesMetricsOnly(service: Service): boolean {
  const isMetrics = (text: string): boolean => /metrics|monitoring|exporter/.test(text);
  return isMetrics(service.name) || (service.ports.length > 0 && service.ports.every((port) => isMetrics(port.name)));
}
