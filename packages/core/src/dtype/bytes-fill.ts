import type { Bytes } from "@zarrkit/plugin-api";
import { fromBase64 } from "../bytes/base64.js";

/** Bytes as documents spell them: base64, or a list of integers from 0 to 255; `undefined` for anything else. */
export function bytesFromJson(json: unknown): Bytes | undefined {
  if (typeof json === "string") return fromBase64(json);
  const isList = Array.isArray(json) && json.every((byte) => typeof byte === "bigint" && byte >= 0n && byte <= 255n);
  return isList ? Uint8Array.from(json, Number) : undefined;
}
