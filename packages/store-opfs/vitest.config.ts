import { tests } from "@zarrkit/vitest";

export default tests({ places: ["node", "browser"] });
