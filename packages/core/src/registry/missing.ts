import { type AnyPlugin, type ErrorCode, ZarrError } from "@zarrkit/plugin-api";
import { catalogue } from "./catalogue.js";

const codes: Partial<Record<AnyPlugin["kind"], ErrorCode>> = {
  codec: "missing-codec",
  store: "missing-store",
  adapter: "missing-store",
};

/** An error that teaches: what was needed, where, which package to install, the line to add, what is registered. */
export function missingPlugin(
  kind: AnyPlugin["kind"],
  name: string,
  path: string,
  registered: readonly AnyPlugin[],
): ZarrError {
  const words = kind.replaceAll("-", " ");
  const [packageName, factory] = catalogue[kind]?.[name] ?? catalogue[kind]?.[`numcodecs.${name}`] ?? [];
  const remedy = packageName
    ? `Install it with "npm install ${packageName}" and add: import { ${factory} } from "${packageName}"; registry.register(${factory}());`
    : `No package is known for it; a plugin can be written (guides/add-a-${kind}.md) and added with registry.register(…).`;
  const names = registered.filter((plugin) => plugin.kind === kind).map((plugin) => plugin.name);
  const held = names.length === 0 ? "none" : names.join(", ");
  return new ZarrError(
    codes[kind] ?? "unsupported-extension",
    `${path}: no ${words} "${name}" is registered. ${remedy} Registered ${words}s: ${held}.`,
    { fields: { path, kind, name, ...(packageName && { package: packageName }) } },
  );
}
