/** Files above this are no manifests (the API server takes 3 MiB at most), and would only cost memory. */
export const LARGEST = 32 * 1024 * 1024;

export const TOO_LARGE = `larger than ${LARGEST / 1024 / 1024} MiB`;

export function isTooLarge(bytes: Uint8Array): boolean {
  return bytes.length > LARGEST;
}
