import { codecContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { sharding } from "../src/index.js";
import { samples } from "./samples.js";

describe("sharding_indexed", async () => {
  for (const c of await codecContract(sharding(), samples)) it(c.name, c.run);
});
