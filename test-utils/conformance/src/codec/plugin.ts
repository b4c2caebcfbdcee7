import { type CodecPlugin, sharedEntries } from "@zarrkit/plugin-api";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue } from "../expect.js";

/** What holds of a plugin before any document names it: a light value that names things, and a module behind `load()`. */
export function pluginCases(plugin: CodecPlugin): readonly Draft[] {
  return [
    {
      name: "the plugin is a light value with name, stage and load",
      async run() {
        const { kind, api, name, aliases = [], stage, configuration, load } = plugin;
        expectEqual(kind, "codec", "kind");
        expectEqual(api, 1, "api");
        expectTrue(typeof name === "string" && name.length > 1 && name === name.trim(), `name is ${describe(name)}`);
        expectTrue(["array-array", "array-bytes", "bytes-bytes"].includes(stage), `stage is ${describe(stage)}`);
        expectEqual(new Set([name, ...aliases]).size, aliases.length + 1, "different names among name and aliases");
        expectTrue(typeof load === "function", `load is ${describe(load)}, not a function`);
        if (configuration !== undefined) {
          expectEqual(
            JSON.parse(JSON.stringify(configuration)),
            configuration,
            "the configuration after a trip through JSON",
          );
        }
      },
    },
    {
      name: "loading registers nothing and leaves no global behind",
      async run() {
        const globals = Object.getOwnPropertyNames(globalThis);
        const registered = sharedEntries().plugins.length;
        await plugin.load();
        expectEqual(sharedEntries().plugins.length, registered, "plugins in the shared registry after load()");
        const added = Object.getOwnPropertyNames(globalThis).filter((key) => !globals.includes(key));
        expectEqual(added, [], "globals added by load()");
      },
    },
    {
      name: "the module has parse, toConfiguration and bind, at every load",
      async run() {
        for (const module of await Promise.all([plugin.load(), plugin.load()])) {
          for (const method of ["parse", "toConfiguration", "bind"] as const) {
            expectTrue(typeof module[method] === "function", `${method} is ${describe(module[method])}`);
          }
        }
      },
    },
  ];
}
