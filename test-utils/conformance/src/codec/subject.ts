import {
  type BoundCodec,
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  type CodecModule,
  type CodecPlugin,
  type Origin,
  type Size,
  type SpecOf,
  type Stage,
  type Tools,
} from "@zarrkit/plugin-api";
import { copyOf } from "../bytes.js";
import { expectTrue, expectZarrError, fail } from "../expect.js";
import type { BytesSample, Sample } from "./sample.js";
import { refusingTools } from "./tools.js";

/** A plugin's module under one sample's configuration and spec. */
export interface Subject<S extends Stage = Stage> {
  readonly plugin: CodecPlugin<S>;
  readonly module: CodecModule<unknown, S>;
  readonly sample: Sample<S>;
  readonly spec: SpecOf<S>;
  readonly origin: Origin;
  readonly config: unknown;
  readonly tools: Tools;
  /** The reason why nothing is encoded, for codecs that only decode. */
  readonly decodeOnly: string | undefined;
  bind(): Promise<BoundCodec[S]>;
}

/** Paths that no codec has by chance, so that a path written into the code is seen. */
export function originOf(plugin: CodecPlugin, at: { readonly format?: 2 | 3; readonly as?: string }): Origin {
  const { format = 3, as = plugin.name } = at;
  return { name: as, format, path: format === 3 ? "codecs[3]" : "filters[2]" };
}

/** The configuration as a document hands it over; frozen, so that a module which writes to it is seen. */
export function configurationOf(plugin: CodecPlugin, sample: { readonly configuration?: unknown }): unknown {
  return frozen(structuredClone(sample.configuration ?? plugin.configuration));
}

export async function subjectOf<S extends Stage>(
  plugin: CodecPlugin<S>,
  sample: Sample<S>,
  tools: Tools,
  decodeOnly: string | undefined,
): Promise<Subject<S>> {
  const module = await plugin.load();
  const origin = originOf(plugin, sample);
  const config: unknown = module.parse(configurationOf(plugin, sample), origin);
  const spec = (sample.spec ?? bytesSpecOf(sample as unknown as BytesSample)) as SpecOf<S>;
  const handed = plugin.usesTools === false ? refusingTools : tools;
  const bind = async () => module.bind(config, spec, handed);
  return { plugin, module, sample, spec, origin, config, tools: handed, decodeOnly, bind };
}

function bytesSpecOf(sample: BytesSample): BytesSpec {
  return { size: { exact: sample.decoded.length }, elementSize: 1 };
}

/** One mode of a bytes → bytes codec. Results are copied at once: they may be borrowed. */
export interface BytesMode {
  readonly name: "synchronous" | "asynchronous";
  decode(source: Bytes, size: Size): Promise<Bytes>;
  encode(source: Bytes): Promise<Bytes>;
}

export function bytesModes(codec: BytesToBytes): readonly BytesMode[] {
  const { decode, encode, decodeAsync, encodeAsync } = codec;
  const modes: BytesMode[] = [];
  if (decode && encode) {
    modes.push({
      name: "synchronous",
      decode: async (source, size) => copyOf(codec.decode!(source, size)),
      encode: async (source) => copyOf(codec.encode!(source)),
    });
  }
  if (decodeAsync && encodeAsync) {
    modes.push({
      name: "asynchronous",
      decode: async (source, size) => copyOf(await codec.decodeAsync!(source, size)),
      encode: async (source) => copyOf(await codec.encodeAsync!(source)),
    });
  }
  return modes.length > 0
    ? modes
    : fail("the bound codec has neither decode and encode nor decodeAsync and encodeAsync");
}

/** That an error over damaged bytes is the one that core can explain: `codec-failed`, with the codec's name. */
export function expectCodecFailed(error: unknown, plugin: CodecPlugin, what: string, unsupported = false): void {
  expectZarrError(error, unsupported ? ["codec-failed", "unsupported"] : ["codec-failed"], what);
  const { codec } = (error as { fields: { codec?: unknown } }).fields;
  const names = [plugin.name, ...(plugin.aliases ?? [])].map(bare);
  expectTrue(
    typeof codec === "string" && names.includes(bare(codec)),
    `${what}: the error's fields.codec is ${JSON.stringify(codec)}, not the codec's name`,
  );
}

/** numcodecs' codecs are one codec under two names. */
function bare(name: string): string {
  return name.replace(/^numcodecs\./, "");
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
