import { tests } from "@zarrkit/vitest";

export default tests();
