import { type Example, functionCode } from "../examples.js";
import { element } from "./element.js";
import { readExample } from "./read-picture.js";
import { factList, stage } from "./stage.js";

/** One example: its picture, the lines that read it, and what that took. `done` settles when it is drawn or has failed. */
export function card(example: Example, samples: string, onOpen: () => void) {
  const place = stage();
  const facts = element("div", { className: "told" });
  const button = element("button", { type: "button", className: "quiet", onclick: onOpen }, "Open it above");
  const root = element(
    "article",
    { id: example.id, className: "card" },
    place.root,
    element("h3", {}, example.title),
    element("p", {}, example.text),
    element("pre", {}, element("code", {}, functionCode(example, "…/").join("\n"))),
    facts,
    button,
  );

  async function run(): Promise<void> {
    place.say("opening …");
    const reading = {
      signal: new AbortController().signal,
      onProgress: ({ done, total }: { done: number; total: number }) => place.progress(done, total),
    };
    try {
      const read = await readExample(example, samples, reading);
      place.show(read.picture, example.title);
      facts.replaceChildren(factList(read.facts));
    } catch (error) {
      place.fail(error);
    }
  }
  return { root, done: run() };
}
