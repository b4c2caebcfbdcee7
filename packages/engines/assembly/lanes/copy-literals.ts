/** From here on a call of the platform's copy is faster than a loop of vectors. */
const longCopy: usize = 1024;

/** Copies a run of literals, and up to 63 bytes more than that: there is room on both sides. */
@inline
export function copyLiterals(from: usize, to: usize, length: usize): void {
  if (length >= longCopy) {
    memory.copy(to, from, length);
    return;
  }
  const end = to + length;
  do {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
    to += 64;
    from += 64;
  } while (to < end);
}
