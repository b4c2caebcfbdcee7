import { type Bytes, type ErrorCode, isZarrError, show } from "@zarrkit/plugin-api";

/** Something under test broke its contract. Own assertions, so that any runner in any runtime can use the suites. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

export function fail(message: string): never {
  throw new ContractError(message);
}

export function expectTrue(holds: boolean, message: string): asserts holds {
  if (!holds) fail(message);
}

/** Equal by value: numbers as `Object.is` sees them (NaN equals NaN, 0 is not −0), arrays and plain objects by content. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (!same(actual, expected)) fail(`${what}: expected ${describe(expected)}, got ${describe(actual)}`);
}

export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b) || ArrayBuffer.isView(a) !== ArrayBuffer.isView(b)) return false;
  if (ArrayBuffer.isView(a) && a.constructor !== b.constructor) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

/** `undefined` stands for "no value", which is not the same as no bytes. */
export function expectBytes(actual: Bytes | undefined, expected: Bytes | undefined, what: string): void {
  if (actual === undefined || expected === undefined) {
    if (actual !== expected) fail(`${what}: expected ${describe(expected)}, got ${describe(actual)}`);
    return;
  }
  if (!(actual instanceof Uint8Array)) fail(`${what}: expected a Uint8Array, got ${describe(actual)}`);
  if (actual.length !== expected.length) fail(`${what}: expected ${expected.length} bytes, got ${actual.length}`);
  for (let i = 0; i < expected.length; i++) {
    if (actual[i] !== expected[i]) fail(`${what}: byte ${i} is ${actual[i]}, expected ${expected[i]}`);
  }
}

/** What a call rejects with. A call that throws instead of answering a promise is a failure of its own. */
export async function rejectionOf(call: () => Promise<unknown>, what: string): Promise<unknown> {
  const answer = promiseOf(call, what);
  const outcome = await answer.then(
    (value) => ({ value }),
    (reason: unknown) => ({ reason }),
  );
  if ("value" in outcome) fail(`${what}: expected a rejection, got ${describe(outcome.value)}`);
  return outcome.reason;
}

/** The promise of a call, which must not throw before it answers one. */
export function promiseOf<T>(call: () => Promise<T>, what: string): Promise<T> {
  try {
    return Promise.resolve(call());
  } catch (error) {
    return fail(`${what}: threw ${describe(error)} instead of answering a promise that rejects with it`);
  }
}

/** That an error is a `ZarrError` with one of these codes. */
export function expectZarrError(error: unknown, codes: readonly ErrorCode[], what: string): void {
  if (!isZarrError(error)) fail(`${what}: expected a ZarrError (${codes.join(" or ")}), got ${describe(error)}`);
  if (!codes.includes(error.code)) {
    fail(`${what}: expected the code ${codes.join(" or ")}, got ${error.code} (${error.message})`);
  }
  expectTrue(error.message.trim() !== "", `${what}: the error has no message`);
}

/** Rejects when the promise is still open after that time, so that a hanging call is named instead of timed out. */
export async function within<T>(milliseconds: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ContractError(`${what}: no answer after ${milliseconds} milliseconds`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A value in a message. */
export function describe(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Uint8Array)
    return `${value.length} bytes [${value.subarray(0, 8).join(", ")}${value.length > 8 ? ", …" : ""}]`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "number" || typeof value === "function" || typeof value === "symbol") return String(value);
  return show(value);
}
