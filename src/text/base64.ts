const LONGEST = 100_000;

/** The text behind base64 as a Secret has it; undefined where it is no base64, or no text. */
export function decodeBase64(encoded: string): string | undefined {
  const compact = encoded.replace(/\s+/g, '');
  if (compact === '' || compact.length > LONGEST || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact))
    return undefined;
  const bytes = Uint8Array.from(atob(compact), (unit) => unit.charCodeAt(0));
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[^\P{Cc}\t\n\r]/u.test(text) ? undefined : text;
  } catch {
    return undefined; // no UTF-8
  }
}
