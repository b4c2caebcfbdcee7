export type { Page } from "playwright";
export { openSite, type Site } from "./site.js";
