import type { ByteOrder, Bytes, View } from "@zarrkit/plugin-api";
import { copyOf, oddView, readingOnly, sharedView, withoutSharedMemory } from "../bytes.js";
import type { Draft } from "../case.js";
import { type Guarded, guardedViews, sourceViews } from "../codec/guarded-view.js";
import { cOrder, positionsOf } from "../codec/view.js";
import { describe, expectBytes, expectEqual, expectTrue, expectZarrError, fail } from "../expect.js";
import type { DataTypeSubject } from "./sample.js";

const orders: readonly ByteOrder[] = ["little", "big"];

/** Stored bytes ↔ elements, of types whose elements have one size. */
export function storingCases(subject: DataTypeSubject): readonly Draft[] {
  const { type, samples, values, stored } = subject;
  if (stored === undefined) return [];
  const shape = [values.length];
  const { itemSize = 1, lanes = 1 } = type;
  const load = (source: Bytes, order: ByteOrder): View => {
    const view = cOrder(type.allocate(values.length), shape, lanes);
    type.load(source, order, view);
    return view;
  };
  const expectValues = (view: View, what: string) =>
    positionsOf(view).forEach((at, i) => expectEqual(type.scalar(view.data, at), values[i], `${what}: element ${i}`));

  const cases: Draft[] = orders.flatMap((order): Draft[] => [
    {
      name: `load: ${order}-endian bytes give the values`,
      run: async () => expectValues(load(stored[order], order), `${order}-endian`),
    },
    {
      name: `store: the values give back their ${order}-endian bytes`,
      async run() {
        const bytes = oddView(new Uint8Array(stored[order].length).fill(0x5a));
        type.store(load(stored[order], order), order, bytes);
        expectBytes(bytes, stored[order], `${order}-endian bytes`);
        const around = [...new Uint8Array(bytes.buffer)].filter((_, i) => i < 7 || i >= 7 + bytes.length);
        expectTrue(
          around.every((byte) => byte === 0xa5),
          "store wrote beside its destination",
        );
      },
    },
    {
      name: `load: ${order}-endian bytes at an odd offset, which stay as they are`,
      async run() {
        const source = oddView(stored[order]);
        expectValues(await readingOnly(source, "load", () => load(source, order)), "from an odd offset");
      },
    },
    {
      name: `load: ${order}-endian bytes on shared memory`,
      skip: withoutSharedMemory,
      run: async () => expectValues(load(sharedView(stored[order]), order), "from shared memory"),
    },
    {
      name: `load: ${order}-endian bytes into views of every arrangement, and nothing beside them`,
      async run() {
        for (const guarded of arrangements(subject)) {
          type.load(stored[order], order, guarded.view);
          expectValues(guarded.view, guarded.name);
          guarded.check(`a destination ${guarded.name}`);
        }
      },
    },
    {
      name: `store: ${order}-endian bytes from views of every arrangement, which stay as they are`,
      async run() {
        const { data } = load(stored[order], order);
        for (const { name, view } of [
          ...sourceViews(data, type, shape),
          ...sourceViews(data, type, folded(values.length)),
        ]) {
          const before = Array.from(view.data);
          const bytes = new Uint8Array(stored[order].length);
          type.store(view, order, bytes);
          expectBytes(bytes, stored[order], `stored from a view ${name}`);
          expectEqual(Array.from(view.data), before, `the elements stored from a view ${name}`);
        }
      },
    },
  ]);
  cases.push(
    {
      name: "load: nothing into nothing",
      async run() {
        type.load(new Uint8Array(0), "little", cOrder(type.allocate(0), [0], lanes));
        type.store(cOrder(type.allocate(0), [0], lanes), "big", new Uint8Array(0));
      },
    },
    {
      name: "load: elements do not lie in the bytes they came from",
      async run() {
        const source = copyOf(stored.little);
        const view = load(source, "little");
        source.fill(0x5a);
        expectValues(view, "after the source was overwritten");
      },
    },
  );
  if (type.over) {
    cases.push({
      name: "over: the container over stored bytes agrees with load, without a copy",
      async run() {
        const bytes = copyOf(stored.little);
        const data = type.over?.(bytes);
        if (data === undefined) fail("over answered nothing");
        expectEqual(data.length, values.length * lanes, "entries of the container");
        expectValues(cOrder(data, shape, lanes), "over the bytes");
        if (ArrayBuffer.isView(data)) expectTrue(data.buffer === bytes.buffer, "over made a copy");
        const padded = new Uint8Array(bytes.length + 16);
        padded.set(bytes, 8);
        expectValues(
          cOrder(type.over?.(padded.subarray(8, 8 + bytes.length)) ?? data, shape, lanes),
          "over bytes at offset 8",
        );
      },
    });
  }
  if (samples.refusedBytes) {
    cases.push({
      name: "load: bytes that are no value are refused",
      async run() {
        for (const bytes of samples.refusedBytes ?? []) {
          expectEqual(bytes.length, itemSize, "length of a sample of refused bytes");
          const error = thrownBy(
            () => type.load(bytes, "little", cOrder(type.allocate(1), [1], lanes)),
            describe(bytes),
          );
          expectZarrError(error, ["codec-failed"], `load of ${describe(bytes)}`);
        }
      },
    });
  }
  return cases;

  function arrangements({ values: all }: DataTypeSubject): Guarded[] {
    return [...guardedViews(type, shape), ...guardedViews(type, folded(all.length))];
  }
}

/** Two axes, where the number of elements allows. */
function folded(count: number): readonly number[] {
  const rows = [5, 4, 3, 2].find((divisor) => count % divisor === 0) ?? 1;
  return [rows, count / rows];
}

export function thrownBy(call: () => unknown, what: string): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return fail(`${what}: was accepted`);
}
