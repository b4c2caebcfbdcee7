import { mswFolder, withSites } from "@zarrkit/test-servers/vitest";
import { tests } from "@zarrkit/vitest";

export default withSites(tests({ places: ["node", "browser"], publicDir: mswFolder() }));
