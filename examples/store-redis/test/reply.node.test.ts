import { expect, it } from "vitest";
import { ReplyReader } from "../src/reply.js";

it("reads replies however they are cut into pieces", () => {
  const bytes = Buffer.from("+OK\r\n-ERR no\r\n:42\r\n$5\r\na\r\nbc\r\n$-1\r\n*2\r\n$1\r\n0\r\n*1\r\n:7\r\n$0\r\n\r\n");
  const right = [
    "OK",
    new Error("ERR no"),
    42,
    new Uint8Array(Buffer.from("a\r\nbc")),
    null,
    [Uint8Array.of(48), [7]],
    new Uint8Array(0),
  ];
  for (let size = 1; size <= bytes.length; size++) {
    const reader = new ReplyReader();
    const replies = [];
    for (let at = 0; at < bytes.length; at += size) replies.push(...reader.push(bytes.subarray(at, at + size)));
    expect(replies).toEqual(right);
  }
});

it("refuses what is no reply", () => {
  expect(() => new ReplyReader().push(Buffer.from("HTTP/1.1 400\r\n"))).toThrow("begins with byte 72");
});
