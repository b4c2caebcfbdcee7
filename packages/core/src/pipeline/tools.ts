import type { Tools } from "@zarrkit/plugin-api";
import { resolveDataType } from "../dtype/resolve.js";
import { partition } from "../indexing/partition.js";
import { takeTurns } from "../schedule/turn.js";
import { copy } from "../shape/copy.js";
import { fill } from "../shape/fill.js";
import { isFill } from "../shape/is-fill.js";
import { allocateView } from "../shape/view.js";
import type { BindContext } from "./bind.js";

/** What codecs are handed of core's arithmetic; also for who binds a codec without an array, as the conformance kit does. */
export function toolsFor(context: BindContext): Tools {
  return {
    limits: context.limits,
    creates: context.creates === true,
    copy,
    scratch: (spec) => allocateView(spec.dataType, spec.shape),
    fill: (spec, destination) => fill(spec.dataType, spec.fillValue, destination),
    isFill: (spec, source) => isFill(spec.dataType, spec.fillValue, source),
    partition,
    takeTurns,
    dataType: (json, origin) => resolveDataType(json, origin, context.lookup),
    bindPipeline: async (...call) => (await import("./inner.js")).bindInnerPipeline(context, ...call),
    bindBytes: async (...call) => (await import("./inner.js")).bindInnerBytes(context, ...call),
  };
}
