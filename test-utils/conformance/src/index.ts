export type { Case, Skips } from "./case.js";
export type { ArrayBytesSample, ArraySample, BytesSample, RefusedConfiguration, Sample } from "./codec/sample.js";
export { sampleTools } from "./codec/tools.js";
export { type CodecContractOptions, codecContract } from "./codec-contract.js";
export type { DataTypeSamples, RefusedFill, SampleFill, SampleValue } from "./data-type/sample.js";
export { dataTypeContract } from "./data-type-contract.js";
export { ContractError } from "./expect.js";
export { type SampleTypeName, sampleType } from "./sample-type.js";
export { type Entries, type StoreContractOptions, storeContract } from "./store-contract.js";
