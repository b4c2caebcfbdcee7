import type { BytesToBytes, Tools } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { xor } from "zarr-codec-xor";

const origin = { name: "org.example.xor", format: 3, path: "codecs[1]" } as const;
const spec = { size: { exact: 6 }, elementSize: 2 };

async function bound(configuration: unknown): Promise<Required<Pick<BytesToBytes, "encode" | "decode">>> {
  const codec = await xor().load();
  // The codec needs no tools.
  return (await codec.bind(codec.parse(configuration, origin), spec, {} as Tools)) as never;
}

it("leaves the first bytes and compares the others with those before them", async () => {
  const codec = await bound({ distance: 2 });
  expect(codec.encode(Uint8Array.of(0x11, 0x22, 0x11, 0x23, 0xff, 0x23))).toEqual(
    Uint8Array.of(0x11, 0x22, 0x00, 0x01, 0xee, 0x00),
  );
});

it("compares elements when no distance is given, and writes that distance down", async () => {
  const codec = await xor().load();
  const parsed = codec.parse({}, origin);
  expect(codec.toConfiguration(parsed, origin, spec)).toEqual({ distance: 2 });
  expect((await bound({})).encode(Uint8Array.of(1, 2, 1, 2))).toEqual(Uint8Array.of(1, 2, 0, 0));
});

it("says where a configuration is wrong", async () => {
  const codec = await xor().load();
  expect(() => codec.parse({ distance: 0 }, origin)).toThrow(
    "codecs[1].configuration.distance: expected an integer from 1 to 65536, found 0",
  );
  expect(() => codec.parse({ lag: 4 }, origin)).toThrow("codecs[1].configuration.lag: is not a known field");
});

it("refuses bytes of another length than the chunk's", async () => {
  const codec = await bound({ distance: 2 });
  expect(() => codec.decode(new Uint8Array(5), { exact: 6 })).toThrow(
    "org.example.xor: the value holds 5 bytes, expected 6",
  );
});
