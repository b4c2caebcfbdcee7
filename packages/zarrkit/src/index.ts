import { frontDoor } from "./front-door.js";
import { preset } from "./preset.js";

/** zarrkit in browsers, and wherever else there is no file system. */
export const { open, openArray, openGroup, createArray, createGroup } = /* @__PURE__ */ frontDoor(preset);
export * from "./exports.js";
