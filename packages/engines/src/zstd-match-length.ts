/** How many bytes from `at` on equal those from `other` on, which is before it; `end` is where the last of them may end. */
export function zstdMatchLength(view: DataView, at: number, other: number, end: number): number {
  const start = at;
  for (; at + 4 <= end; at += 4, other += 4) {
    const differing = view.getInt32(at, true) ^ view.getInt32(other, true);
    if (differing !== 0) return at - start + ((31 - Math.clz32(differing & -differing)) >> 3);
  }
  while (at < end && view.getUint8(at) === view.getUint8(other)) {
    at++;
    other++;
  }
  return at - start;
}
