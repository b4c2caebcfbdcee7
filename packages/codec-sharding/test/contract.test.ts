import { codecContract } from "@zarrkit/conformance";
import { codecTools, createRegistry } from "@zarrkit/core";
import { describe, it } from "vitest";
import { sharding } from "../src/index.js";
import { samples } from "./samples.js";

describe("sharding_indexed", async () => {
  const tools = codecTools(createRegistry());
  for (const c of await codecContract(sharding(), samples, { tools })) it(c.name, c.run);
});
