export type { SiteAnswer, SiteManners, SiteRequest } from "./engine.js";
export { answerOf } from "./engine.js";
export type { Cors, Fault, Rule } from "./fault.js";
export { Site, type SiteOptions, type Visit } from "./site.js";
