import { type Example, examples, spelled, thirdPartyExample } from "../examples.js";
import { card } from "./card.js";
import { element } from "./element.js";
import { workbench } from "./workbench.js";

export interface GalleryOptions {
  /** URL of the folder with the samples; ends with a slash. */
  readonly samples: string;
  /** Where what the box shows is kept, so that it can be passed on: a page's `location`. */
  readonly address: Pick<Location, "hash" | "replace">;
}

/** Builds the page and starts drawing. Resolves when every example and what the address names is drawn or has failed. */
export async function mountGallery(root: Element, { samples, address }: GalleryOptions): Promise<void> {
  const bench = workbench((wish) => {
    address.replace(`#${new URLSearchParams(wish)}`);
  });
  const cards = [...examples, thirdPartyExample].map((example) =>
    card(example, samples, () => {
      bench.root.scrollIntoView({ behavior: "smooth" });
      void bench.open(wishOf(example, samples));
    }),
  );
  root.replaceChildren(
    element(
      "header",
      {},
      element("h1", {}, "zarrkit", element("span", {}, " gallery")),
      element("p", {}, "Zarr opened by URL, sliced and drawn: chunks come straight from a file server into this page."),
    ),
    bench.root,
    element("h2", {}, "Examples"),
    element("section", { className: "cards" }, ...cards.map((one) => one.root)),
    element(
      "footer",
      {},
      "Sources and licences of the data: ",
      element("a", { href: `${samples}PROVENANCE.md` }, "PROVENANCE.md"),
    ),
  );
  const asked = Object.fromEntries(new URLSearchParams(address.hash.replace(/^#/, "")));
  const first = { url: `${samples}brain.ome.zarr`, selection: "0, 1, 28, :, :" };
  await Promise.all([...cards.map((one) => one.done), bench.open(asked["url"] ? asked : first)]);
}

function wishOf(example: Example, samples: string): Record<string, string> {
  return {
    url: samples + example.store + (example.array === undefined ? "" : `/${example.array}`),
    selection: spelled(example.selection),
    colormap: example.colormap ?? "automatic",
    origin: example.origin ?? "automatic",
  };
}
