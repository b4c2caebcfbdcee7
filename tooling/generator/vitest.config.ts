import { tests } from "@zarrkit/vitest";

export default tests({ timeout: 300_000 });
