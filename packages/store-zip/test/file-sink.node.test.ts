import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Entries, storeContract } from "@zarrkit/conformance";
import { isZarrError } from "@zarrkit/plugin-api";
import { fsStore } from "@zarrkit/store-fs/store";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../src/archive.js";
import { fileSink } from "../src/file-sink.js";
import { zipStore } from "../src/store.js";
import { bundleProgram } from "./child/start.js";
import { pattern } from "./samples.js";
import { archiveOf } from "./written.js";

let folder = "";
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zarrkit-zip-"));
});
afterAll(() => rm(folder, { recursive: true }));

const newFile = () => join(folder, `${++files}`, "a.zip");

describe("openArchive over a file keeps the contract of stores:", async () => {
  const cases = await storeContract(
    async (file: string) => {
      const open = async () => openArchive(await fileSink(file));
      return open().catch((error: unknown) => {
        if (!isZarrError(error, "conflict")) throw error;
        const write = async () => void (await open());
        const place = { store: fsStore(join(file, "..")), path: "a.zip" };
        return { ...zipStore(place), set: write, delete: write };
      });
    },
    {
      seed: async (entries: Entries) => {
        const place = await mkdtemp(join(tmpdir(), "zarrkit-zip-"));
        await writeFile(join(place, "a.zip"), await archiveOf(entries));
        return join(place, "a.zip");
      },
      close: (file) => rm(join(file, ".."), { recursive: true }),
      skip: {
        "onlyIf version: a version read elsewhere is seen to be past":
          "an archive has one writer at a time, so nobody writes elsewhere",
      },
    },
  );
  for (const c of cases) it(c.name, c.run);
});

describe("a file", () => {
  it("and its folders are made, and nothing but the archive is left", async () => {
    const file = newFile();
    const store = await openArchive(await fileSink(file));
    await store.set("a", pattern(1000));
    await store.close();
    expect(await readdir(join(file, ".."))).toEqual(["a.zip"]);
    expect(unzipSync(await readFile(file))).toEqual({ a: pattern(1000) });
  });

  it("is held by one writer, by whatever name: a second gets conflict, which tells who holds it", async () => {
    const file = newFile();
    const store = await openArchive(await fileSink(file));
    await store.flush();
    const other = join(folder, `link-${files}.zip`);
    await symlink(file, other);
    for (const name of [file, other]) {
      const error = await fileSink(name).catch((error: unknown) => error);
      expect(isZarrError(error, "conflict")).toBe(true);
      expect((error as Error).message).toContain(`by process ${process.pid} on`);
    }
    await store.close();
    await (await fileSink(other)).close();
  });

  it("that is no archive is let go of", async () => {
    const file = newFile();
    const sink = await fileSink(file);
    await sink.write(pattern(100), 0);
    await sink.close();
    await expect(openArchive(await fileSink(file))).rejects.toThrow(/is no zip/);
    await (await fileSink(file)).close();
    expect((await stat(file)).size).toBe(100);
  });

  it("is replaced in one step by compact(), and keeps its permissions", async () => {
    const file = newFile();
    const store = await openArchive(await fileSink(file));
    await store.set("a", pattern(100_000));
    await store.set("a", pattern(1000));
    await store.flush();
    await chmod(file, 0o640);
    await store.compact();
    await store.set("b", pattern(10));
    expect(await store.get("a")).toEqual(pattern(1000));
    await store.close();
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect((await stat(file)).size).toBeLessThan(2000);
    expect(unzipSync(await readFile(file))).toEqual({ a: pattern(1000), b: pattern(10) });
    expect(await readdir(join(file, ".."))).toEqual(["a.zip"]);
  });

  it("that cannot be written says why", async () => {
    await expect(fileSink(folder)).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringContaining("It is a directory."),
    });
  });
});

it("a reader that has an archive open sees what is appended to it, or what it held before, never a mixture", async () => {
  const file = newFile();
  const store = await openArchive(await fileSink(file));
  await store.set("a", pattern(500, 1));
  await store.flush();
  const reader = zipStore({ store: fsStore(join(file, "..")), path: "a.zip" });
  expect(await reader.get("a")).toEqual(pattern(500, 1));
  await store.set("a", pattern(700, 2));
  await store.flush();
  expect(await reader.get("a")).toEqual(pattern(700, 2));
  await store.compact();
  expect(await reader.get("a")).toEqual(pattern(700, 2));
  await store.close();
});

it("a process that is killed leaves all it had flushed, and no lock that holds", async () => {
  const start = await bundleProgram(folder);
  for (let round = 0; round < 5; round++) {
    const file = newFile();
    const child = start(file);
    let flushed = -1;
    child.on("message", (message) => (flushed = Number(message)));
    await once(child, "message");
    const conflict = await fileSink(file).catch((error: unknown) => error);
    expect(isZarrError(conflict, "conflict")).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 20 + 17 * round));
    child.kill("SIGKILL");
    await once(child, "close");

    const seen = flushed;
    const latest = async (bytes: Uint8Array) => {
      const reader = zipStore(bytes, { onWarning: () => {} });
      const last = new DataView((await reader.get("latest"))!.slice().buffer).getUint32(0, true);
      for (let i = 0; i <= last; i++)
        expect((await reader.get(`c/${i}/9`))?.every((byte) => byte === (i * 10 + 9) % 256)).toBe(true);
      return last;
    };
    expect(await latest(await readFile(file))).toBeGreaterThanOrEqual(seen);
    const store = await openArchive(await fileSink(file), { onWarning: () => {} });
    await store.repair();
    await store.close();
    const repaired = await readFile(file);
    expect(await latest(repaired)).toBeGreaterThanOrEqual(seen);
    expect(Object.keys(unzipSync(repaired)).length).toBeGreaterThanOrEqual(seen * 10 + 11);
  }
});
