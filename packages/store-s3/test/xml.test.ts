import { expect, it } from "vitest";
import { md5 } from "../src/md5.js";
import { childText, encodeEntities, parseXml } from "../src/xml.js";

it("reads elements, entities, CDATA, comments and empty elements", () => {
  const root = parseXml(
    `<?xml version="1.0"?>\n<!-- <a> --><r xmlns="x" y='>'><a>1 &lt; 2 &amp;&#x41;&#66;&quot;</a><b/><c><a>deep</a></c><d><![CDATA[<&amp;>]]></d></r>\n`,
  );
  expect(root.name).toBe("r");
  expect(["a", "b", "d", "e"].map((name) => childText(root, name))).toEqual(['1 < 2 &AB"', "", "<&amp;>", ""]);
});

it("refuses what is not well formed, at once however it is long", () => {
  const wrong = ["", "text", "<a>", "<a></b>", "<a/><b/>", "</a>", "<a", "<a><b></a></b>", "<!DOCTYPE html><p>x</p>"];
  for (const source of [...wrong, `<a>${"<b>".repeat(50_000)}`, `<a ${'x="'.repeat(20_000)}`, "<".repeat(50_000)])
    expect(() => parseXml(source), source.slice(0, 20)).toThrow("is no whole XML document");
});

it("leaves entities alone that it does not know", () => {
  expect(parseXml("<a>&nbsp;&#x110000;&constructor;</a>").text).toBe("&nbsp;&#x110000;&constructor;");
});

it("writes any name as text", () => {
  const name = `a<b>&'"\u0001ü🌍`;
  expect(parseXml(`<k>${encodeEntities(name)}</k>`).text).toBe(name);
});

// Computed by Python's hashlib; the lengths lie around the ends of blocks.
it.each([
  ["", "1B2M2Y8AsgTpgAmY7PhCfg=="],
  ["abc", "kAFQmDzST7DWlj99KOF/cg=="],
  ["message digest", "+WtpfXy3k41SWi8xqvFh0A=="],
  ["1234567890".repeat(8), "V+30oivjyVWsSdouIQe2eg=="],
  ["a".repeat(55), "7xdytt/5oSI1hVKVStDfZQ=="],
  ["a".repeat(56), "OwyKxwP4KLBMbBlwBtFyGA=="],
  ["a".repeat(64), "AUhC1IC1cUlaSgNjeT9zZw=="],
  ["x".repeat(1000), "OYUz1IER6fZksfZMsQxLYw=="],
])("computes the MD5 of %j", (words, expected) => {
  expect(md5(new TextEncoder().encode(words))).toBe(expected);
});
