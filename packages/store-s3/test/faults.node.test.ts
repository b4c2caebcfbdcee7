import { type S3Server, serveS3 } from "@zarrkit/test-servers/s3-http";
import { afterAll, afterEach, describe, it } from "vitest";
import { FaultTable } from "./fault-table.js";

const table = new FaultTable("HTTP in Node");
let server: S3Server | undefined;
afterEach(() => server?.close());
afterAll(() => table.print());

describe("over real HTTP, in Node, right data or a distinct error:", () => {
  it.each(table.rows.map((row) => [row.fault, row.call.name, row] as const))("%s, %s", async (_, __, row) => {
    await table.show(row, async (s3) => {
      server = await serveS3(s3);
      return server.url;
    });
  });
});
