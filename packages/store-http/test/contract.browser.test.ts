import { storeContract } from "@zarrkit/conformance";
import { type RemoteSite, remoteSite } from "@zarrkit/test-servers/remote";
import { describe, inject, it } from "vitest";
import { httpStore } from "../src/store.js";

describe("store-http in a page of another origin, with simple CORS, keeps the contract of stores:", async () => {
  const cases = await storeContract(
    ({ url }: RemoteSite) => {
      // Simple CORS shows a page neither ETag nor Last-Modified.
      const { getVersioned: _, getRangesVersioned: __, ...store } = httpStore(url);
      return store;
    },
    { seed: (entries) => remoteSite(inject("sites"), { values: entries, cors: "simple" }) },
  );
  for (const c of cases) it(c.name, c.run);
});
