/** The cases in a dedicated worker, one by one as the page asks for them. */
import { opfsCases } from "./cases.js";

const cases = await opfsCases();
postMessage(cases.map(({ name }) => name));

globalThis.onmessage = async ({ data: index }: MessageEvent<number>) => {
  const outcome = await Promise.resolve(cases[index]?.run()).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  postMessage(outcome);
};
