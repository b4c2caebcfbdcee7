import type { Picture } from "../drawing/picture.js";
import { element } from "./element.js";

/** Where a picture appears: a canvas, a bar for the progress, a line for what is going on or went wrong. */
export interface Stage {
  readonly root: HTMLElement;
  progress(done: number, total: number): void;
  show(picture: Picture, label: string): void;
  fail(error: unknown): void;
  /** Nothing to tell but this. */
  say(text: string): void;
}

export function stage(): Stage {
  const canvas = element("canvas", { hidden: true });
  const bar = element("progress", { max: 1, hidden: true, ariaLabel: "Chunks read" });
  const message = element("p", { className: "message", role: "status" });
  const root = element("div", { className: "stage" }, canvas, message, bar);

  function turn(state: "waiting" | "drawn" | "failed", text: string): void {
    root.className = `stage ${state}`;
    message.textContent = text;
    bar.hidden = true;
  }

  return {
    root,
    say: (text) => turn("waiting", text),
    progress(done, total) {
      bar.hidden = false;
      bar.value = done / total;
      if (root.classList.contains("waiting")) message.textContent = `${done} of ${total} chunks`;
    },
    show(picture, label) {
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.hidden = false;
      canvas.role = "img";
      canvas.ariaLabel = label;
      canvas.getContext("2d")!.putImageData(new ImageData(picture.pixels, picture.width), 0, 0);
      turn("drawn", "");
    },
    fail(error) {
      canvas.hidden = true;
      turn("failed", error instanceof Error ? error.message : String(error));
    },
  };
}

/** Names and values, as a description list. */
export function factList(facts: readonly (readonly [name: string, value: string])[]): HTMLElement {
  const list = element("dl", { className: "facts" });
  for (const [name, value] of facts) list.append(element("dt", {}, name), element("dd", {}, value));
  return list;
}
