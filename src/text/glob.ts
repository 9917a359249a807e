/** A pattern in which `*` stands for any run of characters but `/`; everything else means itself. */
export function glob(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}
