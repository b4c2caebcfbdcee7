import type { DataType, DataTypePlugin, Origin } from "@zarrkit/plugin-api";
import { type Case, type Draft, type Skips, toCases } from "./case.js";
import { sampleTools } from "./codec/tools.js";
import { fillCases } from "./data-type/fills.js";
import { memoryCases } from "./data-type/memory.js";
import { type DataTypeSamples, subjectOf } from "./data-type/sample.js";
import { scalarCases } from "./data-type/scalars.js";
import { storingCases } from "./data-type/storing.js";
import { describe, expectEqual, expectTrue, expectZarrError, rejectionOf } from "./expect.js";

type AnyType = DataType<string, any, any>;
type AnyTypePlugin = DataTypePlugin<string, any, any>;

/**
 * The cases that a data type, or a plugin that makes one, must pass.
 *
 * @example
 * const cases = await dataTypeContract(uint16, {
 *   values: [{ value: 258, little: Uint8Array.of(2, 1) }, { value: 0, little: Uint8Array.of(0, 0) }],
 *   fills: [{ json: 258n, fill: Uint8Array.of(2, 1) }],
 *   refusedFills: [{ json: 65536n }, { json: 1.5 }],
 *   refusedValues: [-1, "1"],
 * });
 * for (const c of cases) it(c.name, c.run);
 */
export async function dataTypeContract(
  source: AnyType | AnyTypePlugin,
  samples: DataTypeSamples,
  options: { readonly skip?: Skips } = {},
): Promise<readonly Case[]> {
  if (samples.values.length < 2) throw new Error("Give at least two different values as samples.");
  const type = isPlugin(source) ? await parse(source, samples.configuration) : source;
  const subject = subjectOf(type, samples);
  const drafts = [...memoryCases(subject), ...storingCases(subject), ...scalarCases(subject), ...fillCases(subject)];
  return toCases(isPlugin(source) ? [...pluginCases(source, samples), ...drafts] : drafts, options.skip);
}

function isPlugin(source: AnyType | AnyTypePlugin): source is AnyTypePlugin {
  return "kind" in source;
}

const origin = (plugin: AnyTypePlugin): Origin => ({ name: plugin.name, format: 3, path: "fields[1].data_type" });

async function parse(plugin: AnyTypePlugin, configuration: unknown): Promise<AnyType> {
  const module = await plugin.load();
  return module.parse(configuration, origin(plugin), sampleTools);
}

function pluginCases(plugin: AnyTypePlugin, samples: DataTypeSamples): readonly Draft[] {
  return [
    {
      name: "the plugin is a light value that makes the type it names",
      async run() {
        expectEqual(plugin.kind, "data-type", "kind");
        expectEqual(plugin.api, 1, "api");
        const type = await parse(plugin, samples.configuration);
        expectEqual(type.name, plugin.name, "name of the type");
        if (type.configuration !== undefined) {
          const again = await parse(plugin, type.configuration);
          expectEqual(
            again.configuration,
            type.configuration,
            "configuration of a type made from its own configuration",
          );
          expectEqual(again.itemSize, type.itemSize, "itemSize of a type made from its own configuration");
        }
      },
    },
    {
      name: "a configuration that is wrong is refused by its path",
      async run() {
        for (const wrong of [5, "junk", [], ...(samples.refusedConfigurations ?? [])]) {
          const what = `configuration ${describe(wrong)}`;
          const error = await rejectionOf(() => parse(plugin, wrong), what);
          expectZarrError(error, ["invalid-metadata"], what);
          const { path } = (error as { fields: { path?: unknown } }).fields;
          expectTrue(String(path).startsWith("fields[1].data_type"), `${what}: fields.path is ${describe(path)}`);
        }
      },
    },
  ];
}
