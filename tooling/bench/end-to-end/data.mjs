import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("data.py", import.meta.url));

/**
 * zarr-python in a process of its own: it writes what the workloads read, and reads with nothing but C.
 * @param {string} python
 * @param {string} folder
 */
export function startData(python, folder) {
  const child = spawn(python, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (task) => {
    child.stdin.write(`${JSON.stringify({ folder, ...task })}\n`);
    const { done, value } = await answers.next();
    if (done) throw new Error("The Python process ended; what it printed stands above.");
    return JSON.parse(value);
  };
  return {
    write: () => ask({ write: true }),
    /** Seconds of a whole read on one thread. @returns {Promise<number>} */
    limit: (array) => ask({ limit: array }),
    stop: () => child.stdin.end(),
  };
}
