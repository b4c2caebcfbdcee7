import type { Bytes } from "@zarrkit/plugin-api";
import type { Draft } from "../case.js";
import { listOf } from "./sample.js";
import { type BytesMode, bytesModes, type Subject } from "./subject.js";

export type BytesSubject = Subject<"bytes-bytes">;

/** The encoded forms at hand: other implementations' and, where it encodes, the codec's own. */
export async function framesOf({ sample, decodeOnly, bind }: BytesSubject): Promise<readonly Bytes[]> {
  const foreign = listOf(sample.encoded);
  if (decodeOnly !== undefined) return foreign;
  const [mode] = bytesModes(await bind());
  return mode === undefined ? foreign : [...foreign, await mode.encode(sample.decoded)];
}

/** Runs something with every mode of one bound codec and every encoded form. */
export async function everyFrame(
  subject: BytesSubject,
  run: (mode: BytesMode, frame: Bytes) => Promise<void>,
): Promise<void> {
  for (const mode of bytesModes(await subject.bind())) {
    for (const frame of await framesOf(subject)) await run(mode, frame);
  }
}

/** Makes cases that bear the sample's name. */
export function draftsOf({ sample }: { readonly sample: { readonly name: string } }) {
  return (name: string, run: () => Promise<void>, skip?: string): Draft => ({
    name: `${sample.name}: ${name}`,
    run,
    skip,
  });
}
