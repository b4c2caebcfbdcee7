import type { StorePlugin } from "@zarrkit/plugin-api";
import type { S3Options } from "./options.js";

export type { S3Credentials, S3Options } from "./options.js";

/**
 * Zarr on Amazon S3 and all that speaks like it (MinIO, R2, Ceph, Google Cloud Storage through its S3 interface): `s3:` and
 * `gs:` URLs. Without credentials requests are anonymous. Rules: the REST API reference of Amazon S3; Signature Version 4.
 * Checked against a strict server in `test-utils/servers` and against moto.
 *
 * ```ts
 * registry.register(s3({ region: "eu-central-1", credentials: { accessKeyId, secretAccessKey } }));
 * ```
 */
export function s3(options: S3Options = {}) {
  return {
    kind: "store",
    api: 1,
    name: "s3",
    schemes: ["s3", "gs"],
    async load() {
      const { openS3 } = await import("./store.js");
      return { open: async (url: string) => openS3(url, options) };
    },
  } satisfies StorePlugin;
}
