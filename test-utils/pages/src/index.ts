export type { Frame, Page } from "playwright";
export { openSite, ready, type Site } from "./site.js";
