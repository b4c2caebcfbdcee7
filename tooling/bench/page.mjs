// What runs in the page that chromium.mjs opens.
import { contest } from "./contest.mjs";

globalThis.holdContest = async (task) => {
  const bytes = async (name) => new Uint8Array(await (await fetch(`/${name}`)).arrayBuffer());
  const [raw, encoded, decoded] = await Promise.all(["raw", "encoded", "decoded"].map(bytes));
  globalThis.current = await contest({ ...task, raw, encoded, decoded });
  return globalThis.current.length;
};
