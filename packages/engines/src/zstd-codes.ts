import { type ZstdTable, zstdTable } from "./zstd-table.js";

/** One of the three numbers of a sequence: how its codes are decoded, and what they stand for. */
export interface ZstdCode {
  readonly name: string;
  /** By code: the least value it stands for, and how many bits are added to it. */
  readonly least: Uint32Array;
  readonly added: Uint8Array;
  readonly mostLog: number;
  /** The table where a block brings none. */
  readonly usual: ZstdTable;
}

const times = (count: number, value: number) => new Array<number>(count).fill(value);

const literalLengthAdded = [...times(16, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const matchLengthAdded = [...times(32, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const offsetAdded = Array.from({ length: 32 }, (_, code) => code);

/** RFC 8878, section 3.1.1.3.2.2. */
const literalLengthCounts = [
  4,
  3,
  ...times(11, 2),
  ...times(3, 1),
  ...times(9, 2),
  3,
  2,
  ...times(5, 1),
  ...times(4, -1),
];
const matchLengthCounts = [1, 4, 3, ...times(6, 2), ...times(37, 1), ...times(7, -1)];
const offsetCounts = [...times(6, 1), ...times(3, 2), ...times(15, 1), ...times(5, -1)];

let codes: Record<"literalLength" | "offset" | "matchLength", ZstdCode> | undefined;

/** RFC 8878, section 3.1.1.3.2.1: each code's values begin where those of the code before end. */
export function zstdCodes() {
  codes ??= {
    literalLength: code("literal lengths", 0, literalLengthAdded, 9, 6, literalLengthCounts),
    offset: code("offsets", 1, offsetAdded, 8, 5, offsetCounts),
    matchLength: code("match lengths", 3, matchLengthAdded, 9, 6, matchLengthCounts),
  };
  return codes;
}

function code(name: string, least: number, added: number[], mostLog: number, log: number, counts: number[]): ZstdCode {
  let value = least;
  const values = added.map((bits) => {
    const own = value;
    value += 2 ** bits;
    return own;
  });
  return {
    name,
    least: Uint32Array.from(values),
    added: Uint8Array.from(added),
    mostLog,
    usual: zstdTable({ counts, log }),
  };
}
