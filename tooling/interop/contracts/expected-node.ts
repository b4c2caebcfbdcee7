// A run in the Node that everything runs in would pass, and prove nothing.
const { ZARRKIT_EXPECTED_NODE: expected } = process.env;
if (process.version !== expected)
  throw new Error(`These tests were to run in Node ${expected}, not ${process.version}.`);
