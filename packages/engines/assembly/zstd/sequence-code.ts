/**
 * One of the three numbers of a sequence, as a record of 4 bytes each: where tables of blocks go, the most that their
 * log and symbols may be, what symbols stand for, the table where a block brings none, and the one in force, or 0.
 */
export const ownTable: u32 = 0;
export const mostLog: u32 = 4;
export const mostSymbols: u32 = 8;
export const valuesOfSymbols: u32 = 12;
export const usualTable: u32 = 16;
export const usualLog: u32 = 20;
export const tableInForce: u32 = 24;
export const logInForce: u32 = 28;

/** Fills a record; places are given as they lie in the area. */
export function fillCode(
  area: u32,
  record: u32,
  table: u32,
  log: u32,
  symbols: u32,
  values: u32,
  usual: u32,
  usualsLog: u32,
): void {
  const code = area + record;
  store<u32>(code, area + table, ownTable);
  store<u32>(code, log, mostLog);
  store<u32>(code, symbols, mostSymbols);
  store<u32>(code, values, valuesOfSymbols);
  store<u32>(code, area + usual, usualTable);
  store<u32>(code, usualsLog, usualLog);
}

/** Puts a table in force, for this block and for later ones that bring none of their own. */
export function enforce(code: u32, table: u32, log: u32): void {
  store<u32>(code, table, tableInForce);
  store<u32>(code, log, logInForce);
}
