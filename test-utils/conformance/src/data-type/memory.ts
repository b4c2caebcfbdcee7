import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue } from "../expect.js";
import type { DataTypeSubject } from "./sample.js";

/** What the type says of itself, and the containers it makes. */
export function memoryCases({ type, values }: DataTypeSubject): readonly Draft[] {
  const { itemSize, lanes = 1, swapSize } = type;
  return [
    {
      name: "name, sizes and lanes fit together",
      async run() {
        expectTrue(typeof type.name === "string" && type.name.length > 0, `name is ${describe(type.name)}`);
        expectTrue(isCount(itemSize) || itemSize === undefined, `itemSize is ${describe(itemSize)}`);
        expectTrue(isCount(lanes), `lanes is ${describe(lanes)}`);
        const swaps = swapSize === undefined || (isCount(swapSize) && (itemSize ?? 0) % swapSize === 0);
        expectTrue(swaps, `swapSize is ${describe(swapSize)}, which does not divide ${describe(itemSize)}`);
        if (type.configuration !== undefined) {
          expectEqual(JSON.parse(JSON.stringify(type.configuration)), type.configuration, "configuration after JSON");
        }
      },
    },
    {
      name: "allocate: a zeroed container of that many elements",
      async run() {
        for (const count of [0, 1, 5]) {
          const data = type.allocate(count);
          expectEqual(data.length, count * lanes, `entries of a container of ${count} elements`);
          if (!ArrayBuffer.isView(data)) continue;
          const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          expectTrue(
            bytes.every((byte) => byte === 0),
            "a new container is not zeroed",
          );
          expectTrue(data.buffer instanceof ArrayBuffer, "a container on shared memory that nobody asked for");
        }
      },
    },
    {
      name: "allocate: every container has memory of its own",
      async run() {
        const [one, other] = [type.allocate(2), type.allocate(2)];
        const before = type.scalar(other, 0);
        type.setScalar(one, 0, values[0]);
        type.setScalar(one, lanes, values[1] ?? values[0]);
        expectEqual(type.scalar(other, 0), before, "an element of another container");
      },
    },
    {
      name: "allocate: on shared memory when asked",
      ...(typeof SharedArrayBuffer === "undefined" && { skip: "this runtime has no SharedArrayBuffer" }),
      async run() {
        const data = type.allocate(3, true);
        expectEqual(data.length, 3 * lanes, "entries of a shared container of 3 elements");
        if (ArrayBuffer.isView(data))
          expectTrue(data.buffer instanceof SharedArrayBuffer, "the container is not on shared memory");
      },
    },
  ];
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}
