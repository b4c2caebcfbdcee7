import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why there is no Redis to test against; `undefined`: there is one. As root on Debian it is installed. */
export function whyNot(): string | undefined {
  const there = () => spawnSync("redis-server", ["--version"]).status === 0;
  if (there()) return undefined;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return "redis-server is not installed, and installing it needs root and apt-get";
  const apt = (...words: string[]) =>
    spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=120", "-q", "-y", ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      encoding: "utf8",
    });
  apt("update");
  const { stdout, stderr } = apt("install", "--no-install-recommends", "redis-server");
  return there()
    ? undefined
    : `apt-get could not install redis-server: ${`${stdout}${stderr}`.trim().split("\n").at(-1)}`;
}

export interface RedisServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A Redis of its own on a free port of 127.0.0.1 that keeps nothing on disk. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "zarr-redis-"));
  const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  await ready(child);
  return {
    port,
    async close() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Writes values around the store: one pipeline of SET commands over a socket of its own. */
export async function seedByHand(port: number, folder: string, entries: Iterable<readonly [string, Uint8Array]>) {
  const all = [...entries];
  if (all.length === 0) return;
  const socket = connect({ host: "127.0.0.1", port });
  for (const [key, bytes] of all) {
    const name = Buffer.from(folder + key);
    socket.write(`*3\r\n$3\r\nSET\r\n$${name.length}\r\n`);
    socket.write(Buffer.concat([name, Buffer.from(`\r\n$${bytes.length}\r\n`), bytes, Buffer.from("\r\n")]));
  }
  let said = "";
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("data", (bytes) => {
      said += bytes;
      if (said === "+OK\r\n".repeat(all.length)) resolve();
      else if (said.includes("-")) reject(new Error(said));
    });
  });
  socket.destroy();
}

async function ready(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`redis-server ended: ${said}`)));
    child.stdout?.on("data", (bytes) => {
      said += bytes;
      if (said.includes("Ready to accept connections")) resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
