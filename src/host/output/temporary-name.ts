/**
 * A name for a file that becomes another in one step: hidden, so that no run that reads the folder meanwhile takes it
 * for a manifest.
 */
export function temporaryName(): string {
  // Not `randomBytes` of node:crypto: loading that module takes longer than reading a small tree.
  const random = crypto.getRandomValues(new Uint8Array(6));
  return `.svclint-${Buffer.from(random).toString('hex')}.tmp`;
}
