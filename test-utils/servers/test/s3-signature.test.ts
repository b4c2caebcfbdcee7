import { expect, it } from "vitest";
import { verifySignature } from "../src/s3-signature.js";

// The examples of the guide of Amazon S3, "Authenticating Requests (AWS Signature Version 4)".
const key = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const now = Date.UTC(2013, 4, 24);
const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

function getObject(signature: string) {
  return {
    method: "GET",
    url: new URL("https://examplebucket.s3.amazonaws.com/test.txt"),
    headers: {
      host: "examplebucket.s3.amazonaws.com",
      range: "bytes=0-9",
      "x-amz-content-sha256": empty,
      "x-amz-date": "20130524T000000Z",
      authorization: `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=${signature}`,
    },
    body: new Uint8Array(0),
  };
}

const published = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";

it("accepts the published signature of a header, and no other", async () => {
  expect(await verifySignature(getObject(published), [key], "us-east-1", now)).toBeUndefined();
  const forged = await verifySignature(getObject(published.replace("f0", "f1")), [key], "us-east-1", now);
  expect(forged).toMatchObject({ code: "SignatureDoesNotMatch" });
  const changed = { ...getObject(published), url: new URL("https://examplebucket.s3.amazonaws.com/test2.txt") };
  expect(await verifySignature(changed, [key], "us-east-1", now)).toMatchObject({ code: "SignatureDoesNotMatch" });
});

it("accepts the published signature of a URL, until it expires", async () => {
  const url = new URL("https://examplebucket.s3.amazonaws.com/test.txt");
  url.search = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
  const request = { method: "GET", url, headers: { host: url.host }, body: new Uint8Array(0) };
  expect(await verifySignature(request, [key], "us-east-1", now + 86_000_000)).toBeUndefined();
  const late = await verifySignature(request, [key], "us-east-1", now + 87_000_000);
  expect(late).toMatchObject({ code: "AccessDenied", message: "Request has expired" });
});

it("refuses another time, region, key, body and headers that were left unsigned", async () => {
  const request = getObject(published);
  const with_ = (headers: Record<string, string>) => ({ ...request, headers: { ...request.headers, ...headers } });
  const rows = [
    [await verifySignature(request, [key], "us-east-1", now + 16 * 60_000), "RequestTimeTooSkewed"],
    [await verifySignature(request, [key], "eu-west-1", now), "AuthorizationHeaderMalformed"],
    [await verifySignature(request, [{ ...key, accessKeyId: "OTHER" }], "us-east-1", now), "InvalidAccessKeyId"],
    [
      await verifySignature({ ...request, body: Uint8Array.of(1) }, [key], "us-east-1", now),
      "XAmzContentSHA256Mismatch",
    ],
    [await verifySignature(with_({ "x-amz-acl": "public-read" }), [key], "us-east-1", now), "AccessDenied"],
    [await verifySignature(with_({ "x-amz-security-token": "t" }), [key], "us-east-1", now), "InvalidToken"],
    [
      await verifySignature(with_({ authorization: "AWS4 nonsense" }), [key], "us-east-1", now),
      "AuthorizationHeaderMalformed",
    ],
  ] as const;
  expect(rows.map(([verdict]) => typeof verdict === "object" && verdict.code)).toEqual(rows.map(([, code]) => code));
});
