/** The contract's cases in a dedicated worker, one by one as the page asks for them. */
import { storeContract } from "@zarrkit/conformance";
import { opfsStore } from "../../src/store.js";
import { remove, seed } from "../folder.js";

const cases = await storeContract(opfsStore, { seed, close: remove });
postMessage(cases.map(({ name }) => name));

globalThis.onmessage = async ({ data: index }: MessageEvent<number>) => {
  const outcome = await Promise.resolve(cases[index]?.run()).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  postMessage(outcome);
};
