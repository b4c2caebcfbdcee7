import type { Bytes } from "@zarrkit/plugin-api";
import type { Draft } from "../case.js";
import { cOrder } from "../codec/view.js";
import { describe, expectBytes, expectEqual, expectTrue, expectZarrError, same } from "../expect.js";
import type { DataTypeSubject } from "./sample.js";
import { thrownBy } from "./storing.js";

/** One element as a JavaScript value, there and back. */
export function scalarCases({ type, samples, values, stored }: DataTypeSubject): readonly Draft[] {
  const { lanes = 1, itemSize = 0 } = type;
  return [
    {
      name: "setScalar: what was written is read, and the neighbours stay",
      async run() {
        for (const [i, value] of values.entries()) {
          const neighbour = values[(i + 1) % values.length];
          const data = type.allocate(3);
          for (const index of [0, 1, 2]) type.setScalar(data, index * lanes, neighbour);
          type.setScalar(data, lanes, value);
          expectEqual(type.scalar(data, lanes), value, "the value written");
          for (const index of [0, 2])
            expectEqual(type.scalar(data, index * lanes), neighbour, `the neighbour of ${describe(value)}`);
        }
      },
    },
    {
      name: "setScalar: what was written is stored as other implementations store it",
      async run() {
        if (stored === undefined) return;
        for (const [i, value] of values.entries()) {
          if (holdsNaN(value)) continue; // A number cannot carry a NaN's payload.
          const data = type.allocate(1);
          type.setScalar(data, 0, value);
          const bytes = new Uint8Array(itemSize);
          type.store(cOrder(data, [1], lanes), "little", bytes);
          expectBytes(bytes, stored.little.subarray(i * itemSize, (i + 1) * itemSize), `bytes of ${describe(value)}`);
        }
      },
    },
    {
      name: "setScalar: a value that is not of the type is refused and changes nothing",
      async run() {
        for (const wrong of samples.refusedValues) {
          const data = type.allocate(1);
          type.setScalar(data, 0, values[0]);
          const error = thrownBy(() => type.setScalar(data, 0, wrong), `setScalar of ${describe(wrong)}`);
          expectZarrError(error, ["invalid-argument"], `setScalar of ${describe(wrong)}`);
          expectEqual(type.scalar(data, 0), values[0], `the element after ${describe(wrong)} was refused`);
        }
      },
    },
    {
      name: "fillFromScalar: a value as a fill value",
      async run() {
        for (const [i, value] of values.entries()) {
          const fill = type.fillFromScalar(value);
          if (stored === undefined) {
            expectTrue(same(fill, value), `the fill value of ${describe(value)} is ${describe(fill)}`);
            continue;
          }
          const data = type.allocate(1);
          type.load(fill as Bytes, "little", cOrder(data, [1], lanes));
          expectEqual(type.scalar(data, 0), value, "the fill value loaded");
          if (holdsNaN(value)) continue;
          expectBytes(
            fill as Bytes,
            stored.little.subarray(i * itemSize, (i + 1) * itemSize),
            `fill of ${describe(value)}`,
          );
        }
      },
    },
    {
      name: "fillFromScalar: a value that is not of the type is refused",
      async run() {
        for (const wrong of samples.refusedValues) {
          const error = thrownBy(() => type.fillFromScalar(wrong), `fillFromScalar of ${describe(wrong)}`);
          expectZarrError(error, ["invalid-argument"], `fillFromScalar of ${describe(wrong)}`);
        }
      },
    },
  ];
}

function holdsNaN(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsNaN);
  return Number.isNaN(value);
}
