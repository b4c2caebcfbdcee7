import { executeBatch, nextLiteral, openLiterals } from "./execute";
import { literalsLength, literalsStart } from "./literals";
import { refused } from "./refused";
import { decodeBatch, isStreamUsed, mostInBatch, openStream } from "./sequence-stream";

/**
 * Decodes `count` sequences from the stream at `source` and carries them out at `to`, where the frame began at
 * `frameStart`. Answers how many bytes that gave, the literals behind the last sequence among them, or `refused`.
 */
export function runSequences(area: u32, source: u32, end: u32, count: u32, frameStart: u32, to: u32, toEnd: u32): i32 {
  if (!openStream(area, source, end)) return refused;
  openLiterals(literalsStart);
  const literalEnd = literalsStart + literalsLength;
  let place = to;
  while (count !== 0) {
    const batched = min(count, mostInBatch);
    count -= batched;
    if (!decodeBatch(area, batched)) return refused;
    place = executeBatch(area, batched, literalEnd, frameStart, place, toEnd);
    if (place === 0) return refused;
  }
  const rest = literalEnd - nextLiteral;
  if (!isStreamUsed() || rest > toEnd - place) return refused;
  memory.copy(place, nextLiteral, rest);
  return place + rest - to;
}
