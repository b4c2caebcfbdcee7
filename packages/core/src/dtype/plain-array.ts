/** Beyond this V8 makes an array a table, which takes ten times the memory, half a minute, and then the process. */
const mostElements = 2 ** 25;

/** A plain array of that many equal elements; like a typed array, a RangeError where they are too many. */
export function plainArray<T>(elements: number, empty: T): T[] {
  if (elements > mostElements) throw new RangeError(`Plain arrays hold at most ${mostElements} elements`);
  return new Array<T>(elements).fill(empty);
}
