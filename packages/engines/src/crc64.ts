/** The polynomial of ECMA-182 with its bits reversed, as two halves. */
const polynomial = { high: 0xc96c5795, low: 0xd7870f42 };

let tables: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined;

/** CRC-64 as xz takes it: the low and the high 32 bits. */
export function crc64(data: Uint8Array): readonly [low: number, high: number] {
  tables ??= buildTables();
  const { high: highTable, low: lowTable } = tables;
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (let at = 0; at < data.length; at++) {
    const slot = (low ^ data[at]!) & 255;
    low = ((low >>> 8) | (high << 24)) ^ lowTable[slot]!;
    high = (high >>> 8) ^ highTable[slot]!;
  }
  return [~low >>> 0, ~high >>> 0];
}

function buildTables() {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    let highPart = 0;
    let lowPart = i;
    for (let bit = 0; bit < 8; bit++) {
      const odd = lowPart & 1;
      lowPart = (lowPart >>> 1) | (highPart << 31);
      highPart >>>= 1;
      if (odd) {
        lowPart ^= polynomial.low;
        highPart ^= polynomial.high;
      }
    }
    high[i] = highPart;
    low[i] = lowPart;
  }
  return { high, low };
}
