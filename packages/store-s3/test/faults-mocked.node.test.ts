import { s3Handlers } from "@zarrkit/test-servers/s3-msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, it } from "vitest";
import { endpoint, FaultTable } from "./fault-table.js";

const table = new FaultTable("msw in Node");
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => {
  server.close();
  table.print();
});

describe("mocked by msw, in Node, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    await table.show(row, (s3) => {
      server.resetHandlers(...s3Handlers(s3, `${endpoint}/*`));
      return endpoint;
    });
  });
});
