import { Site } from "@zarrkit/test-servers";
import { siteHandlers } from "@zarrkit/test-servers/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, it } from "vitest";
import { values } from "./fault-table.js";
import { FaultTable } from "./show-faults.js";

const table = new FaultTable("msw in Node");
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => {
  server.close();
  table.print();
});

describe("mocked by msw, in Node, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    const site = new Site({ values, ...row.site });
    server.resetHandlers(...siteHandlers("https://data.test/store", site));
    await table.show(row, "https://data.test/store", () => site.log.length);
  });
});
