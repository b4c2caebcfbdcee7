import { connect, type Socket } from "node:net";
import { ZarrError } from "@zarrkit/plugin-api";
import { type Reply, ReplyReader } from "./reply.js";

/** A part of a command. */
export type Word = string | number | Uint8Array;

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: unknown): void;
}

/** A connection that is made by the first command, and again by the first one after it was lost. */
export class Connection {
  #socket: Socket | undefined;
  #waiting: Waiting[] = [];

  constructor(
    readonly host: string,
    readonly port: number,
  ) {}

  /** Sends a command; the replies come in the order of the commands. */
  async send(...words: Word[]): Promise<Exclude<Reply, Error>> {
    const socket = (this.#socket ??= this.#connect());
    socket.ref();
    const parts = words.flatMap((word) => {
      const bytes = typeof word === "object" ? word : Buffer.from(String(word));
      return [Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from("\r\n")];
    });
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // Buffer.concat copies, so that the caller's bytes are free again at once.
      socket.write(Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...parts]));
    });
    if (reply instanceof Error) {
      throw new ZarrError("store-failed", `Redis refused ${words[0]}: ${reply.message}. See what it says.`, {
        cause: reply,
      });
    }
    return reply;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #connect(): Socket {
    const socket = connect({ host: this.host, port: this.port, noDelay: true });
    const replies = new ReplyReader();
    const lost = (cause?: unknown) => {
      if (this.#socket === socket) this.#socket = undefined;
      const where = `${this.host}:${this.port}`;
      const error = new ZarrError(
        "store-failed",
        `The connection to Redis at ${where} was lost. See that it runs and try again.`,
        { cause, retryable: true },
      );
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      socket.destroy();
    };
    socket.on("data", (bytes) => {
      try {
        for (const reply of replies.push(bytes)) this.#waiting.shift()?.resolve(reply);
        // An idle connection keeps no program from ending.
        if (this.#waiting.length === 0) socket.unref();
      } catch (error) {
        lost(error);
      }
    });
    socket.on("error", lost);
    socket.on("close", () => lost());
    return socket;
  }
}
