/**
 * Bob Jenkins' lookup3 hash ("hashlittle", public domain, 2006) of these bytes: three words of state take in twelve
 * bytes at a time as little-endian words, and the last one to twelve bytes, padded with zeros, are mixed differently.
 */
export function jenkinsLookup3(bytes: Uint8Array, seed: number): number {
  let a = (0xdeadbeef + bytes.length + seed) | 0;
  let b = a;
  let c = a;
  if (bytes.length === 0) return c >>> 0;

  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let index = 0;
  for (const end = bytes.length - 12; index < end; index += 12) {
    a = (a + words.getInt32(index, true)) | 0;
    b = (b + words.getInt32(index + 4, true)) | 0;
    c = (c + words.getInt32(index + 8, true)) | 0;
    a = (a - c) ^ rotate(c, 4);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 6);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 8);
    b = (b + a) | 0;
    a = (a - c) ^ rotate(c, 16);
    c = (c + b) | 0;
    b = (b - a) ^ rotate(a, 19);
    a = (a + c) | 0;
    c = (c - b) ^ rotate(b, 4);
    b = (b + a) | 0;
  }

  const last = new Uint8Array(12);
  last.set(bytes.subarray(index));
  const tail = new DataView(last.buffer);
  a = (a + tail.getInt32(0, true)) | 0;
  b = (b + tail.getInt32(4, true)) | 0;
  c = (c + tail.getInt32(8, true)) | 0;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return c >>> 0;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
