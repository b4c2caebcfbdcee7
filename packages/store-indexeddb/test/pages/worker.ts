import { count } from "./program.js";

globalThis.onmessage = ({ data: [database, times] }: MessageEvent<[string, number]>) => {
  count(database, times).then(
    () => postMessage("done"),
    (error: unknown) => postMessage(String(error)),
  );
};
