import { remoteSite } from "@zarrkit/test-servers/remote";
import { afterAll, describe, inject, it } from "vitest";
import { values } from "./fault-table.js";
import { FaultTable } from "./show-faults.js";

const table = new FaultTable("HTTP in a page");
afterAll(() => table.print());

describe("over real HTTP to another origin, in Chromium, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    const site = await remoteSite(inject("sites"), { values, ...row.site });
    await table.show(row, site.url, async () => (await site.log()).filter(({ method }) => method !== "OPTIONS").length);
  });
});
