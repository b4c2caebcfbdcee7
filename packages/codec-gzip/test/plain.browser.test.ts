import { useWebAssembly } from "@zarrkit/engines/engine";

// All over again without WebAssembly.
useWebAssembly(false);
await import("./contract.test.js");
await import("./gzip.test.js");
