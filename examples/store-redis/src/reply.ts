/** What Redis answers. An error is a value here, since it belongs to one command and not to the connection. */
export type Reply = string | number | null | Uint8Array | Error | readonly Reply[];

const lineEnd = new Uint8Array([13, 10]);

/** Bytes as they come in, taken apart into replies (RESP, version 2). */
export class ReplyReader {
  #bytes: Buffer = Buffer.alloc(0);

  /** Adds what came in, and answers the replies that are whole now. */
  push(bytes: Uint8Array): Reply[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const replies: Reply[] = [];
    for (let at = 0; ; ) {
      const next = read(this.#bytes, at);
      if (!next) {
        this.#bytes = this.#bytes.subarray(at);
        return replies;
      }
      replies.push(next.reply);
      at = next.end;
    }
  }
}

/** The reply that begins there, and where it ends; `undefined` while part of it is still on its way. */
function read(bytes: Buffer, start: number): { readonly reply: Reply; readonly end: number } | undefined {
  const lineStop = bytes.indexOf(lineEnd, start);
  if (lineStop < 0) return undefined;
  const line = bytes.toString("utf8", start + 1, lineStop);
  const end = lineStop + 2;
  switch (bytes[start]) {
    case 0x2b: // +
      return { reply: line, end };
    case 0x2d: // -
      return { reply: new Error(line), end };
    case 0x3a: // :
      return { reply: Number(line), end };
    case 0x24: {
      // $
      const length = Number(line);
      if (length < 0) return { reply: null, end };
      if (bytes.length < end + length + 2) return undefined;
      return { reply: new Uint8Array(bytes.subarray(end, end + length)), end: end + length + 2 };
    }
    case 0x2a: {
      // *
      const items: Reply[] = [];
      let at = end;
      for (let i = 0; i < Number(line); i++) {
        const item = read(bytes, at);
        if (!item) return undefined;
        items.push(item.reply);
        at = item.end;
      }
      return { reply: Number(line) < 0 ? null : items, end: at };
    }
    default:
      throw new Error(`Redis sent a reply that begins with byte ${bytes[start]}.`);
  }
}
