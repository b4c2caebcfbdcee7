import { type CodecPlugin, isZarrError, type SpecOf, type Stage, type Tools } from "@zarrkit/plugin-api";
import type { Draft } from "../case.js";
import { describe, expectEqual, expectTrue, expectZarrError, rejectionOf, same } from "../expect.js";
import type { RefusedConfiguration } from "./sample.js";
import { configurationOf, originOf, type Subject } from "./subject.js";

/** What is certainly no value of a field, judged by a right value of it. */
function junkFor(value: unknown): readonly unknown[] {
  if (typeof value === "number") return [{}, "junk", [], true];
  if (typeof value === "string") return [{}, 5, [], true];
  if (typeof value === "boolean") return [{}, "junk", [], 5];
  if (Array.isArray(value)) return ["junk", 5, true];
  return typeof value === "object" && value !== null ? ["junk", 5, true] : [];
}

/** Configurations: what is wrong is refused with its path, what is right survives being written and read again. */
export function configurationCases<S extends Stage>(subject: Subject<S>): readonly Draft[] {
  const { plugin, module, sample, spec, origin, config } = subject;
  const given = configurationOf(plugin, sample);
  const fields = typeof given === "object" && given !== null ? Object.entries(given) : [];
  return [
    {
      name: `${sample.name}: a configuration that is no object is refused`,
      async run() {
        for (const junk of [5, "junk", [], true, null]) {
          await expectRefused(plugin, { configuration: junk, origin }, `configuration ${describe(junk)}`);
        }
      },
    },
    {
      name: `${sample.name}: a field nobody knows is refused`,
      async run() {
        const configuration = { ...(given as object | undefined), "no-such-field": 1 };
        await expectRefused(plugin, { configuration, origin, field: "no-such-field" }, "an unknown field");
      },
    },
    {
      name: `${sample.name}: a field of the wrong kind is refused by its path`,
      async run() {
        for (const [field, value] of fields) {
          if (field === "id") continue;
          for (const junk of junkFor(value)) {
            const configuration = { ...(given as object), [field]: junk };
            await expectRefused(plugin, { configuration, origin, field }, `${field}: ${describe(junk)}`);
          }
        }
      },
    },
    {
      name: `${sample.name}: the configuration written says what was read`,
      async run() {
        const written = module.toConfiguration(config, origin, spec);
        for (const [field, value] of fields) {
          if (field === "id") continue;
          if (Object.hasOwn(written, field)) {
            expectEqual(written[field], value, `the field ${field}`);
            continue;
          }
          // A field may be left out where it says what its absence means.
          const { [field]: _, ...others } = given as Record<string, unknown>;
          const means = same(module.parse(others, origin), config);
          expectTrue(means, `${field}: ${describe(value)} was read, and is not in ${describe(written)}`);
        }
      },
    },
    {
      name: `${sample.name}: the configuration written is read back as the same`,
      async run() {
        for (const target of [
          origin,
          originOf(plugin, {}),
          originOf(plugin, { format: 2, as: version2Name(plugin) }),
        ]) {
          let written: Readonly<Record<string, unknown>>;
          try {
            written = module.toConfiguration(config, target, spec);
          } catch (error) {
            // Not every codec can be said in every format; the one it was found in it must be able to say.
            expectTrue(
              target !== origin && isZarrError(error),
              `toConfiguration for v${target.format}: ${describe(error)}`,
            );
            continue;
          }
          expectEqual(JSON.parse(JSON.stringify(written)), written, `configuration for v${target.format} after JSON`);
          const again = module.toConfiguration(module.parse(structuredClone(written), target), target, spec);
          expectEqual(again, written, `configuration for v${target.format}, parsed and written again`);
          await module.bind(module.parse(written, target), spec, subject.tools);
        }
      },
    },
  ];
}

/** The cases of configurations that the caller knows to be wrong. */
export function refusedCases(
  plugin: CodecPlugin,
  refused: readonly RefusedConfiguration[],
  tools: Tools,
): readonly Draft[] {
  return refused.map((wrong) => ({
    name: `${wrong.name}: is refused`,
    run: () => expectRefused(plugin, { ...wrong, origin: originOf(plugin, wrong), tools }, wrong.name),
  }));
}

interface Wrong {
  readonly configuration: unknown;
  readonly origin: ReturnType<typeof originOf>;
  readonly field?: string;
  readonly spec?: unknown;
  readonly tools?: Tools;
}

async function expectRefused(plugin: CodecPlugin, wrong: Wrong, what: string): Promise<void> {
  const { configuration, origin, field, spec, tools } = wrong;
  const module = await plugin.load();
  const error = await rejectionOf(async () => {
    const config: unknown = module.parse(configuration, origin);
    if (spec !== undefined && tools !== undefined) await module.bind(config, spec as SpecOf<Stage>, tools);
  }, what);
  expectZarrError(error, ["invalid-metadata"], what);
  const { path } = (error as { fields: { path?: unknown } }).fields;
  const starts = typeof path === "string" && path.startsWith(origin.path);
  expectTrue(starts, `${what}: fields.path is ${describe(path)}, not at or below ${origin.path}`);
  if (field !== undefined)
    expectTrue(String(path).includes(field), `${what}: fields.path ${describe(path)} does not name it`);
  expectTrue(String((error as Error).message).includes(String(path)), `${what}: the message does not say the path`);
}

function version2Name(plugin: CodecPlugin): string {
  const names = [plugin.name, ...(plugin.aliases ?? [])];
  return (names.find((name) => name.startsWith("numcodecs.")) ?? plugin.name).replace(/^numcodecs\./, "");
}
