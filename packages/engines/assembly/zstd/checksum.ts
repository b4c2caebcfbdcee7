/** The constants of XXH64: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md */
const prime1: u64 = 0x9e3779b185ebca87;
const prime2: u64 = 0xc2b2ae3d27d4eb4f;
const prime3: u64 = 0x165667b19e3779f9;
const prime4: u64 = 0x85ebca77c2b2ae63;
const prime5: u64 = 0x27d4eb2f165667c5;

/** The low half of XXH64 with seed 0. */
export function checksum(from: u32, length: u32): u32 {
  const end = from + length;
  let hash = prime5;
  if (length >= 32) {
    let lane1 = prime1 + prime2;
    let lane2 = prime2;
    let lane3: u64 = 0;
    let lane4: u64 = 0 - prime1;
    for (; end - from >= 32; from += 32) {
      lane1 = round(lane1, load<u64>(from));
      lane2 = round(lane2, load<u64>(from, 8));
      lane3 = round(lane3, load<u64>(from, 16));
      lane4 = round(lane4, load<u64>(from, 24));
    }
    hash = rotl(lane1, 1) + rotl(lane2, 7) + rotl(lane3, 12) + rotl(lane4, 18);
    hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4);
  }
  hash += length;
  for (; end - from >= 8; from += 8) hash = rotl(hash ^ round(0, load<u64>(from)), 27) * prime1 + prime4;
  if (end - from >= 4) {
    hash = rotl(hash ^ (<u64>load<u32>(from) * prime1), 23) * prime2 + prime3;
    from += 4;
  }
  for (; from < end; from++) hash = rotl(hash ^ (<u64>load<u8>(from) * prime5), 11) * prime1;
  hash = (hash ^ (hash >> 33)) * prime2;
  hash = (hash ^ (hash >> 29)) * prime3;
  return <u32>(hash ^ (hash >> 32));
}

function round(lane: u64, input: u64): u64 {
  return rotl(lane + input * prime2, 31) * prime1;
}

function merge(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * prime1 + prime4;
}
