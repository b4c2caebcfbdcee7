import { type AnyPlugin, type ErrorCode, show, ZarrError } from "@zarrkit/plugin-api";
import { catalogue } from "./catalogue.js";
import { otherName } from "./other-names.js";

const codes: Partial<Record<AnyPlugin["kind"], ErrorCode>> = {
  codec: "missing-codec",
  store: "missing-store",
  adapter: "missing-store",
};

const guided: readonly AnyPlugin["kind"][] = ["codec", "store", "data-type"];

/** An error that teaches: what was needed, where, which package to install, the line to add, what is registered. */
export function missingPlugin(
  kind: AnyPlugin["kind"],
  name: string,
  path: string,
  registered: readonly AnyPlugin[],
): ZarrError {
  const [packageName, factory] = catalogue[kind]?.[name] ?? catalogue[kind]?.[`numcodecs.${name}`] ?? [];
  const guide = guided.includes(kind) ? ` (guides/add-a-${kind}.md)` : "";
  const remedy = packageName
    ? `Install it with "npm install ${packageName}" and add: import { ${factory} } from "${packageName}"; registry.register(${factory}());`
    : (otherName(kind, name, path) ??
      `No package is known for it; a plugin can be written${guide} and added with registry.register(…).`);
  const names = registered.filter((plugin) => plugin.kind === kind).map((plugin) => plugin.name);
  const held = [...(kind === "data-type" ? ["those of core"] : []), ...names].join(", ") || "none";
  return new ZarrError(
    codes[kind] ?? "unsupported-extension",
    `${path}: no ${needed(kind, name)} is registered. ${remedy} Registered ${wordsFor(kind)}s: ${held}.`,
    { fields: { path, kind, name, ...(packageName && { package: packageName }) } },
  );
}

function needed(kind: AnyPlugin["kind"], name: string): string {
  if (kind !== "store") return `${wordsFor(kind)} ${show(name)}`;
  return name === "" ? "store for plain paths" : `store for ${show(`${name}:`)}`;
}

function wordsFor(kind: AnyPlugin["kind"]): string {
  return kind.replaceAll("-", " ");
}
