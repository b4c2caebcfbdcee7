/** Sets a field that came from outside: one named "__proto__" is data like any other. */
export function setOwnProperty(object: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    (object as Record<string, unknown>)[key] = value;
  }
}

/** True for objects that hold nothing but fields, and not, for one, a Map or a Date. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Nesting beyond this is refused, both ways: far above any data, and below what ends the stack. */
export const deepest = 500;
