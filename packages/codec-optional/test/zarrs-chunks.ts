/**
 * Chunks of array_optional.zarr and array_optional_nested.zarr, which zarrs wrote (github.com/zarrs/zarrs, zarrs/tests/data/v3;
 * MIT or Apache-2.0), with the elements that their attributes describe. 2 × 2 elements each; the mask by packbits.
 */
interface Chunk {
  readonly name: string;
  readonly decoded: readonly unknown[];
  readonly encoded: Uint8Array;
}

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

export const innerPlain = { name: "uint8", configuration: {} };

export const plainChunks: readonly Chunk[] = [
  { name: "0/0", decoded: [0, null, null, 5], encoded: hex("01000000000000000200000000000000090005") },
  { name: "0/1", decoded: [2, 3, null, 7], encoded: hex("010000000000000003000000000000000b020307") },
  { name: "1/0", decoded: [8, 9, 12, null], encoded: hex("0100000000000000030000000000000007" + "08090c") },
];

export const innerNested = { name: "optional", configuration: innerPlain };

export const nestedChunks: readonly Chunk[] = [
  {
    name: "0/0",
    decoded: [null, [null], null, [5]],
    encoded: hex("010000000000000012000000000000000a010000000000000001000000000000000205"),
  },
  {
    name: "0/1",
    decoded: [[2], [3], null, [7]],
    encoded: hex("010000000000000014000000000000000b0100000000000000030000000000000007020307"),
  },
  { name: "1/1", decoded: [null, null, null, null], encoded: hex("0100000000000000000000000000000000") },
];
