import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("native.py", import.meta.url));

/**
 * numcodecs' C in a Python process of its own, which waits while others are measured.
 * @param {string} python
 */
export async function startNative(python) {
  const child = spawn(python, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { done, value } = await answers.next();
    if (done) throw new Error("The Python process ended; what it printed stands above.");
    return JSON.parse(value);
  };
  const ask = (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    return answer();
  };
  const { numcodecs } = await answer();
  return {
    version: numcodecs,
    /** Encodes the file `raw` into the file `encoded`, and stands ready to be measured on that. */
    prepare: (task) => ask(task),
    /** Seconds of one call at best. @returns {Promise<number>} */
    bestTime: async (milliseconds) => (await ask({ milliseconds })).seconds,
    stop: () => child.stdin.end(),
  };
}
