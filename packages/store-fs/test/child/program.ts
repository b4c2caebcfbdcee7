import { fsStore } from "../../src/store.js";

// The programs that tests run as processes of their own: `node program.mjs NAME FOLDER MORE`.
const [, , name = "", folder = "", more = ""] = process.argv;

const bytesOf = (seed: number) => new Uint8Array(100_000).fill(seed);

const programs: Record<string, () => Promise<unknown>> = {
  /** Replaces one value of three. */
  async write() {
    const store = fsStore(folder, { fsync: more === "fsync", lockExpiry: 1000 });
    const found = await store.getVersioned("a/b");
    const version = found?.version ?? "";
    if (more === "delete") return store.delete("a/b");
    await store.set("a/b", bytesOf(2), more === "version" ? { onlyIf: { version } } : {});
    if (more === "absent") await store.set("b/new", bytesOf(2), { onlyIf: "absent" });
  },

  /** Writes 200 values to ten keys, again and again, until it is killed. */
  async writeForEver() {
    const store = fsStore(folder);
    process.send?.("writing");
    for (let round = 1; ; round++) {
      for (let i = 0; i < 200; i++) await store.set(`k/${i % 10}`, bytesOf((round * 200 + i) % 256));
    }
  },

  /** Adds one to a counter many times, by versions. */
  async count() {
    const store = fsStore(folder);
    for (let done = 0; done < Number(more); ) {
      const read = await store.getVersioned("counter");
      const next = Uint32Array.of((new Uint32Array(read!.bytes.slice().buffer)[0] ?? 0) + 1);
      try {
        await store.set("counter", new Uint8Array(next.buffer), { onlyIf: { version: read!.version } });
        done++;
      } catch (error) {
        if ((error as { code?: string }).code !== "conflict") throw error;
      }
    }
  },

  /** Reads 20,000 values at once, each more than once. */
  async readAll() {
    const store = fsStore(folder);
    const files = Number(more);
    const all = await Promise.all(Array.from({ length: 20_000 }, (_, i) => store.get(`k/${i % files}`)));
    const wrong = all.filter((bytes, i) => bytes?.length !== 64 || bytes[0] !== (i % files) % 256);
    console.log(`${all.length - wrong.length} right`);
  },
};

await programs[name]?.();
