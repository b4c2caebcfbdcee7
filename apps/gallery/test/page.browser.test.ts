import { blosc } from "@zarrkit/codec-blosc";
import { gzip } from "@zarrkit/codec-gzip";
import { zstd } from "@zarrkit/codec-zstd";
import { registry } from "@zarrkit/core";
import { http } from "@zarrkit/store-http";
import { delay, HttpResponse, http as mock } from "msw";
import { setupWorker } from "msw/browser";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { xor } from "zarr-codec-xor";
import { examples, thirdPartyExample } from "../src/examples.js";
import { mountGallery } from "../src/page/gallery.js";
import "../src/page/style.css";

const served = new URL("/samples/", location.href).href;
const mocked = "https://data.example/samples/";

/** URLs that were asked for there. */
const asked: string[] = [];

/** Another origin, with the samples behind it. */
const worker = setupWorker(
  mock.get(`${mocked}*`, async ({ request }) => {
    asked.push(request.url);
    const response = await fetch(served + request.url.slice(mocked.length));
    return new HttpResponse(await response.arrayBuffer(), { status: response.status });
  }),
);

let root: HTMLElement;
let address: { hash: string; replace(url: string): void };

beforeAll(async () => {
  await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
  registry.register(http(), blosc(), gzip(), zstd(), xor());
});

afterAll(() => worker.stop());

beforeEach(() => {
  address = {
    hash: "",
    replace(url) {
      address.hash = url;
    },
  };
  root = document.createElement("div");
  document.body.replaceChildren(root);
});

afterEach(() => worker.resetHandlers());

const mount = (samples: string) => mountGallery(root, { samples, address });

function find<E extends Element = HTMLElement>(selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/** Types into the box and opens. */
function open(url: string, selection = ""): void {
  find<HTMLInputElement>("[name=url]").value = url;
  find<HTMLInputElement>("[name=selection]").value = selection;
  find<HTMLButtonElement>("[type=submit]").click();
}

const selection = () => find<HTMLInputElement>("[name=selection]").value;
const sliderNames = () => [...root.querySelectorAll(".sliders span")].map((span) => span.textContent);
const bench = () => find(".workbench .stage");
const failed = () => expect.poll(() => bench().className).toBe("stage failed");

describe.each([
  ["served by this origin", served],
  ["mocked at another origin", mocked],
])("with samples %s", (_, samples) => {
  it("draws every example and tells what it took", async () => {
    await mount(samples);
    for (const { id, title } of [...examples, thirdPartyExample]) {
      expect(find(`#${id} .stage`).className).toBe("stage drawn");
      expect(find(`#${id} canvas`).ariaLabel).toBe(title);
      expect(find(`#${id} .facts`).textContent).toMatch(/took\d+ requests?, \d+\.\d kB/);
    }
    expect(find("#air .facts").textContent).toContain("org.example.xor (distance 4)");
  });

  it("opens a URL that is pasted, chooses a plane, and keeps it in the address", async () => {
    await mount(samples);
    open(`${samples}brain.ome.zarr/1`);
    await expect.poll(() => selection()).toBe("0, 1, 31, :, :");
    const canvas = find<HTMLCanvasElement>(".workbench canvas");
    expect([canvas.width, canvas.height]).toEqual([99, 117]);
    expect(new URLSearchParams(address.hash.slice(1)).get("selection")).toBe("0, 1, 31, :, :");
    expect(sliderNames()).toEqual(["axis 1", "axis 2"]);
  });

  it("opens an OME-Zarr group at a level that fits, with the names of its axes", async () => {
    await mount(samples);
    open(`${samples}brain.ome.zarr/`);
    await expect.poll(() => selection()).toBe("0, 0, 31, :, :");
    expect(find<HTMLCanvasElement>(".workbench canvas").width).toBe(197);
    expect(sliderNames()).toEqual(["c", "z"]);
  });
});

it("reads another plane when a slider is moved, without opening the array again", async () => {
  await mount(mocked);
  open(`${mocked}brain.ome.zarr/2`, "0, 0, 10, :, :");
  await expect.poll(() => find("canvas").ariaLabel).toContain("[0, 0, 10, :, :]");
  asked.length = 0;
  const slider = find<HTMLInputElement>(".sliders label:last-child input");
  slider.value = "20";
  slider.dispatchEvent(new Event("input"));
  await expect.poll(() => find("canvas").ariaLabel).toContain("[0, 0, 20, :, :]");
  expect(asked).toEqual([`${mocked}brain.ome.zarr/2/0.0.1.0.0`]);
  expect(find(".workbench .facts").textContent).toContain("took1 request, ");
});

it("opens what the address names", async () => {
  address.hash = `#${new URLSearchParams({ url: `${mocked}ocean.zarr/tos`, selection: "1", colormap: "hot" })}`;
  await mount(mocked);
  expect(bench().className).toBe("stage drawn");
  expect(find<HTMLSelectElement>("[name=colormap]").value).toBe("hot");
});

it("puts an example into the box", async () => {
  await mount(mocked);
  find<HTMLButtonElement>("#ocean button").click();
  await expect.poll(() => find(".workbench canvas").ariaLabel).toContain("ocean.zarr/tos");
  expect(find<HTMLInputElement>("[name=url]").value).toBe(`${mocked}ocean.zarr/tos`);
});

it("says in its place what is wrong, and draws the rest", async () => {
  worker.use(
    mock.get(`${mocked}tissue.zarr/*`, () => HttpResponse.html("<!doctype html><title>Welcome</title>")),
    mock.get(`${mocked}brain.ome.zarr/0/0.0.1.*`, () => new HttpResponse(new Uint8Array(40))),
  );
  await mount(mocked);
  expect(find("#tissue .stage").className).toBe("stage failed");
  expect(find("#tissue .message").textContent).toContain("HTML");
  expect(find("#brain .message").textContent).toContain("blosc");
  expect(find("#ocean .stage").className).toBe("stage drawn");
});

it.each([
  ["a URL where nothing lies", "nothing.zarr", "", "No Zarr array or group at"],
  ["a selection with too many indices", "tissue.zarr", "0, 0, 0, 0, 0", "too many indices"],
  ["a selection that is no picture", "brain.ome.zarr/2", "0, 0", "Select with integers"],
])("says what is wrong with %s", async (_, path, selection, message) => {
  await mount(mocked);
  open(mocked + path, selection);
  await failed();
  expect(find(".workbench .message").textContent).toContain(message);
});

it("names the package of a codec that this page has not registered", async () => {
  worker.use(
    mock.get("https://data.example/other.zarr/zarr.json", () =>
      HttpResponse.json({
        zarr_format: 3,
        node_type: "array",
        shape: [4, 4],
        data_type: "uint8",
        chunk_grid: { name: "regular", configuration: { chunk_shape: [4, 4] } },
        chunk_key_encoding: { name: "default" },
        fill_value: 0,
        codecs: [{ name: "bytes" }, { name: "crc32c" }],
      }),
    ),
    mock.get("https://data.example/other.zarr/*", () => new HttpResponse(null, { status: 404 })),
  );
  await mount(mocked);
  open("https://data.example/other.zarr");
  await failed();
  expect(find(".workbench .message").textContent).toContain("@zarrkit/codec-checksum");
});

it("shows progress, and stops when asked", async () => {
  await mount(mocked);
  worker.use(
    mock.get(`${mocked}brain.ome.zarr/0/0.0.1.1.1`, async () => {
      await delay("infinite");
    }),
  );
  open(`${mocked}brain.ome.zarr/0`, "0, 0, 28");
  await expect.poll(() => find(".workbench .message").textContent).toBe("3 of 4 chunks");
  expect(find<HTMLProgressElement>(".workbench progress").value).toBe(0.75);
  find<HTMLButtonElement>(".buttons .quiet").click();
  await expect.poll(() => find(".workbench .message").textContent).toBe("stopped");
  expect(find<HTMLButtonElement>(".buttons .quiet").hidden).toBe(true);
});
