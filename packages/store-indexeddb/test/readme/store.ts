import { indexeddbStore } from "@zarrkit/store-indexeddb/store";

const store = indexeddbStore("lab", { durability: "strict" });
const found = await store.getVersioned("notes/today");
await store.set("notes/today", new TextEncoder().encode("sunny"), {
  onlyIf: found ? { version: found.version } : "absent", // or a conflict: another tab was faster
});
