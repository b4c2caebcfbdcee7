import { useWebAssembly } from "@zarrkit/engines/engine";

// All over again without WebAssembly.
useWebAssembly(false);
await import("./numcodecs-fixtures.node.test.js");
