import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRegistry, open, updateAttributes, ZarrGroup } from "../src/node.js";
import { preset } from "../src/preset.js";

/**
 * Metadata documents that zarr-python holds to be valid: each is read, its codecs are bound, and after one attribute was
 * changed everything else in it is as it was. They lie outside the repository: `ZARRKIT_FIXTURES` names their folder.
 */
const root = process.env["ZARRKIT_FIXTURES"];
const folder = join(root ?? "none", "zarr-metadata");

const door = createRegistry(...preset());

type Json = Record<string, unknown>;

interface Case {
  readonly name: string;
  /** By key. */
  readonly documents: Readonly<Record<string, Json>>;
}

/** The document around one part of one that a fixture gives. */
const around: Readonly<Record<string, (part: Json) => Json>> = {
  chunk_key_encoding: (part) => array({ chunk_key_encoding: part }),
  consolidated: (part) => ({ zarr_format: 3, node_type: "group", consolidated_metadata: part }),
};

function array(parts: Json): Json {
  return {
    zarr_format: 3,
    node_type: "array",
    shape: [8],
    data_type: "float64",
    chunk_grid: { name: "regular", configuration: { chunk_shape: [8] } },
    chunk_key_encoding: { name: "default" },
    fill_value: 0.5,
    codecs: [{ name: "bytes", configuration: { endian: "little" } }],
    ...parts,
  };
}

const cases: Case[] = existsSync(folder) ? [...wholeDocuments(), ...parts()] : [];

describe.skipIf(!root)(
  `documents that zarr-python holds to be valid${root ? "" : " (not run: ZARRKIT_FIXTURES names no folder)"}`,
  () => {
    it("are at least thirty", () => {
      expect(cases.length).toBeGreaterThanOrEqual(30);
    });

    it.each(cases)("$name", async ({ documents }) => {
      const store = new Map(
        Object.entries(documents).map(([key, json]) => [key, new TextEncoder().encode(JSON.stringify(json))]),
      );
      const node = await open(store);
      if (node.kind === "array" && node.chunks) await node.pipeline(node.parts.metadata.grid.chunkShape!);
      if (node instanceof ZarrGroup)
        for await (const [, child] of node.members()) expect(child.format).toBe(node.format);
      await updateAttributes(node, { probe: true });
      for (const [key, before] of Object.entries(documents)) {
        const after = JSON.parse(new TextDecoder().decode(store.get(key)));
        if (key === "zarr.json")
          expect(after).toEqual({ ...before, attributes: { ...(before["attributes"] as Json), probe: true } });
        else expect(after).toEqual(before);
      }
    });
  },
);

describe.skipIf(!root)("codecs as zarr-python writes them", () => {
  it.each(root ? fragments("codec") : [["none", {}]])("%s", async (_, part) => {
    const { name, configuration } =
      typeof part === "string"
        ? { name: part, configuration: undefined }
        : (part as { name: string; configuration?: Json });
    const plugin = door.find("codec", name)!;
    const module = await plugin.load();
    const origin = { name, format: 3, path: "codecs[0]" } as const;
    expect(() => module.parse(configuration, origin)).not.toThrow();
    expect(() => module.parse({ ...configuration, surprise: 1 }, origin)).toThrow(/surprise/);
  });
});

function wholeDocuments(): Case[] {
  const kinds = {
    "v3/array": "zarr.json",
    "v3/group": "zarr.json",
    "v2/array": ".zarray",
    "v2/group": ".zgroup",
  };
  return Object.entries(kinds).flatMap(([kind, key]) =>
    files(join(folder, kind)).map(([name, json]) => ({ name: `${kind}/${name}`, documents: { [key]: json } })),
  );
}

function parts(): Case[] {
  const wrapped = (name: string, kind: string, part: unknown) => ({
    name,
    documents: { "zarr.json": around[kind]!(part as Json) },
  });
  const encodings = fragments("chunk_key_encoding").map(([name, part]) => wrapped(name, "chunk_key_encoding", part));
  const consolidated = files(join(folder, "v3/consolidated")).map(([name, part]) =>
    wrapped(`v3/consolidated/${name}`, "consolidated", part),
  );
  return [...encodings, ...consolidated];
}

/** Named parts of documents. */
function fragments(kind: string): [string, unknown][] {
  return readdirSync(join(folder, "v3", kind)).flatMap((name) => {
    const json = JSON.parse(readFileSync(join(folder, "v3", kind, name, "cases.json"), "utf8")) as Json;
    return Object.entries(json).map(([one, part]): [string, unknown] => [`v3/${kind}/${name} ${one}`, part]);
  });
}

function files(path: string): [string, Json][] {
  return readdirSync(path).map((name) => [name, JSON.parse(readFileSync(join(path, name), "utf8"))]);
}
