import { codecFailed, ZarrError } from "@zarrkit/plugin-api";
import type { Misfit } from "./doubles.js";
import type { NumberType } from "./number-type.js";

/**
 * What writing does with a number that the encoded type does not have: it is refused, since it would read back as
 * another one. Only the fill value passes and wraps: it pads chunks at the edges of the array, where nobody reads it.
 */
export function refuseToEncode(codec: string, to: NumberType, fill: number | undefined): Misfit {
  return (value) => {
    if (value === fill) return;
    throw new ZarrError(
      "invalid-argument",
      `${codec}: a value becomes ${value}, which ${to.name} cannot hold, and would read back as another number; ` +
        "choose a wider encoded type, or other parameters" +
        (Number.isNaN(value) ? " (NaN needs a floating-point type)" : ""),
      { fields: { codec } },
    );
  };
}

/**
 * What reading does: numbers out of range wrap, as they do where NumPy runs, since they may have wrapped when they were
 * written; NaN and infinities have no integer at all.
 */
export function refuseToDecode(codec: string, to: NumberType): Misfit {
  return (value) => {
    if (Number.isFinite(value) || to.kind === "float") return;
    throw codecFailed(codec, `the chunk holds ${value}, which is no ${to.name}`);
  };
}
