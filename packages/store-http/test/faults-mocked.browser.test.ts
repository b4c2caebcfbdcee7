import { Site } from "@zarrkit/test-servers";
import { siteHandlers } from "@zarrkit/test-servers/msw";
import { setupWorker } from "msw/browser";
import { afterAll, beforeAll, describe, it } from "vitest";
import { values } from "./fault-table.js";
import { FaultTable } from "./show-faults.js";

const table = new FaultTable("msw in a page");
const worker = setupWorker();
beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
afterAll(() => {
  worker.stop();
  table.print();
});

describe("mocked by msw, in Chromium, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    const site = new Site({ values, ...row.site });
    worker.resetHandlers(...siteHandlers("https://data.test/store", site));
    await table.show(row, "https://data.test/store", () => site.log.length);
  });
});
