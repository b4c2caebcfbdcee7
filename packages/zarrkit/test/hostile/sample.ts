import type { CreateArrayOptions } from "../../src/node.js";
import type { Specimen } from "./specimen.js";

/** How an array of a specimen is made: of shape [7, 5] in chunks of [3, 2], uint16, where nothing else is said. */
export interface Sample extends Pick<Specimen, "covered" | "lossless"> {
  readonly options: Omit<CreateArrayOptions, "shape" | "dataType"> & Partial<CreateArrayOptions>;
  /** In C order. Default: `numbers`. */
  readonly values?: readonly unknown[];
}

export const numbers: readonly number[] = Array.from({ length: 35 }, (_, i) => (i * 7) % 100);
export const words: readonly string[] = numbers.map((_, i) => "wörd ".repeat(i % 4));
export const little = { name: "bytes", configuration: { endian: "little" } } as const;
