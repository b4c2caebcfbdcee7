/** Whole parts of |sin(i)| · 2³² for i from 1 to 64 (RFC 1321, 3.4). */
const sines = /* @__PURE__ */ Int32Array.from({ length: 64 }, (_, i) =>
  Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);
/** Bits to rotate by, in rounds of sixteen steps, four in turn. */
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** MD5 in base64, as Content-MD5 wants it (RFC 1864). WebCrypto has none; it guards against damage here, not against anybody. */
export function md5(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, bytes.length << 3, true);
  view.setUint32(padded.length - 4, Math.floor(bytes.length / 2 ** 29), true);

  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] as number;
      const word = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] as number;
      const sum = (a + mixed + (sines[i] as number) + view.getInt32(block + (word % 16) * 4, true)) | 0;
      const bits = rotations[round * 4 + (i % 4)] as number;
      [a, d, c, b] = [d, c, b, (b + ((sum << bits) | (sum >>> (32 - bits)))) | 0];
    }
    for (const [i, word] of [a, b, c, d].entries()) state[i] = (state[i] as number) + word;
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [i, word] of state.entries()) digest.setInt32(i * 4, word, true);
  return btoa(String.fromCharCode(...new Uint8Array(digest.buffer)));
}
