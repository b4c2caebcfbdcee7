import { storeContract } from "@zarrkit/conformance";
import { S3 } from "@zarrkit/test-servers/s3";
import { type S3Server, serveS3 } from "@zarrkit/test-servers/s3-http";
import { describe, it } from "vitest";
import { s3Store } from "../src/store.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

describe.each([
  { title: "in one piece", partSize: 2 ** 24, pageSize: 1000, folder: "" },
  { title: "in parts, listed in small pages, below a folder", partSize: 100_000, pageSize: 7, folder: "a b/%41/" },
])("store-s3, signed, values $title, keeps the contract of stores:", async ({ partSize, pageSize, folder }) => {
  const cases = await storeContract(
    ({ url }: S3Server) => s3Store(`s3://data/${folder}`, { endpoint: url, credentials, partSize }),
    {
      seed: async (entries) => {
        const s3 = new S3({ keys: [credentials], pageSize, smallestPart: 100_000, region: "eu-west-1" });
        s3.bucket(
          "data",
          [...entries].map(([key, bytes]) => [folder + key, bytes]),
        );
        return serveS3(s3);
      },
      close: (server) => server.close(),
    },
  );
  for (const c of cases) it(c.name, c.run);
});

describe("store-s3, anonymous and without suffixes and versions, keeps the contract of stores:", async () => {
  const options = { suffixRanges: false, versions: false };
  const cases = await storeContract(
    ({ url }: S3Server) => {
      const { set: _set, delete: _delete, traits, ...store } = s3Store("s3://data", { endpoint: url, ...options });
      return { ...store, traits: { ...traits, conditionalWrites: "none" } };
    },
    {
      seed: async (entries) => {
        const s3 = new S3({ anonymous: "read and list" });
        s3.bucket("data", entries);
        return serveS3(s3);
      },
      close: (server) => server.close(),
    },
  );
  for (const c of cases) it(c.name, c.run);
});
