/**
 * Lengths of a Huffman code for symbols of those frequencies (all above 0), none longer than `most` bits. Where the best
 * code would have longer ones, frequencies are brought closer together until it has not.
 */
export function codeLengths(frequencies: Float64Array, most: number): Uint8Array {
  const symbols = frequencies.length;
  for (let weights = frequencies.slice(); ; weights = weights.map((weight) => Math.sqrt(weight))) {
    const lengths = depths(weights);
    let longest = 0;
    for (const length of lengths) longest = Math.max(longest, length);
    if (longest <= most) return symbols === 1 ? lengths.fill(1) : lengths;
  }
}

/** Depth of each leaf of a Huffman tree, by two queues: sorted leaves, and joined nodes, which come sorted by themselves. */
function depths(weights: Float64Array): Uint8Array {
  const leaves = weights.length;
  const order = Array.from(weights.keys()).sort((a, b) => weights[a]! - weights[b]!);
  const parent = new Uint32Array(2 * leaves);
  const joined = new Float64Array(leaves);
  let leaf = 0;
  let node = 0;
  let made = 0;
  const takeLightest = (): [id: number, weight: number] => {
    if (leaf < leaves && (node >= made || weights[order[leaf]!]! <= joined[node]!)) {
      const id = order[leaf++]!;
      return [id, weights[id]!];
    }
    return [leaves + node, joined[node++]!];
  };
  for (; made < leaves - 1; made++) {
    const [left, leftWeight] = takeLightest();
    const [right, rightWeight] = takeLightest();
    parent[left] = parent[right] = leaves + made;
    joined[made] = leftWeight + rightWeight;
  }
  const depth = new Uint8Array(2 * leaves);
  for (let id = leaves + made - 2; id >= leaves; id--) depth[id] = depth[parent[id]!]! + 1;
  for (let id = 0; id < leaves && made > 0; id++) depth[id] = depth[parent[id]!]! + 1;
  return depth.subarray(0, leaves);
}

/** The codes that belong to lengths: of one length in the order of symbols, shorter ones first. */
export function canonicalCodes(lengths: Uint8Array): Uint32Array {
  const codes = new Uint32Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= 32; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) codes[symbol] = code++;
    code *= 2;
  }
  return codes;
}
