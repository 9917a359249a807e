/** Whether a whole number is one of the ports that there are (semantics 6.2). */
export function isPortNumber(number: number): boolean {
  return number >= 1 && number <= 65_535;
}

/** Whether it is in the default of the API server's `--service-node-port-range`. */
export function isNodePortByDefault(number: number): boolean {
  return number >= 30_000 && number <= 32_767;
}
