import { tests } from "@zarrkit/vitest";

export default tests({ timeout: 60_000 });
