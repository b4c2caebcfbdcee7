import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { storeContract } from "@zarrkit/conformance";
import { s3Store } from "@zarrkit/store-s3/store";
import { AwsClient } from "aws4fetch";

const script = join(dirname(fileURLToPath(import.meta.url)), "python/serve_moto.py");

/**
 * The whole contract of stores over `@zarrkit/store-s3`, with moto as the server: S3 as written by others. It runs once
 * without and once with verified signatures.
 * @param {string} python with requirements.txt installed
 * @returns {Promise<import("./outcome.mjs").Outcome[]>}
 */
export async function motoOutcomes(python) {
  return [await contractOver(python, "open"), await contractOver(python, "signed")];
}

/**
 * @param {string} python
 * @param {"open" | "signed"} mode
 */
async function contractOver(python, mode) {
  const moto = spawn(python, [script, mode], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const { url, ...credentials } = await firstLine(moto);
    const client = new AwsClient({ ...credentials, service: "s3", region: "us-east-1", retries: 0 });
    let buckets = 0;
    const cases = await storeContract((place) => s3Store(`s3://${place}/`, { endpoint: url, credentials }), {
      seed: async (entries) => {
        const bucket = `case-${++buckets}`;
        await put(client, `${url}/${bucket}`);
        for (const [key, bytes] of entries) await put(client, `${url}/${bucket}/${spelt(key)}`, bytes);
        return bucket;
      },
    });
    const failed = [];
    let passed = 0;
    for (const { name, skip, run } of cases) {
      if (skip !== undefined) continue;
      const problem = await run().then(
        () => undefined,
        (error) => String(error.message ?? error),
      );
      if (problem === undefined) passed++;
      else failed.push({ path: name, problem });
    }
    const cells = cases.map(({ name, skip }) => ({ path: name, ...(skip !== undefined && { cannot: skip }) }));
    return { title: `store-s3 over moto (${mode})`, cells, passed, failed };
  } finally {
    moto.stdin.end();
  }
}

async function firstLine(child) {
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error("moto ended before it served.");
}

async function put(client, url, body = new Uint8Array(0)) {
  const response = await client.fetch(url, { method: "PUT", body });
  if (!response.ok) throw new Error(`Seeding ${url}: ${response.status} ${await response.text()}`);
}

/** As S3 spells keys in addresses: otherwise moto computes another signature. */
function spelt(key) {
  const strictly = encodeURIComponent(key).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return strictly.replaceAll("%2F", "/");
}
