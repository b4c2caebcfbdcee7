// What runs in the page that chromium.mjs opens.
import { contest } from "./contest.mjs";

globalThis.holdContest = async (task) => {
  const bytes = async (name) => new Uint8Array(await (await fetch(`/${name}`)).arrayBuffer());
  globalThis.current = await contest({ ...task, raw: await bytes(task.raw), encoded: await bytes(task.encoded) });
  return globalThis.current.length;
};
