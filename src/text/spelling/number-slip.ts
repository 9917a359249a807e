import { editsWithin } from './similar.js';

/** True for two numbers that one slip leads between: a digit more, less or other, two that change places, the next. */
export function isNumberSlip(a: number, b: number): boolean {
  return Math.abs(a - b) <= 2 || editsWithin(String(a), String(b), 1) !== undefined;
}
