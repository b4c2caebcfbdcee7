import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface CategorizeOptions {
  /** The strings that occur; label i is stored as i + 1, and the empty string as 0. */
  readonly labels: readonly string[];
  /** NumPy's name of the string type of the array: "|O" or "<U" and a length; default "|O". */
  readonly dtype?: string;
  /** NumPy's name of the integer type to store; default "|u1". */
  readonly astype?: string;
}

/**
 * Strings out of a list, stored as their places in it. A string that is not in the list is refused.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/filter/categorize.html
 * - Names: v2 id `categorize`; `numcodecs.categorize`
 * - Configuration: `{ "labels": ["female", "male"], "dtype": "|O", "astype": "|u1" }`
 * - Checked against: numcodecs
 */
export function categorize(options?: CategorizeOptions): CodecPlugin<"array-array"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.categorize",
    stage: "array-array",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
