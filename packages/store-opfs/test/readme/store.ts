import { opfsStore } from "@zarrkit/store-opfs/store";

const store = opfsStore("experiment");
const found = await store.getVersioned("notes/today");
await store.set("notes/today", new TextEncoder().encode("sunny"), {
  onlyIf: found ? { version: found.version } : "absent", // or a conflict: another tab was faster
});
