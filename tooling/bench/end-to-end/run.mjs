import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startData } from "./data.mjs";
import { workloads } from "./workloads.mjs";
import { zarritaSide } from "./zarrita-side.mjs";
import { zarrkitSide } from "./zarrkit-side.mjs";

const sides = { ours: zarrkitSide, zarrita: zarritaSide };
/** Milliseconds for which short workloads are repeated: both sides are compiled by then. */
const leastTime = 4000;
/** Milliseconds that the server waits before each answer. */
const latency = 30;

/**
 * @typedef {object} Result
 * @property {import("./workloads.mjs").Workload} workload
 * @property {Record<"ours" | "zarrita", number>} seconds of the fastest of all rounds; NaN where that side failed
 * @property {number} [limit] of one thread with nothing but C
 * @property {Record<"ours" | "zarrita", number>} [requests]
 */

/**
 * Runs workloads on both sides in turns. The data stay in `folder`, so that another run finds them.
 * @param {{ python: string, folder: string, names: readonly string[], rounds: number }} options `rounds` at least
 * @returns {Promise<Result[]>}
 */
export async function run({ python, folder, names, rounds }) {
  const data = startData(python, folder);
  await data.write();
  const scratch = mkdtempSync(join(tmpdir(), "zarrkit-end-to-end-"));
  const server = await startServer(folder);
  try {
    const results = [];
    for (const workload of workloads.filter(({ name }) => names.every((part) => name.includes(part)))) {
      const result = await measure(workload);
      results.push(result);
      console.error(
        `${workload.name}: ${Math.round(1000 * result.seconds.ours)} ms, ${Math.round(1000 * result.seconds.zarrita)} ms`,
      );
    }
    return results;
  } finally {
    data.stop();
    server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }

  async function measure(workload) {
    const places = { data: workload.isRemote ? server.url : folder, scratch: join(scratch, "array") };
    const seconds = { ours: Infinity, zarrita: Infinity };
    const requests = { ours: 0, zarrita: 0 };
    let limit = Infinity;
    const enough = performance.now() + leastTime;
    for (let round = 0; round < rounds || performance.now() < enough; round++) {
      /** @type {Record<"ours" | "zarrita", any>} */
      const answers = { ours: undefined, zarrita: undefined };
      for (const name of /** @type {const} */ (["ours", "zarrita"])) {
        const before = await server.requests();
        globalThis.gc?.();
        const start = performance.now();
        try {
          answers[name] = await workload.run(sides[name], places);
          seconds[name] = Math.min(seconds[name], (performance.now() - start) / 1000);
        } catch (error) {
          if (name === "ours") throw error;
          seconds[name] = NaN;
        }
        requests[name] = (await server.requests()) - before;
      }
      if (round === 0) verify(workload, answers);
      if (workload.limit) limit = Math.min(limit, await data.limit(workload.limit));
    }
    return { workload, seconds, ...(workload.limit && { limit }), ...(workload.isRemote && { requests }) };
  }
}

/** Both answer the same elements, one list of them or several. */
function verify({ name }, { ours, zarrita }) {
  if (zarrita === undefined) return;
  const lists = [ours, zarrita].map((answer) => (typeof answer[0] === "number" ? [answer] : answer));
  const differs = lists[0].some((list, i) => {
    const other = lists[1][i];
    return list.length !== other.length || list.some((value, at) => value !== other[at]);
  });
  if (differs) throw new Error(`${name}: the two sides answer different values.`);
}

async function startServer(folder) {
  const child = fork(fileURLToPath(new URL("server.mjs", import.meta.url)), [folder, String(latency)], {
    execArgv: [],
  });
  const [{ port }] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    requests: async () => {
      child.send("requests");
      const [{ requests }] = await once(child, "message");
      return requests;
    },
    stop: () => child.disconnect(),
  };
}
