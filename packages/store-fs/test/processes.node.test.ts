import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { fsStore } from "../src/store.js";
import { bundlePrograms, start } from "./child/run.js";
import { bytesOf, emptyFolder, seedOf } from "./folder.js";

beforeAll(bundlePrograms);

/** A store of three values. */
async function seeded(): Promise<string> {
  const folder = await emptyFolder();
  const store = fsStore(folder);
  for (const key of ["a/b", "a/c", "d"]) await store.set(key, bytesOf(1));
  return folder;
}

async function keys(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const key of fsStore(folder).list("")) found.push(key);
  return found;
}

/** Checks what a killed process left behind, and that the next writers get on with it; answers whether it got to change a/b. */
async function checkAfter(folder: string, how: string, keysAfter: readonly string[]): Promise<boolean> {
  const store = fsStore(folder);
  const seed = seedOf(await store.get("a/b"));
  expect([1, how === "delete" ? undefined : 2]).toContain(seed);
  for (const key of ["a/c", "d"]) expect(seedOf(await store.get(key))).toBe(1);
  const listed = await keys(folder);
  expect([...keysAfter, "a/b"]).toEqual(expect.arrayContaining(listed));
  if (listed.includes("b/new")) expect(seedOf(await store.get("b/new"))).toBe(2);
  for (const key of ["a/b", "a/c"]) {
    const found = await store.getVersioned(key);
    await store.set(key, bytesOf(4), { onlyIf: found ? { version: found.version } : "absent" });
    expect(seedOf(await store.get(key))).toBe(4);
  }
  return seed !== 1;
}

describe("a process that ends before or after any call of the file system", () => {
  it.each([
    ["blind", ["a/b", "a/c", "d"]],
    ["fsync", ["a/b", "a/c", "d"]],
    ["version", ["a/b", "a/c", "d"]],
    ["absent", ["a/b", "a/c", "b/new", "d"]],
    ["delete", ["a/c", "d"]],
  ])(
    "leaves whole old or whole new values, and nothing else damaged: %s",
    async (how, keysAfter) => {
      const whole = await start("write", [await seeded(), how], { kill: "never 0" }).done;
      const calls = Number(/(\d+) calls/.exec(whole.output)?.[1]);
      expect(calls, whole.output).toBeGreaterThan(1);
      let changed = 0;
      // What lies between the end of one call and the start of the next changes nothing on disk.
      const moments = [...Array.from({ length: calls }, (_, n) => `before ${n + 1}`), `after ${calls}`];
      for (const kill of moments) {
        const folder = await seeded();
        const { signal, output } = await start("write", [folder, how], { kill }).done;
        expect(signal, output).toBe("SIGKILL");
        if (await checkAfter(folder, how, keysAfter)) changed++;
      }
      expect(changed, "ends at which the new value stood").toBeGreaterThan(0);
    },
    300_000,
  );

  it("has synced the value before it has its name, and the folders after, if asked to", async () => {
    const run = async (how: string) => (await start("write", [await seeded(), how], { kill: "never 0" }).done).output;
    expect(await run("fsync")).toMatch(/ write .*fsync .*rename .*fsync .*fsync/);
    expect(await run("blind")).toMatch(/ write .*rename/);
    expect(await run("blind")).not.toContain("fsync");
  });

  it("at random points of 200 writes leaves only whole values", async () => {
    for (let trial = 0; trial < 20; trial++) {
      const folder = await emptyFolder();
      const { child, done } = start("writeForEver", [folder]);
      await new Promise((resolve) => child.once("message", resolve));
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150));
      child.kill("SIGKILL");
      await done;
      const store = fsStore(folder);
      for (const key of await keys(folder)) {
        expect(seedOf(await store.get(key))).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe("several processes", () => {
  it("lose no update of one counter", async () => {
    const folder = await emptyFolder();
    await fsStore(folder).set("counter", new Uint8Array(4));
    const ends = await Promise.all([1, 2, 3, 4].map(() => start("count", [folder, "20"]).done));
    expect(ends.map(({ code, output }) => `${code} ${output}`)).toEqual(["0 ", "0 ", "0 ", "0 "]);
    const bytes = (await fsStore(folder).get("counter"))!.slice();
    expect(new Uint32Array(bytes.buffer)[0]).toBe(80);
    expect(await readdir(folder)).toEqual(["counter"]);
  });
});

describe("open files", () => {
  it.each([256, 48])("20,000 reads at once end well with a limit of %d", async (files) => {
    const folder = await emptyFolder();
    const store = fsStore(folder);
    await Promise.all(Array.from({ length: 1000 }, (_, i) => store.set(`k/${i}`, bytesOf(i, 64))));
    const { code, output } = await start("readAll", [folder, "1000"], { files }).done;
    expect(`${code} ${output}`).toBe("0 20000 right\n");
    expect((await readdir(join(folder, "k"))).length).toBe(1000);
  });
});
