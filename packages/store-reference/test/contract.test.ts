import { storeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { referenceStore } from "../src/store.js";
import { type Files, fileStore, network, text } from "./files.js";

type Entries = ReadonlyMap<string, Uint8Array>;

/** Ways to lay values out over a document and the files it points into. */
const layouts: Record<string, (entries: Entries) => { refs: Record<string, unknown>; files: Files }> = {
  "inside of it": (entries) => ({ refs: fromEntries(entries, (bytes) => `base64:${base64(bytes)}`), files: new Map() }),

  "one after the other in a file beside it": (entries) => {
    const pieces: Uint8Array[] = [Uint8Array.of(9, 9, 9)];
    let end = 3;
    const refs = fromEntries(entries, (bytes) => {
      pieces.push(bytes, Uint8Array.of(7));
      end += bytes.length + 1;
      return ["data.nc", end - bytes.length - 1, bytes.length];
    });
    return { refs, files: new Map([["deep/data.nc", joined(pieces)]]) };
  },

  "each in a file of its own, at an address": (entries) => {
    let count = 0;
    const files: Files = new Map();
    const refs = fromEntries(entries, (bytes) => {
      files.set(`file${++count}`, bytes);
      return [`https://h/file${count}`];
    });
    return { refs, files };
  },
};

describe.each(Object.entries(layouts))(
  "a document with its values %s keeps the contract of stores:",
  async (_, layOut) => {
    const cases = await storeContract(
      ({ refs, files }: ReturnType<typeof layOut>) => {
        const place = {
          store: fileStore(new Map([...files, ["deep/refs.json", text({ version: 1, refs })]]), "https://h/"),
          path: "deep/refs.json",
        };
        return referenceStore(place, network({ "https://h": files }));
      },
      { seed: layOut },
    );
    for (const c of cases) it(c.name, c.run);
  },
);

describe("a document over files without ranges keeps the contract of stores:", async () => {
  const layOut = layouts["one after the other in a file beside it"]!;
  const cases = await storeContract(
    async ({ refs, files }: ReturnType<typeof layOut>) => {
      const place = { store: new Map([...files, ["deep/refs", text(refs)]]), path: "deep/refs" };
      // A Map tells no versions.
      const { getVersioned: _, getRangesVersioned: __, ...store } = await referenceStore(place, network({}));
      return store;
    },
    { seed: layOut },
  );
  for (const c of cases) it(c.name, c.run);
});

function fromEntries(entries: Entries, value: (bytes: Uint8Array) => unknown): Record<string, unknown> {
  return Object.fromEntries([...entries].map(([key, bytes]) => [key, value(bytes)]));
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}
