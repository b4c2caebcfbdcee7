/** "-12.34" as -1234n; `undefined` unless it is a decimal number of at most that many digits after the point. */
export function fromText(text: unknown, scale: number): bigint | undefined {
  const [, sign, whole, fraction = ""] = (typeof text === "string" && /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)) || [];
  if (whole === undefined || fraction.length > scale) return undefined;
  const integer = BigInt(sign + whole + fraction.padEnd(scale, "0"));
  return BigInt.asIntN(64, integer) === integer ? integer : undefined;
}

/** The reverse, with every digit of the scale: -5n as "-0.05". */
export function toText(integer: bigint, scale: number): string {
  const digits = String(integer < 0n ? -integer : integer).padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = digits.slice(point);
  return `${integer < 0n ? "-" : ""}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
