export type { Case, Skips } from "./case.js";
export { ContractError } from "./expect.js";
export { type Entries, type StoreContractOptions, storeContract } from "./store-contract.js";
