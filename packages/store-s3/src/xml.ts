import { ZarrError } from "@zarrkit/plugin-api";

/** An element of a document: its text without that of the elements in it, and those. */
export interface Element {
  readonly name: string;
  text: string;
  readonly children: Element[];
}

/**
 * Reads the XML that S3 answers: elements and text, with entities; attributes, comments and declarations are passed over.
 * Throws `store-failed` for what is not well formed, such as the first half of an answer.
 */
export function parseXml(source: string): Element {
  const root: Element = { name: "", text: "", children: [] };
  const open = [root];
  const token =
    /<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>|<(\/?)([^\s/>!?]+)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>|([^<]+)/gsy;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [, literal, closing, qualified = "", empty, text] = match;
    const top = open[open.length - 1] as Element;
    if (literal !== undefined) top.text += literal;
    else if (text !== undefined) top.text += decodeEntities(text);
    else if (qualified !== "") {
      const name = qualified.replace(/^.*:/, "");
      if (!closing) {
        const element: Element = { name, text: "", children: [] };
        top.children.push(element);
        if (!empty) open.push(element);
      } else if (top.name !== name || open.length === 1) break;
      else open.pop();
    }
    if (token.lastIndex === source.length) break;
  }
  const [top] = root.children;
  if (open.length === 1 && root.children.length === 1 && top && token.lastIndex === source.length) return top;
  const shown = source.length > 80 ? `${source.slice(0, 80)}…` : source;
  throw new ZarrError("store-failed", `The answer is no whole XML document: ${shown} Try again.`, { retryable: true });
}

/** The text of the first child of that name; "" where there is none. */
export function childText(element: Element | undefined, name: string): string {
  return element?.children.find((child) => child.name === name)?.text ?? "";
}

export function encodeEntities(text: string): string {
  return text.replace(/[&<>"'\p{Cc}]/gu, (c) => `&#${c.codePointAt(0)};`);
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return (Object.hasOwn(named, name) && named[name]) || entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
