import { useWebAssembly } from "@zarrkit/engines/engine";

// All over again without WebAssembly.
useWebAssembly(false);
await import("./fixtures.node.test.js");
