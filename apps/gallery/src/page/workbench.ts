import { type ColormapName, colormapNames } from "../drawing/colormap.js";
import { publicUrls } from "../examples.js";
import { keptAxes, type Named } from "../reading/axes.js";
import { element } from "./element.js";
import { type Opened, readWish } from "./read-picture.js";
import { sliders } from "./sliders.js";
import { factList, stage } from "./stage.js";

export interface Workbench {
  readonly root: HTMLElement;
  /** Fills the box and opens what it says. */
  open(wish: Readonly<Record<string, string>>): Promise<void>;
}

/** The box: a URL, a selection, how to draw; and the picture with a slider for every axis that one index was taken of. */
export function workbench(onOpened: (wish: Record<string, string>) => void): Workbench {
  const url = element("input", { name: "url", type: "text", required: true, spellcheck: false, autocomplete: "off" });
  const selection = element("input", { name: "selection", type: "text", spellcheck: false, autocomplete: "off" });
  url.placeholder = "https://example.org/image.zarr/0";
  const known = element("datalist", { id: "public-urls" }, ...publicUrls.map((value) => element("option", { value })));
  url.setAttribute("list", known.id);
  selection.placeholder = "0, 0, 100, :, :";
  const colormap = choice("colormap", ["automatic", ...colormapNames]);
  const origin = choice("origin", ["automatic", "upper", "lower"]);
  const submit = element("button", { type: "submit" }, "Open");
  const stop = element("button", { type: "button", className: "quiet", hidden: true }, "Stop");
  const form = element(
    "form",
    { className: "box" },
    field("URL of an array or a group", url, "wide"),
    known,
    field("Selection, as in NumPy", selection),
    field("Colours", colormap),
    field("First row", origin),
    element("div", { className: "buttons" }, submit, stop),
  );
  const place = stage();
  const told = element("div", { className: "told" });
  const result = element("div", { className: "result", hidden: true }, place.root, told);
  let current: { readonly url: string; readonly opened: Opened } | undefined;
  let running = new AbortController();

  async function run(): Promise<void> {
    running.abort();
    const controller = new AbortController();
    running = controller;
    const address = url.value.trim();
    const opened = current?.url === address ? current.opened : undefined;
    result.hidden = false;
    stop.hidden = false;
    if (!opened) {
      told.replaceChildren();
      place.say("opening …");
    }
    try {
      const read = await readWish(
        {
          url: address,
          selection: selection.value.trim(),
          colormap: colormap.value === "automatic" ? undefined : (colormap.value as ColormapName),
          origin: origin.value === "automatic" ? undefined : (origin.value as "upper" | "lower"),
        },
        { signal: controller.signal, onProgress: ({ done, total }) => place.progress(done, total) },
        opened,
      );
      if (controller.signal.aborted) return;
      selection.value = read.selection;
      if (opened !== read.opened) {
        current = { url: address, opened: read.opened };
        told.replaceChildren(element("div"), element("div"));
      }
      place.show(read.picture, `${address} at [${read.selection}]`);
      told.lastElementChild!.replaceWith(factList(read.facts));
      showSliders(read.opened.named);
      onOpened(state());
    } catch (error) {
      if (running !== controller) return;
      if (controller.signal.aborted) place.say("stopped");
      else place.fail(error);
    } finally {
      if (running === controller) stop.hidden = true;
    }
  }

  /** Sliders stay as they are while one of them is moved: a new set would take it out of the hand. */
  function showSliders(array: Named): void {
    const kept = keptAxes(selection.value, array.shape.length);
    const old = told.firstElementChild as HTMLElement;
    if (old.dataset["kept"] === kept.join() && old.contains(document.activeElement)) return;
    const fresh = sliders(array, selection.value, (text) => {
      selection.value = text;
      void run();
    });
    fresh.dataset["kept"] = kept.join();
    old.replaceWith(fresh);
  }

  const state = () => ({
    url: url.value,
    selection: selection.value,
    colormap: colormap.value,
    origin: origin.value,
  });

  form.onsubmit = (event) => {
    event.preventDefault();
    // Asked for anew, what may have changed is read anew.
    current = undefined;
    void run();
  };
  for (const input of [colormap, origin]) input.onchange = () => void (current && run());
  stop.onclick = () => running.abort();

  return {
    root: element("section", { className: "workbench" }, form, result),
    async open(wish) {
      url.value = wish["url"] ?? "";
      selection.value = wish["selection"] ?? "";
      colormap.value = colormapNames.includes(wish["colormap"] as ColormapName) ? wish["colormap"]! : "automatic";
      origin.value = wish["origin"] === "lower" || wish["origin"] === "upper" ? wish["origin"] : "automatic";
      current = undefined;
      await run();
    },
  };
}

function field(label: string, input: HTMLElement, className = ""): HTMLElement {
  return element("label", { className }, element("span", {}, label), input);
}

function choice(name: string, names: readonly string[]): HTMLSelectElement {
  return element("select", { name }, ...names.map((value) => element("option", { value }, value)));
}
