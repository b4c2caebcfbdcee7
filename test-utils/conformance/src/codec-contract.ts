import type { CodecPlugin, Stage, Tools } from "@zarrkit/plugin-api";
import { type Case, type Draft, type Skips, toCases } from "./case.js";
import { arrayArrayCases } from "./codec/array-array.js";
import { arrayBytesDamageCases } from "./codec/array-bytes-damage.js";
import { arrayBytesDecodingCases } from "./codec/array-bytes-decoding.js";
import { arrayBytesEncodingCases } from "./codec/array-bytes-encoding.js";
import { arrayBytesRangeCases } from "./codec/array-bytes-ranges.js";
import { arrayBytesWaitingCases } from "./codec/array-bytes-waiting.js";
import { bytesDamageCases } from "./codec/bytes-damage.js";
import { bytesDecodingCases } from "./codec/bytes-decoding.js";
import { bytesEncodingCases } from "./codec/bytes-encoding.js";
import { bytesPartialCases } from "./codec/bytes-partial.js";
import { bytesWaitingCases } from "./codec/bytes-waiting.js";
import { configurationCases, refusedCases } from "./codec/configuration.js";
import { pluginCases } from "./codec/plugin.js";
import type { RefusedConfiguration, Sample } from "./codec/sample.js";
import { subchunkCases } from "./codec/subchunks.js";
import { type Subject, subjectOf } from "./codec/subject.js";
import { sampleTools } from "./codec/tools.js";

export interface CodecContractOptions {
  /** What codecs are handed at `bind`; default: the kit's own, which bind no inner codecs. */
  readonly tools?: Tools;
  /** Configurations that must be refused, beyond those that no codec can accept. */
  readonly refused?: readonly RefusedConfiguration[];
  /** The reason why this codec does not encode; it then must refuse to with `unsupported`. */
  readonly decodeOnly?: string;
  /** Cases that cannot hold here, each with the written reason. */
  readonly skip?: Skips;
}

/**
 * The cases that a codec must pass under each sample, chosen by its stage and by what the bound codec offers.
 *
 * @example
 * const cases = await codecContract(zstd(), [{ name: "level 3", configuration: { level: 3 }, decoded, encoded }]);
 * for (const c of cases) it(c.name, c.run);
 */
export async function codecContract<S extends Stage>(
  plugin: CodecPlugin<S>,
  samples: readonly Sample<S>[],
  options: CodecContractOptions = {},
): Promise<readonly Case[]> {
  const { tools = sampleTools, refused = [], decodeOnly, skip } = options;
  if (samples.length === 0) throw new Error(`${plugin.name}: without a sample nothing is tested. Give at least one.`);
  const drafts = [...pluginCases(plugin), ...refusedCases(plugin, refused, tools)];
  for (const sample of samples) drafts.push(...(await sampleCases(plugin, sample, tools, decodeOnly)));
  return toCases(drafts, skip);
}

async function sampleCases<S extends Stage>(
  plugin: CodecPlugin<S>,
  sample: Sample<S>,
  tools: Tools,
  decodeOnly: string | undefined,
): Promise<readonly Draft[]> {
  const name = `${sample.name}: its configuration is read and bound`;
  try {
    const subject = await subjectOf(plugin, sample, tools, decodeOnly);
    await subject.bind();
    return [
      { name, run: async () => void (await subject.bind()) },
      ...configurationCases(subject),
      ...(await stageCases(subject)),
    ];
  } catch (error) {
    // Without a bound codec there is nothing to choose cases by: the one case says why.
    return [{ name, run: () => Promise.reject(error) }];
  }
}

async function stageCases(subject: Subject): Promise<readonly Draft[]> {
  if (isStage(subject, "bytes-bytes")) {
    return [
      ...bytesDecodingCases(subject),
      ...bytesEncodingCases(subject),
      ...bytesDamageCases(subject),
      ...(await bytesPartialCases(subject)),
      ...(await bytesWaitingCases(subject)),
    ];
  }
  if (isStage(subject, "array-bytes")) {
    return [
      ...arrayBytesDecodingCases(subject),
      ...arrayBytesEncodingCases(subject),
      ...arrayBytesDamageCases(subject),
      ...(await arrayBytesRangeCases(subject)),
      ...(await arrayBytesWaitingCases(subject)),
      ...(await subchunkCases(subject)),
    ];
  }
  return isStage(subject, "array-array") ? arrayArrayCases(subject) : [];
}

function isStage<S extends Stage>(subject: Subject, stage: S): subject is Subject & Subject<S> {
  return subject.plugin.stage === stage;
}
