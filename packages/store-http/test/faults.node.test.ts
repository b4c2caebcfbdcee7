import { Site } from "@zarrkit/test-servers";
import { serveSite } from "@zarrkit/test-servers/http";
import { afterAll, describe, it } from "vitest";
import { values } from "./fault-table.js";
import { FaultTable } from "./show-faults.js";

const table = new FaultTable("HTTP in Node");
afterAll(() => table.print());

describe("over real HTTP, in Node, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    const site = new Site({ values, ...row.site });
    const server = await serveSite(site);
    try {
      await table.show(row, server.url, () => site.log.length);
    } finally {
      await server.close();
    }
  });
});
