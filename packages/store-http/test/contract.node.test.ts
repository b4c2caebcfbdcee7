import { storeContract } from "@zarrkit/conformance";
import { Site } from "@zarrkit/test-servers";
import { type SiteServer, serveSite } from "@zarrkit/test-servers/http";
import { describe, it } from "vitest";
import { httpStore } from "../src/store.js";

describe("store-http keeps the contract of stores:", async () => {
  const cases = await storeContract(({ url }: SiteServer) => httpStore(url), {
    seed: (entries) => serveSite(new Site({ values: entries })),
    close: (server) => server.close(),
  });
  for (const c of cases) it(c.name, c.run);
});
