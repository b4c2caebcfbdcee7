import type { StorePlugin } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { hierarchy } from "../fixtures/hierarchies.js";

/** A registry in which every "attic:" URL is the root of a small hierarchy, below the path "a" after the host. */
const { store } = hierarchy("v3 tree");
const attic: StorePlugin = {
  kind: "store",
  api: 1,
  name: "attic",
  schemes: ["attic"],
  load: async () => ({ open: async (url) => ({ store, path: new URL(url).pathname.slice(1) }) }),
};
const registry = createRegistry(attic);
const failure = (url: string) => openArray(url, { registry }).catch((error: Error) => error);

it.each([
  ["attic://h/a/y/zarr.json", 'Leave "zarr.json" out: a node is opened by the folder that its document lies in.'],
  ["attic://h/a/y/.zarray", 'Leave ".zarray" out: '],
  ["attic://h/x.zip/inner/0", 'To look into the archive, write "attic://h/x.zip|zip:inner/0".'],
  ["attic://h/x.ozx/0", 'write "attic://h/x.ozx|zip:0".'],
  ["attic://h/refs.json", 'A document of references is looked into with "|reference:" behind it.'],
  ["attic://h/air.nc", "That looks like a file of another format"],
  ["attic://h/nothing", "Check the path; "],
])("where nothing is at %s, the error tells what was probably meant", async (url, advice) => {
  expect(await failure(url)).toMatchObject({ code: "not-found", message: expect.stringContaining(advice) });
});

it("queries stay out of messages, which carry them into logs", async () => {
  const error = (await failure("attic://h/nothing?token=secret")) as Error;
  expect(error.message).toContain("No Zarr array at attic://h/nothing: ");
  expect(error.message).not.toContain("secret");
});

it("a node of the other kind is named by the URL that was given", async () => {
  expect(await failure("attic://h/?token=secret")).toMatchObject({
    message: "attic://h/ is a group, not an array: use openGroup().",
  });
  await expect(openGroup(new URL("attic://h/a/y"), { registry })).rejects.toMatchObject({
    message: "attic://h/a/y is an array, not a group: use openArray().",
  });
});

it("a node below the URL is named by its path too", async () => {
  await expect(openGroup("attic://h/a?token=secret", { registry, path: "y" })).rejects.toMatchObject({
    message: '"a/y" in attic://h/a is an array, not a group: use openArray().',
  });
  await expect(openArray("attic://h/a?token=secret", { registry, path: "n/m" })).rejects.toMatchObject({
    message: expect.stringContaining('No Zarr array at "a/n/m" in attic://h/a: '),
  });
});
