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

/** For the title of what cannot run without it. */
const unless = root ? "" : " (skipped: ZARRKIT_FIXTURES names no folder)";

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
  chunk_grid: (part) => array({ chunk_grid: part, shape: coveredBy(part["configuration"] as Json) }),
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

describe.skipIf(!root)(`documents that zarr-python holds to be valid${unless}`, () => {
  it("are at least thirty", () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
  });

  it.each(cases)("$name", async ({ documents }) => {
    const store = new Map(
      Object.entries(documents).map(([key, json]) => [key, new TextEncoder().encode(JSON.stringify(json))]),
    );
    const node = await open(store);
    if (node.kind === "array" && node.chunks) await node.pipeline(node.parts.metadata.grid.chunkShape!);
    if (node instanceof ZarrGroup) for await (const [, child] of node.members()) expect(child.format).toBe(node.format);
    await updateAttributes(node, { probe: true });
    for (const [key, before] of Object.entries(documents)) {
      const after = JSON.parse(new TextDecoder().decode(store.get(key)));
      if (key === "zarr.json")
        expect(after).toEqual({ ...before, attributes: { ...(before["attributes"] as Json), probe: true } });
      else expect(after).toEqual(before);
    }
  });
});

describe.skipIf(!root)(`consolidated metadata of v2 as zarr-python writes them${unless}`, () => {
  it.each(root ? files(join(folder, "v2/consolidated")) : [["none", {}]])("%s", async (_, consolidated) => {
    const text = (json: Json) => new TextEncoder().encode(JSON.stringify(json));
    const store = new Map([
      [".zmetadata", text(consolidated)],
      [".zgroup", text({ zarr_format: 2 })],
    ]);
    const documents = consolidated["metadata"] as Record<string, Json>;
    const group = (await open(store)) as ZarrGroup;
    expect(group.consolidated).toBe(true);
    expect(group.attributes).toEqual(documents[".zattrs"] ?? {});
    const arrays = Object.keys(documents).filter((key) => key.endsWith("/.zarray"));
    expect(await group.keys()).toEqual(arrays.map((key) => key.replace("/.zarray", "")));
    for await (const [name, child] of group.members())
      expect(child.attributes).toEqual(documents[`${name}/.zattrs`] ?? {});
    await updateAttributes(group, { probe: true });
    const after = JSON.parse(new TextDecoder().decode(store.get(".zmetadata")));
    expect(after.metadata).toEqual({ ...documents, ".zattrs": { ...documents[".zattrs"], probe: true } });
  });
});

describe.skipIf(!root)(`codecs as zarr-python writes them${unless}`, () => {
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
  const ofZarrs = files(join(root!, "zarrs"), "_metadata.json");
  return [
    ...Object.entries(kinds).flatMap(([kind, key]) =>
      files(join(folder, kind)).map(([name, json]) => ({ name: `${kind}/${name}`, documents: { [key]: json } })),
    ),
    ...ofZarrs.map(([name, json]) => ({ name: `zarrs/${name}`, documents: { "zarr.json": json } })),
  ];
}

/** The shape that one chunk of a regular grid, or all chunks of a rectilinear one, cover. */
function coveredBy({ chunk_shape: chunk, chunk_shapes: chunks = chunk }: Json): number[] {
  const length = (entry: number | [number, number]) => (typeof entry === "number" ? entry : entry[0] * entry[1]);
  return (chunks as (number | (number | [number, number])[])[]).map((axis) =>
    [axis].flat().reduce((sum: number, entry) => sum + length(entry), 0),
  );
}

function parts(): Case[] {
  const wrapped = (name: string, kind: string, part: unknown) => ({
    name,
    documents: { "zarr.json": around[kind]!(part as Json) },
  });
  const named = ["chunk_key_encoding", "chunk_grid"].flatMap((kind) =>
    fragments(kind).map(([name, part]) => wrapped(name, kind, part)),
  );
  const consolidated = files(join(folder, "v3/consolidated")).map(([name, part]) =>
    wrapped(`v3/consolidated/${name}`, "consolidated", part),
  );
  return [...named, ...consolidated];
}

/** Named parts of documents. */
function fragments(kind: string): [string, unknown][] {
  return readdirSync(join(folder, "v3", kind)).flatMap((name) => {
    const json = JSON.parse(readFileSync(join(folder, "v3", kind, name, "cases.json"), "utf8")) as Json;
    return Object.entries(json).map(([one, part]): [string, unknown] => [`v3/${kind}/${name} ${one}`, part]);
  });
}

function files(path: string, ending = ".json"): [string, Json][] {
  const names = readdirSync(path).filter((name) => name.endsWith(ending));
  return names.map((name) => [name, JSON.parse(readFileSync(join(path, name), "utf8"))]);
}
