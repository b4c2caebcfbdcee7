/** Cases for a dedicated worker, which runs them one by one as the page asks for them. */
import { storeContract } from "@zarrkit/conformance";
import { opfsStore } from "../../src/store.js";
import { remove, seed } from "../folder.js";

const cases = [
  ...(await storeContract(opfsStore, { seed, close: remove })),
  {
    name: "what a closed tab left behind does not get into the next write of its value",
    async run() {
      const folder = await seed(new Map([["a/.zarrkit-b", new Uint8Array(1000)]]));
      await opfsStore(folder).set("a/b", Uint8Array.of(1));
      const size = await opfsStore(folder).size("a/b");
      await remove(folder);
      if (size !== 1) throw new Error(`The value has ${size} bytes, not 1.`);
    },
  },
];
postMessage(cases.map(({ name }) => name));

globalThis.onmessage = async ({ data: index }: MessageEvent<number>) => {
  const outcome = await Promise.resolve(cases[index]?.run()).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  postMessage(outcome);
};
