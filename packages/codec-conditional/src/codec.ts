import {
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  type CodecModule,
  field,
  mostBytes,
  type Size,
  type Tools,
} from "@zarrkit/plugin-api";
import { Choices } from "./choices.js";
import { type ConditionalConfig, parse } from "./config.js";

export { parse };

export const toConfiguration: CodecModule<ConditionalConfig, "bytes-bytes">["toConfiguration"] = (config) => ({
  codecs: config.codecs,
  header_bits: config.headerBits,
});

/** Binds each inner codec on its own, since each chunk applies another choice of them. */
export async function bind(config: ConditionalConfig, spec: BytesSpec, tools: Tools): Promise<BytesToBytes> {
  const origin = { ...config.origin, path: field(config.origin, "codecs") };
  const codecs: BytesToBytes[] = [];
  let { size } = spec;
  for (const [i, one] of config.codecs.entries()) {
    const codec = await tools.bindBytes([one], { ...spec, size }, origin, i);
    codecs.push(codec);
    size = appliedOrNot(codec, size);
  }
  const headerSize = config.headerBits / 8;
  const choices = new Choices(codecs, headerSize);
  return {
    encodedSize(decoded) {
      const data = codecs.reduce((before, codec) => appliedOrNot(codec, before), decoded);
      return "exact" in data ? { exact: headerSize + data.exact } : { atMost: headerSize + data.atMost };
    },
    result: "source",
    asyncFrom: Math.min(...codecs.map(({ asyncFrom = Number.POSITIVE_INFINITY }) => asyncFrom)),
    decodeAsync: (source, decoded, signal) => choices.decodeAsync(source, decoded, signal),
    encodeAsync: (source, signal) => choices.encodeAsync(source, signal),
    ...(codecs.every(({ decode }) => decode) && {
      decode: (source: Bytes, decoded: Size, out?: Bytes) => choices.decode(source, decoded, out),
    }),
    ...(codecs.every(({ encode }) => encode) && { encode: (source: Bytes) => choices.encode(source) }),
  };
}

/** What holds of the size behind a codec, whether it was applied or skipped. */
function appliedOrNot(codec: BytesToBytes, skipped: Size): Size {
  const applied = codec.encodedSize(skipped);
  if ("exact" in applied && "exact" in skipped && applied.exact === skipped.exact) return skipped;
  return { atMost: Math.max(mostBytes(applied), mostBytes(skipped)) };
}
