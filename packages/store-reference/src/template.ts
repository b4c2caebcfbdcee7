import { invalid, isObject, show } from "@zarrkit/plugin-api";
import { type Expression, parseExpression } from "./expression.js";

/** Characters that expanded text may have: more is no address. */
const longest = 8192;

export type Variables = ReadonlyMap<string, number | string>;

/** Text whose `{{ … }}` are worked out. */
export type Template = (variables?: Variables) => string;

/** The templates of a document. */
export class Templates {
  readonly #texts = new Map<string, string>();

  /** @param json the member "templates": an object of texts. One that holds `{{ … }}` itself is called with arguments. */
  constructor(json: unknown, path: string) {
    if (json === undefined) return;
    if (!isObject(json)) throw invalid(path, `expected an object of texts, found ${show(json)}`);
    for (const [name, text] of Object.entries(json)) {
      if (typeof text !== "string") throw invalid(`${path}.${name}`, `expected a text, found ${show(text)}`);
      this.#texts.set(name, text);
    }
  }

  get size(): number {
    return this.#texts.size;
  }

  /** Makes the template of a text; what it holds is checked now, what it names when it is expanded. */
  compile(text: string, path: string): Template {
    const pieces: (string | Expression)[] = [];
    let rest = text;
    for (let start = rest.indexOf("{{"); start >= 0; start = rest.indexOf("{{")) {
      const end = rest.indexOf("}}", start);
      if (end < 0) throw invalid(path, `has "{{" without "}}": ${show(text)}`);
      pieces.push(rest.slice(0, start), parseExpression(rest.slice(start + 2, end), path));
      rest = rest.slice(end + 2);
    }
    pieces.push(rest);
    if (rest.includes("{%") || text.includes("{%")) throw invalid(path, `holds a statement, {% … %}: ${show(text)}`);

    return (variables) => {
      const scope = {
        variable: (name: string) => variables?.get(name) ?? this.#plain(name, path),
        call: (name: string, given: Variables) => this.#call(name, given, path),
      };
      let result = "";
      for (const piece of pieces) {
        result += typeof piece === "string" ? piece : piece(scope);
        if (result.length > longest) throw invalid(path, `grows beyond ${longest} characters: ${show(text)}`);
      }
      return result;
    };
  }

  /** Templates see no other templates, so none can lead back to itself. */
  #plain(name: string, path: string): string | undefined {
    const text = this.#texts.get(name);
    if (text?.includes("{{")) throw invalid(path, `template ${name} has arguments: write {{${name}(name="text")}}`);
    return text;
  }

  #call(name: string, given: Variables, path: string): string {
    const text = this.#texts.get(name);
    if (text === undefined) throw invalid(path, `there is no template ${name}`);
    return new Templates(undefined, path).compile(text, path)(given);
  }
}
