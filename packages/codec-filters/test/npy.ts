/** The parts of a `.npy` file that a Zarr v2 array needs to hold the same elements. */
export interface Npy {
  readonly dtype: string;
  readonly order: "C" | "F";
  readonly shape: readonly number[];
  /** The elements as they lie in the file. */
  readonly payload: Uint8Array;
}

export function readNpy(bytes: Uint8Array): Npy {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 10 + view.getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, end));
  const found = (pattern: RegExp) => {
    const match = pattern.exec(header)?.[1];
    if (match === undefined) throw new Error(`unexpected .npy header: ${header}`);
    return match;
  };
  const shape = found(/'shape': \(([\d, ]*)\)/);
  return {
    dtype: found(/'descr': '([^']*)'/),
    order: found(/'fortran_order': (\w+)/) === "True" ? "F" : "C",
    shape: shape
      .split(",")
      .filter((part) => part.trim() !== "")
      .map(Number),
    payload: bytes.slice(end),
  };
}
