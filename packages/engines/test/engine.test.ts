import { afterEach, describe, expect, it } from "vitest";
import { accelerated, callKernel, type Kernel, loadEngine, useWebAssembly } from "../src/engine.js";
import { borrow, limitMemory, pointerOf, releaseMemory } from "../src/memory.js";
import { code } from "../src/wasm/lz4.js";

const block = Uint8Array.of(0x11, 7, 1, 0, 0x10, 9);
const plainText = [7, 7, 7, 7, 7, 7, 9];

async function loaded() {
  const engine = await loadEngine<{ decode: Kernel }>(code);
  return engine!;
}

/** Never asked where the engine is able. */
function unwanted(): number {
  throw new Error("the plain kernel was asked");
}

afterEach(() => {
  useWebAssembly(true);
  limitMemory(2 ** 30);
});

describe("an engine", () => {
  it("reads and writes bytes wherever they lie", async () => {
    const decode = accelerated(await loaded(), "decode", unwanted);
    const outside = new Uint8Array(7);
    expect(decode(block, outside)).toBe(7);
    expect([...outside]).toEqual(plainText);

    const source = borrow(block.length, block);
    source.set(block);
    const destination = borrow(7, source);
    expect(pointerOf(destination)).toBeGreaterThan(pointerOf(source));
    expect(decode(source, destination)).toBe(7);
    expect([...destination]).toEqual(plainText);
    expect([...source]).toEqual([...block]);
  });

  it("leaves what it does not take to the plain kernel", async () => {
    const decode = accelerated(await loaded(), "decode", () => 5);
    expect(decode(block.subarray(0, 3), new Uint8Array(7))).toBe(5);
    expect(decode(block, new Uint8Array(6))).toBe(5);
    limitMemory(0);
    expect(decode(block, new Uint8Array(2 ** 24))).toBe(5);
    expect(pointerOf(borrow(2 ** 24, block))).toBe(-1);
  });

  it("hands the plain kernel what it was handed, also when the memory has grown meanwhile", async () => {
    releaseMemory();
    const engine = await loaded();
    expect(engine.kernels).toBeDefined();
    const lengths: number[] = [];
    const plain = (source: Uint8Array, destination: Uint8Array) => lengths.push(source.length, destination.length);
    const damaged = new Uint8Array(2 ** 20);
    accelerated(engine, "decode", plain)(damaged, borrow(7, damaged));
    expect(lengths).toEqual([2 ** 20, 7]);
  });

  it("is made anew when the memory has been released", async () => {
    const engine = await loaded();
    const lent = borrow(7, block);
    const before = engine.kernels;
    releaseMemory();
    expect(pointerOf(lent)).toBe(-1);
    expect(callKernel(engine.kernels!.decode, block, lent)).toBe(7);
    expect([...lent]).toEqual(plainText);
    expect(engine.kernels).not.toBe(before);
    expect(engine.kernels).toBe((await loaded()).kernels);
  });

  it("finds room for its tables in a memory that other engines have made", async () => {
    releaseMemory();
    const first = await loaded();
    expect(first.kernels).toBeDefined();
    // The same module under another text is another engine, with tables of its own.
    const texts = [code.toUpperCase(), code.replaceAll("a", "A"), code.replaceAll("b", "B")];
    for (const text of texts) expect((await loadEngine(text, 60_000))?.kernels).toBeDefined();
  });

  it("grows its memory without losing what calls around it work with", async () => {
    releaseMemory();
    const engine = await loaded();
    expect(engine.kernels).toBeDefined();
    const decode = accelerated(engine, "decode", unwanted);
    const source = borrow(block.length, block);
    source.set(block);
    expect(decode(source, new Uint8Array(2 ** 22))).toBe(7);
    // The view is lost, what it showed is not: the decoder took its place before the memory grew.
    expect(source.length).toBe(0);
    expect(decode(block, borrow(2 ** 22, block))).toBe(7);
  });

  it("is not loaded where WebAssembly is switched off or refused", async () => {
    useWebAssembly(false);
    expect(await loadEngine(code)).toBeUndefined();
    useWebAssembly(true);
    expect(await loadEngine("0061736d")).toBeUndefined();
  });
});
