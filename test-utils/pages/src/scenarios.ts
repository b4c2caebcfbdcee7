import {
  isZarrError,
  type Listable,
  type Store,
  type Versioned,
  type Writable,
  type ZarrError,
} from "@zarrkit/plugin-api";

type Tested = Store & Versioned & Writable & Listable;

/** What a tab does in the tests of a store: each call is complete in itself, so that a test can make it from Node. */
export function scenarios(make: (place: string) => Tested) {
  return {
    /** Adds one to the counter "n" so often, each time over the version that was read. */
    async count(place: string, times: number): Promise<void> {
      const store = make(place);
      for (let done = 0; done < times; ) {
        const found = await store.getVersioned("n");
        const next = new TextEncoder().encode(String(numberIn(found?.bytes) + 1));
        try {
          await store.set("n", next, { onlyIf: found ? { version: found.version } : "absent" });
          done++;
        } catch (error) {
          if (!isZarrError(error, "conflict")) throw error;
        }
      }
    },

    /** The same in a worker of the tab, whose program answers with `serveCount`. */
    async countInWorker(url: string, place: string, times: number): Promise<void> {
      const worker = new Worker(url, { type: "module" });
      const outcome = new Promise<unknown>((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
      worker.postMessage([place, times]);
      const problem = await outcome;
      worker.terminate();
      if (problem !== undefined) throw new Error(String(problem));
    },

    async counted(place: string): Promise<number> {
      return numberIn(await make(place).get("n"));
    },

    /** How many of so many creations of one value at once fulfilled. */
    async create(place: string, times: number): Promise<number> {
      const store = make(place);
      const calls = Array.from({ length: times }, () => store.set("one", Uint8Array.of(1), { onlyIf: "absent" }));
      return (await Promise.allSettled(calls)).filter(({ status }) => status === "fulfilled").length;
    },

    /** Writes values of a megabyte until one is refused: how many went before, what was said, and what is there then. */
    async fill(place: string) {
      const store = make(place);
      const value = new Uint8Array(2 ** 20);
      for (let i = 0; i < value.length; i += 65_536) crypto.getRandomValues(value.subarray(i, i + 65_536));
      for (let written = 0; written < 200; written++) {
        try {
          await store.set(`v/${written}`, value);
        } catch (error) {
          if (!isZarrError(error)) throw error;
          const last = await store.get(`v/${written - 1}`);
          const intact = last !== undefined && last.every((byte, i) => byte === value[i]);
          const keys: string[] = [];
          for await (const key of store.list("v/")) keys.push(key);
          return { written, ...told(error), intact, keys: keys.length };
        }
      }
      return undefined;
    },

    /** What is said when a value cannot be written. */
    async refusal(place: string) {
      return make(place)
        .set("a", Uint8Array.of(1))
        .then(() => undefined, told);
    },

    async clear(place: string): Promise<void> {
      const store = make(place);
      for await (const key of store.list("")) await store.delete(key);
    },

    async write(place: string, key: string, value: number): Promise<void> {
      await make(place).set(key, Uint8Array.of(value));
    },

    async read(place: string, key: string): Promise<number | undefined> {
      return (await make(place).get(key))?.[0];
    },
  };
}

/** For the program of a worker. */
export function serveCount({ count }: Pick<ReturnType<typeof scenarios>, "count">): void {
  globalThis.onmessage = ({ data: [place, times] }: MessageEvent<[string, number]>) => {
    count(place, times).then(
      () => postMessage(undefined),
      (error: unknown) => postMessage(String(error)),
    );
  };
}

/** An error as it can leave the page. */
function told(error: unknown) {
  const { code, message, fields } = error as ZarrError;
  return { code, message, fields };
}

function numberIn(bytes: Uint8Array | undefined): number {
  return bytes ? Number(new TextDecoder().decode(bytes)) : 0;
}
