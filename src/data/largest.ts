/** The largest of the numbers, of which there may be more than a call takes arguments; minus infinity of none. */
export function largest(numbers: Iterable<number>): number {
  let most = -Infinity;
  for (const number of numbers) if (number > most) most = number;
  return most;
}

/** The smallest of the numbers; infinity of none. */
export function smallest(numbers: Iterable<number>): number {
  let least = Infinity;
  for (const number of numbers) if (number < least) least = number;
  return least;
}
