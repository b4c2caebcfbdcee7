import { type Case, type CodecContractOptions, codecContract, type Sample } from "@zarrkit/conformance";
import type { CodecPlugin, Stage } from "@zarrkit/plugin-api";

/** A wrong codec, and the case that must catch it; of a sample's cases the name without the sample's. */
export interface WrongCodec {
  readonly name: string;
  readonly caughtBy: string;
  cases(): Promise<readonly Case[]>;
}

export function wrongCodec<S extends Stage>(
  name: string,
  caughtBy: string,
  plugin: CodecPlugin<S>,
  sample: Omit<Sample<S>, "name">,
  options?: CodecContractOptions,
): WrongCodec {
  const named = { ...sample, name: "it" } as Sample<S>;
  return { name, caughtBy, cases: () => codecContract(plugin, [named], options) };
}
