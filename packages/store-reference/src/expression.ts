import { ZarrError } from "@zarrkit/plugin-api";

/** What names stand for while an expression is worked out: integers and text, and templates to be called with such. */
export interface Scope {
  variable(name: string): number | string | undefined;
  call(name: string, given: ReadonlyMap<string, number | string>): string;
}

export type Expression = (scope: Scope) => number | string;

const token = /\s*(?:(\d+)|([A-Za-z_]\w*)|'([^'\\]*)'|"([^"\\]*)"|(\/\/|[-+*%(),=])|(\S))/y;

/**
 * An expression of a template: integers, names, `+ - * // %`, brackets, and `name(argument="text")`. Of the template
 * language that the specification borrows (Jinja) this is all; anything else is refused by name.
 */
export function parseExpression(text: string, path: string): Expression {
  const tokens: { readonly kind: "number" | "name" | "text" | "sign" | "end"; readonly value: string }[] = [];
  for (token.lastIndex = 0; ; ) {
    const found = token.exec(text);
    if (!found) break;
    const [, number, name, single, double, sign, other] = found;
    if (other !== undefined) throw refused(other);
    if (number !== undefined) tokens.push({ kind: "number", value: number });
    else if (name !== undefined) tokens.push({ kind: "name", value: name });
    else if (sign !== undefined) tokens.push({ kind: "sign", value: sign });
    else tokens.push({ kind: "text", value: single ?? double ?? "" });
  }
  const end = { kind: "end", value: "the end" } as const;
  let at = 0;
  let depth = 0;

  function refused(what: string): ZarrError {
    const message = `${path}: "{{${text}}}" holds ${JSON.stringify(what)}, which is not supported: templates may hold names, integers, + - * // % and brackets. Write the references out instead, for example with simple_templates=True in kerchunk.`;
    return new ZarrError("unsupported", message, { fields: { path } });
  }

  const next = () => tokens[at] ?? end;
  function take(...signs: string[]): string | undefined {
    const { kind, value } = next();
    if (kind !== "sign" || !signs.includes(value)) return undefined;
    at++;
    return value;
  }

  function sum(): Expression {
    let left = product();
    for (let sign = take("+", "-"); sign; sign = take("+", "-")) left = operation(sign, left, product());
    return left;
  }

  function product(): Expression {
    let left = operand();
    for (let sign = take("*", "//", "%"); sign; sign = take("*", "//", "%")) left = operation(sign, left, operand());
    return left;
  }

  function operand(): Expression {
    if (++depth > 100) throw refused("more than 100 operands");
    if (take("-")) return operation("-", () => 0, operand());
    if (take("(")) {
      const inner = sum();
      if (!take(")")) throw refused(next().value);
      return inner;
    }
    const { kind, value } = next();
    if (kind === "sign" || kind === "end") throw refused(value);
    at++;
    if (kind === "number") return () => integer(Number(value));
    if (kind === "text") return () => value;
    return take("(") ? call(value) : ({ variable }) => variable(value) ?? unknown(value);
  }

  function call(name: string): Expression {
    const given: [string, Expression][] = [];
    while (!take(")")) {
      const argument = next();
      at++;
      if (argument.kind !== "name" || !take("=")) throw refused(argument.value);
      given.push([argument.value, sum()]);
      if (!take(",") && !(next().kind === "sign" && next().value === ")")) throw refused(next().value);
    }
    return (scope) => scope.call(name, new Map(given.map(([argument, value]) => [argument, value(scope)])));
  }

  function operation(sign: string, left: Expression, right: Expression): Expression {
    return (scope) => {
      const [a, b] = [left(scope), right(scope)];
      if (typeof a === "string" || typeof b === "string") throw refused(`text ${sign} a value`);
      if (sign === "+") return integer(a + b);
      if (sign === "-") return integer(a - b);
      if (sign === "*") return integer(a * b);
      if (b === 0) throw refused(`${sign} 0`);
      // As in Python, whose rules the templates follow: rounded down, the remainder with the sign of the divisor.
      const quotient = Math.floor(a / b);
      return integer(sign === "//" ? quotient : a - quotient * b);
    };
  }

  function integer(value: number): number {
    if (!Number.isSafeInteger(value)) throw refused("a number beyond 2^53");
    return value;
  }

  function unknown(name: string): never {
    throw refused(name);
  }

  const result = sum();
  if (next().kind !== "end") throw refused(next().value);
  return result;
}
