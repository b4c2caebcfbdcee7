import { huffmanTable, pairTable, streams } from "./area";
import { runRounds } from "./huffman-rounds";
import { finishStream, openStream, roundsLeft, streamBytes } from "./huffman-stream";
import { fillPairs } from "./symbol-pairs";

/** From so many symbols on it pays to find them in pairs. */
const leastForPairs: u32 = 1024;

/** Decodes one stream of `length` symbols. Answers false when they do not take exactly its bits. */
export function decodeOneStream(area: u32, source: u32, end: u32, to: u32, length: u32): bool {
  const stream = area + streams;
  return openStream(stream, source, end, to, to + length) && finishStream(area + huffmanTable, stream);
}

/** Decodes four streams behind their three lengths (RFC 8878, section 3.1.1.3.1.6), each a quarter of the symbols. */
export function decodeFourStreams(area: u32, source: u32, end: u32, to: u32, length: u32): bool {
  const quarter: u32 = (length + 3) >> 2;
  if (end - source < 10 || length < 3 * quarter) return false;
  const inPairs = length >= leastForPairs;
  const table = area + huffmanTable;
  const first = area + streams;
  const last = first + 3 * streamBytes;
  let start = source + 6;
  for (let stream = first; stream < last; stream += streamBytes, source += 2, to += quarter, length -= quarter) {
    const streamEnd = start + load<u16>(source);
    if (streamEnd > end || !openStream(stream, start, streamEnd, to, to + quarter)) return false;
    start = streamEnd;
  }
  if (!openStream(last, start, end, to, to + length)) return false;

  if (inPairs) {
    fillPairs(area, table);
    while (true) {
      let rounds = roundsLeft(last);
      for (let stream = first; stream < last; stream += streamBytes) rounds = min(rounds, roundsLeft(stream));
      if (rounds === 0) break;
      runRounds(area + pairTable, first, rounds);
    }
  }
  for (let stream = first; stream <= last; stream += streamBytes) {
    if (!finishStream(table, stream)) return false;
  }
  return true;
}
