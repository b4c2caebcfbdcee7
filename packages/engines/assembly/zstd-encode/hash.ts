/** The slot of eight bytes, or of fewer where the high word is cut, in a table of words; the same hash as `src/hash-word.ts` has. */
@inline
export function slotOf(table: u32, low: u32, high: u32, shift: u32): u32 {
  return table + (((low * 0x9e3779b1 + high) * 0x85ebca77) >> shift << 2);
}
