import { withServers } from "@zarrkit/test-servers/vitest";
import { tests } from "@zarrkit/vitest";

export default withServers(tests({ places: ["node", "browser"] }));
