import { fs } from "@zarrkit/store-fs";
import { frontDoor } from "./front-door.js";
import { preset } from "./preset.js";

/** zarrkit on Node: with files and plain paths. */
export const { open, openArray, openGroup, createArray, createGroup } = /* @__PURE__ */ frontDoor(() => [
  fs(),
  ...preset(),
]);
export * from "./exports.js";
