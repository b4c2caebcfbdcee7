const letters = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const padding = 0x3d;

/** What each byte stands for; 64 and above for bytes that are no letters. */
const values = new Uint8Array(256).fill(64);
for (const [value, letter] of letters.entries()) values[letter] = value;

export function encodeBase64(source: Uint8Array): Uint8Array {
  const encoded = new Uint8Array(Math.ceil(source.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < source.length; from += 3) {
    const bits = (source[from]! << 16) | ((source[from + 1] ?? 0) << 8) | (source[from + 2] ?? 0);
    encoded[to++] = letters[bits >>> 18]!;
    encoded[to++] = letters[(bits >>> 12) & 63]!;
    encoded[to++] = letters[(bits >>> 6) & 63]!;
    encoded[to++] = letters[bits & 63]!;
  }
  const missing = (3 - (source.length % 3)) % 3;
  return encoded.fill(padding, encoded.length - missing);
}

/** Bytes that a whole number of fours stands for. */
export function decodedLength(source: Uint8Array): number {
  let missing = 0;
  if (source.at(-1) === padding) missing = source.at(-2) === padding ? 2 : 1;
  return (source.length / 4) * 3 - missing;
}

/** Fills `decoded`, which is `decodedLength(source)` long; answers where a byte is no letter, if one is. */
export function decodeBase64(source: Uint8Array, decoded: Uint8Array): number | undefined {
  let to = 0;
  let seen = 0;
  for (let from = 0; from < source.length; from += 4) {
    const first = values[source[from]!]!;
    const second = values[source[from + 1]!]!;
    const third = values[source[from + 2]!]!;
    const fourth = values[source[from + 3]!]!;
    const left = decoded.length - to;
    decoded[to++] = (first << 2) | (second >> 4);
    if (left > 1) decoded[to++] = (second << 4) | (third >> 2);
    if (left > 2) decoded[to++] = (third << 6) | fourth;
    seen |= first | second | (left > 1 ? third : 0) | (left > 2 ? fourth : 0);
  }
  return seen < 64 ? undefined : wrongLetter(source, decoded.length);
}

function wrongLetter(source: Uint8Array, length: number): number {
  return source.findIndex((byte, i) => values[byte]! >= 64 && i < Math.ceil((length * 4) / 3));
}
