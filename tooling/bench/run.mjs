import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { cases } from "./cases.mjs";
import { contest } from "./contest.mjs";
import { dataSets } from "./data-sets.mjs";
import { startNative } from "./native.mjs";

/** How often each side has its turn, and how many milliseconds that takes. */
const rounds = 8;
const turn = 40;

/**
 * @typedef {object} Row
 * @property {import("./cases.mjs").Case} case
 * @property {{ dataType: string, speed: number, script?: number, native?: number, size?: number }[]} results by data set:
 *   decoded bytes a second, ratios to the speeds of the others, and of our encoded size to native C's
 */

/**
 * Measures cases on chunks of that many bytes. All sides take turns, so that what else the machine does meets all of them.
 * @param {{ python: string, names: readonly string[], bytes: number, inChromium: boolean }} options
 * @returns {Promise<{ place: string, rows: Row[] }>}
 */
export async function run({ python, names, bytes, inChromium }) {
  const folder = mkdtempSync(join(tmpdir(), "zarrkit-bench-"));
  const native = await startNative(python);
  const browser = inChromium ? await (await import("./chromium.mjs")).startChromium(folder) : undefined;
  try {
    const wanted = cases.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
    const rows = [];
    for (const one of wanted) {
      const results = [];
      for (const dataType of one.dataTypes) results.push(await measure(one, dataType));
      rows.push({ case: one, results });
      console.error(`${one.name}: ${results.map(({ speed }) => `${Math.round(speed / 1e6)} MB/s`).join(", ")}`);
    }
    const runtime = browser ? `Chromium ${browser.version}` : `Node ${process.versions.node}`;
    return { place: `${runtime}, ${availableParallelism()} cores, numcodecs ${native.version}`, rows };
  } finally {
    native.stop();
    await browser?.stop();
    rmSync(folder, { recursive: true });
  }

  async function measure({ direction, configuration }, dataType) {
    const { elementSize, make } = /** @type {import("./data-sets.mjs").DataSet} */ (dataSets[dataType]);
    const task = { direction, configuration: configuration(dataType), dataType, elementSize };
    const files = { raw: join(folder, "raw"), encoded: join(folder, "encoded"), decoded: join(folder, "decoded") };
    writeFileSync(files.raw, make(bytes));
    await native.prepare({ ...task, ...files });
    const read = () => ({ raw: bytesOf(files.raw), encoded: bytesOf(files.encoded), decoded: bytesOf(files.decoded) });
    const both = browser ? await browser.contest(task) : await contest({ ...task, ...read() });

    const best = { ours: Infinity, script: Infinity, native: Infinity };
    for (let round = 0; round < rounds; round++) {
      for (const side of /** @type {const} */ (["ours", "script"])) {
        best[side] = Math.min(best[side], (await both.bestTime(side, turn)) ?? NaN);
      }
      best.native = Math.min(best.native, await native.bestTime(turn));
    }
    return {
      dataType,
      speed: bytes / best.ours,
      script: best.script / best.ours,
      native: best.native / best.ours,
      ...(direction === "encode" && { size: both.length / statSync(files.encoded).size }),
    };
  }
}

/** Copied, so that they do not lie in memory that Node shares among small files. */
function bytesOf(file) {
  return new Uint8Array(readFileSync(file));
}
