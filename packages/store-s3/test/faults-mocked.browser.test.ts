import { s3Handlers } from "@zarrkit/test-servers/s3-msw";
import { setupWorker } from "msw/browser";
import { afterAll, beforeAll, describe, it } from "vitest";
import { endpoint, FaultTable } from "./fault-table.js";

const table = new FaultTable("msw in a page");
const worker = setupWorker();
beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
afterAll(() => {
  worker.stop();
  table.print();
});

describe("mocked by msw, in Chromium, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    await table.show(row, (s3) => {
      worker.resetHandlers(...s3Handlers(s3, `${endpoint}/*`));
      return endpoint;
    });
  });
});
