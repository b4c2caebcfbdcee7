import { bestTime } from "./best-time.mjs";
import { numcodecsJs } from "./numcodecs-js.mjs";
import { ours } from "./ours.mjs";

/**
 * Both JavaScript sides of one task, ours proven right before anything is measured.
 * @param {import("./task.mjs").Task} task
 */
export async function contest(task) {
  const calls = { ours: await ours(task), script: await numcodecsJs(task) };
  const result = await calls.ours();
  await verify(task, result);
  return {
    /** Bytes that ours gives. */
    length: result.length,
    /**
     * Seconds of one call at best; `undefined` where that side has no such codec.
     * @param {"ours" | "script"} side
     * @param {number} milliseconds
     */
    bestTime: async (side, milliseconds) => (calls[side] ? bestTime(calls[side], milliseconds) : undefined),
  };
}

/** Decoded bytes are native C's, and so are encoded ones, or numcodecs.js decodes them to the raw ones. */
async function verify(task, result) {
  const decode = task.direction === "encode" && (await numcodecsJs({ ...task, direction: "decode", encoded: result }));
  const [found, wanted] = decode
    ? [await decode(), task.raw]
    : [result, task.direction === "encode" ? task.encoded : task.decoded];
  const lost = found.findIndex((byte, at) => byte !== wanted[at]);
  if (lost >= 0 || found.length !== wanted.length) {
    const { direction, configuration, dataType } = task;
    throw new Error(`${direction} ${JSON.stringify(configuration)} of ${dataType}: wrong from byte ${lost} on`);
  }
}
