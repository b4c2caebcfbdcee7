import { isZarrError } from "@zarrkit/plugin-api";
import { expect } from "vitest";
import { httpStore } from "../src/store.js";
import { type Row, rows, type Transport } from "./fault-table.js";

/** What a row took, and how it ended. */
interface Outcome {
  readonly row: Row;
  readonly requests: number;
  readonly end: string;
}

/** Runs rows against one transport, checks them and keeps what came of them for the table. */
export class FaultTable {
  readonly rows: readonly Row[];
  readonly #outcomes: Outcome[] = [];

  constructor(readonly transport: Transport) {
    this.rows = rows.filter((row) => !row.not?.[transport]);
  }

  /** `url` is where the row's site is served, `count` how many requests it got. */
  async show(row: Row, url: string, count: () => number | Promise<number>): Promise<void> {
    const store = httpStore(`${url}/`, { retries: 2, retryDelay: 1, ...row.options });
    const found = await row.call.run(store).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
    const requests = await count();
    const error = "error" in found ? found.error : undefined;
    const right = "answer" in found && equal(found.answer, row.call.right);
    const end = isZarrError(error)
      ? `${error.code}: ${error.message.replaceAll(url, "")}`
      : right
        ? "right data"
        : `WRONG: ${JSON.stringify(error ?? found)}`;
    this.#outcomes.push({ row, requests, end });
    if (row.error) {
      expect(end).toMatch(row.error.says);
      expect(isZarrError(error, row.error.code), end).toBe(true);
      if (isZarrError(error)) {
        expect(error.fields.url).toContain(url);
        expect(error.fields.key).toBeTypeOf("string");
        expect(error.message).toMatch(/[.:] [A-Z][^.]{12,}\.$/);
      }
    } else expect(end).toBe("right data");
    // Chromium itself sends again what was refused on a connection that had been used before.
    if (row.requests !== undefined && this.transport !== "HTTP in a page")
      expect(requests, "requests").toBe(row.requests);
  }

  print(): void {
    const width = Math.max(...this.#outcomes.map(({ row }) => row.fault.length));
    const lines = this.#outcomes.map(
      ({ row, requests, end }) =>
        `${row.fault.padEnd(width)}  ${row.call.name.padEnd(13)} ${String(requests).padStart(3)}  ${end}`,
    );
    const right = this.#outcomes.filter(({ end }) => end === "right data").length;
    const requests = this.#outcomes.reduce((sum, outcome) => sum + outcome.requests, 0);
    const left = rows.length - this.rows.length;
    const total = `${lines.length} rows over ${this.transport} (${left} cannot be shown there): ${right} right data, ${lines.length - right} errors with a remedy; ${requests} requests`;
    console.log([...lines, total].join("\n"));
  }
}

function equal(answer: unknown, right: unknown): boolean {
  return JSON.stringify(answer) === JSON.stringify(right);
}
