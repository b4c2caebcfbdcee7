import {
  type CodecPlugin,
  type DataTypePlugin,
  field,
  invalid,
  parseConfiguration,
  parseInteger,
  parseObject,
  show,
  ZarrError,
} from "../../src/index.js";
import { positionsOf } from "./arrays.js";

/** What somebody else would publish: a codec … */
export function xor(mask: number): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "example.xor",
    stage: "bytes-bytes",
    configuration: { mask },
    load: async () => ({
      parse(configuration, origin) {
        const { mask: given } = parseConfiguration(configuration, origin, ["mask"]);
        return { mask: parseInteger(given, field(origin, "mask"), 0, 255) };
      },
      toConfiguration: (config: { readonly mask: number }) => ({ ...config }),
      bind: (config: { readonly mask: number }) => ({
        encodedSize: (decoded) => decoded,
        encode: (source) => source.map((byte) => byte ^ config.mask),
        decode(source, _size, out = new Uint8Array(source.length)) {
          source.forEach((byte, i) => (out[i] = byte ^ config.mask));
          return out;
        },
      }),
    }),
  };
}

/** … and a data type: colours of three bytes, `[red, green, blue]` in JavaScript. */
export function rgb(): DataTypePlugin<"example.rgb", Uint8Array, readonly [number, number, number]> {
  return {
    kind: "data-type",
    api: 1,
    name: "example.rgb",
    load: async () => ({
      parse(configuration, origin) {
        parseObject(configuration, `${origin.path}.configuration`, []);
        return {
          name: "example.rgb",
          itemSize: 3,
          lanes: 3,
          swapSize: 1,
          allocate: (elements, shared = false) =>
            new Uint8Array(shared ? new SharedArrayBuffer(elements * 3) : new ArrayBuffer(elements * 3)),
          fillFromJson(json, { path }) {
            if (!Array.isArray(json) || !isColour(json.map(Number))) throw invalid(path, `${show(json)} is no colour`);
            return Uint8Array.from(json, Number);
          },
          fillToJson: (fill) => Array.from(fill as Uint8Array, BigInt),
          fillFromScalar: (value) => Uint8Array.from(checked(value)),
          load: (source, _, view) =>
            positionsOf(view).forEach((at, i) => view.data.set(source.subarray(i * 3, i * 3 + 3), at)),
          store: (view, _, destination) =>
            positionsOf(view).forEach((at, i) => destination.set(view.data.subarray(at, at + 3), i * 3)),
          scalar: (data, index) => [data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0],
          setScalar: (data, index, value) => data.set(checked(value), index),
        };
      },
    }),
  };
}

function isColour(value: unknown): boolean {
  const isPart = (part: unknown) => Number.isInteger(part) && Number(part) >= 0 && Number(part) <= 255;
  return Array.isArray(value) && value.length === 3 && value.every(isPart);
}

function checked(value: readonly [number, number, number]): readonly [number, number, number] {
  if (!isColour(value)) throw new ZarrError("invalid-argument", `${show(value)} is no colour.`);
  return value;
}
