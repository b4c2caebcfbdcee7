import { expect, it } from "vitest";
import { createRegistry } from "../../src/registry/registry.js";
import { resolveUrl } from "../../src/registry/resolve-url.js";
import { storePlugin } from "../doubles/plugins.js";

it("in a page, a path without a scheme is relative to the page", async () => {
  const web = storePlugin("web", ["http", "https"]);
  const registry = createRegistry(web);
  await resolveUrl("samples/a.zarr", registry);
  await resolveUrl("/samples/b.zarr?x=1", registry);
  expect(web.opened).toEqual([
    new URL("samples/a.zarr", location.href).href,
    new URL("/samples/b.zarr?x=1", location.href).href,
  ]);
});

it("in a page, a store for plain paths is asked first", async () => {
  const [web, files] = [storePlugin("web", ["http"]), storePlugin("files", [""])];
  await resolveUrl("samples/a.zarr", createRegistry(web, files));
  expect(files.opened).toEqual(["samples/a.zarr"]);
});
