/** Writes streams of bits whose last bit is read first, for what is short: fewer than 32 bits wait between calls. */
let bits: u64 = 0;
let waiting: u32 = 0;
let to: u32 = 0;

export function startBits(at: u32): void {
  to = at;
}

/** The low `count` bits of `value`, at most 32, with nothing above them. */
export function putBits(value: u32, count: u32): void {
  bits |= (<u64>value) << waiting;
  waiting += count;
  if (waiting < 32) return;
  store<u32>(to, <u32>bits);
  to += 4;
  bits >>= 32;
  waiting -= 32;
}

/** Fills the last byte with zeros; answers where the stream ends. Four bytes behind may be written to. */
export function alignBits(): u32 {
  store<u32>(to, <u32>bits);
  to += (waiting + 7) >> 3;
  bits = 0;
  waiting = 0;
  return to;
}

/** Marks the last bit, so that a reader finds it from behind; answers where the stream ends. */
export function endBits(): u32 {
  putBits(1, 1);
  return alignBits();
}
