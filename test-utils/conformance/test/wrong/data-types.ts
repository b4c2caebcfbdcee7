import { ZarrError } from "@zarrkit/plugin-api";
import { pairType } from "../right/pair-type.js";

type PairType = ReturnType<typeof pairType>;

/** A wrong data type, and the case that must catch it. */
export interface WrongType {
  readonly name: string;
  readonly caughtBy: string;
  make(): PairType;
}

function wrong(name: string, caughtBy: string, override: (right: PairType) => Partial<PairType>): WrongType {
  return { name, caughtBy, make: () => ({ ...pairType(), ...override(pairType()) }) };
}

export const wrongTypes: readonly WrongType[] = [
  wrong("swaps more bytes than an element has", "name, sizes and lanes fit together", () => ({ swapSize: 3 })),
  wrong("forgets its lanes when it allocates", "allocate: a zeroed container of that many elements", () => ({
    allocate: (elements) => new Int16Array(elements),
  })),
  wrong("hands out memory that was used before", "allocate: a zeroed container of that many elements", () => ({
    allocate: (elements) => new Int16Array(elements * 2).fill(7),
  })),
  wrong("hands out the same memory twice", "allocate: every container has memory of its own", () => {
    const memory = new Int16Array(1000);
    return { allocate: (elements) => memory.subarray(0, elements * 2) };
  }),
  wrong("ignores that memory shall be shared", "allocate: on shared memory when asked", (right) => ({
    allocate: (elements) => right.allocate(elements),
  })),
  wrong("takes all bytes for little-endian", "load: big-endian bytes give the values", (right) => ({
    load: (source, _, destination) => right.load(source, "little", destination),
  })),
  wrong(
    "swaps whole elements instead of their parts",
    "store: the values give back their big-endian bytes",
    (right) => ({
      store(source, byteOrder, destination) {
        right.store(source, "little", destination);
        for (let i = 0; byteOrder === "big" && i < destination.length; i += 4) destination.subarray(i, i + 4).reverse();
      },
    }),
  ),
  wrong("stores at the start of the buffer", "store: the values give back their little-endian bytes", (right) => ({
    store: (source, byteOrder, destination) => right.store(source, byteOrder, new Uint8Array(destination.buffer)),
  })),
  wrong("needs aligned bytes", "load: little-endian bytes at an odd offset, which stay as they are", (right) => ({
    load(source, byteOrder, destination) {
      new Int16Array(source.buffer, source.byteOffset, 0);
      right.load(source, byteOrder, destination);
    },
  })),
  wrong(
    "swaps the bytes of its source in place",
    "load: big-endian bytes at an odd offset, which stay as they are",
    (right) => ({
      load(source, byteOrder, destination) {
        right.load(source, byteOrder, destination);
        if (byteOrder === "big") source.reverse();
      },
    }),
  ),
  wrong("refuses shared memory", "load: little-endian bytes on shared memory", (right) => ({
    load(source, byteOrder, destination) {
      if (!(source.buffer instanceof ArrayBuffer)) throw new TypeError("shared");
      right.load(source, byteOrder, destination);
    },
  })),
  wrong(
    "loads into the container and not into the view",
    "load: little-endian bytes into views of every arrangement, and nothing beside them",
    (right) => ({
      load: (source, byteOrder, destination) =>
        right.load(source, byteOrder, { ...destination, offset: 0, strides: [2], shape: [source.length / 4] }),
    }),
  ),
  wrong(
    "stores the container and not the view",
    "store: big-endian bytes from views of every arrangement, which stay as they are",
    (right) => ({
      store: (source, byteOrder, destination) =>
        right.store({ ...source, offset: 0, strides: [2], shape: [destination.length / 4] }, byteOrder, destination),
    }),
  ),
  wrong(
    "copies where it should lie over the bytes",
    "over: the container over stored bytes agrees with load, without a copy",
    (right) => ({
      over: (bytes) => right.over(bytes.slice()),
    }),
  ),
  wrong("lies over the whole buffer", "over: the container over stored bytes agrees with load, without a copy", () => ({
    over: (bytes) => new Int16Array(bytes.buffer),
  })),
  wrong("loads what is no value", "load: bytes that are no value are refused", () => ({
    load(source, byteOrder, { data, offset, shape, strides }) {
      const words = new DataView(source.buffer, source.byteOffset, source.byteLength);
      if (shape.length !== 1) return pairType().load(source, byteOrder, { data, offset, shape, strides, lanes: 2 });
      for (let i = 0; i < source.length / 2; i++) {
        data[offset + (i >> 1) * (strides[0] ?? 0) + (i & 1)] = words.getInt16(i * 2, byteOrder === "little");
      }
    },
  })),
  wrong(
    "writes its value one lane too far",
    "setScalar: what was written is read, and the neighbours stay",
    (right) => ({
      setScalar: (data, index, value) => right.setScalar(data, Math.min(index + 1, data.length - 2), value),
    }),
  ),
  wrong(
    "wraps what it cannot hold",
    "setScalar: a value that is not of the type is refused and changes nothing",
    () => ({
      setScalar: (data, index, value) => data.set(value, index),
    }),
  ),
  wrong(
    "writes half of a value before it refuses it",
    "setScalar: a value that is not of the type is refused and changes nothing",
    (right) => ({
      setScalar(data, index, value) {
        if (Array.isArray(value)) data[index] = 99;
        right.setScalar(data, index, value);
      },
    }),
  ),
  wrong("makes fill values big-endian", "fillFromScalar: a value as a fill value", (right) => ({
    fillFromScalar: (value) => (right.fillFromScalar(value) as Uint8Array).toReversed(),
  })),
  wrong("makes a fill value of anything", "fillFromScalar: a value that is not of the type is refused", (right) => ({
    fillFromScalar: (value) =>
      Array.isArray(value) && value.length === 2 ? right.fillFromScalar(value) : new Uint8Array(4),
  })),
  wrong("mixes up the parts of a fill value", "fillFromJson: what documents hold is read exactly", (right) => ({
    fillFromJson: (json, origin) => right.fillFromJson(Array.isArray(json) ? json.toReversed() : json, origin),
  })),
  wrong("writes integers as numbers with a fraction", "fillToJson: is written as it was read", (right) => ({
    fillToJson: (fill, format) => (right.fillToJson(fill, format) as bigint[]).map(Number),
  })),
  wrong("writes what it does not read", "fillToJson: what is written is read as the same", (right) => ({
    fillToJson: (fill, format) => String(right.fillToJson(fill, format)),
  })),
  wrong("rounds a near-miss", "fillFromJson: near-misses are refused by their path", (right) => ({
    fillFromJson: (json, origin) =>
      right.fillFromJson(
        Array.isArray(json) ? json.map((part) => (typeof part === "number" ? BigInt(part) : part)) : json,
        origin,
      ),
  })),
  wrong("says another path than it was given", "fillFromJson: near-misses are refused by their path", (right) => ({
    fillFromJson: (json, origin) => right.fillFromJson(json, { ...origin, path: "fill_value" }),
  })),
  wrong("reads no fill value for a zero", "fillFromJson: what no type has is refused by its path", (right) => ({
    fillFromJson: (json, origin) => (json === undefined ? new Uint8Array(4) : right.fillFromJson(json, origin)),
  })),
  wrong("fails with an error of its own", "fillFromJson: what no type has is refused by its path", (right) => ({
    fillFromJson(json, origin) {
      if (typeof json === "string") throw new ZarrError("invalid-argument", `${json} is no pair.`);
      return right.fillFromJson(json, origin);
    },
  })),
];
