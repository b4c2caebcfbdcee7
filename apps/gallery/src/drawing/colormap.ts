/**
 * matplotlib's colormaps as anchors between which colours run straight. Oranges are ColorBrewer's nine, viridis is every
 * fifth of its 256, hot has its corners; `test/colormap.test.ts` holds them against matplotlib's own tables.
 */
const anchors = {
  gray: "000000 ffffff",
  Oranges: "fff5eb fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 a63603 7f2704",
  viridis:
    "440154 45085b 470f62 471669 481d6f 482374 472a79 46307d 453681 433c84 414286 3e4888 3c4d8a 3a538b 37588c 355d8c 32628d " +
    "30678d 2e6c8e 2c718e 2a768e 287a8e 267f8e 24848d 23898d 218d8c 1f928c 1e978a 1e9b89 1ea087 20a585 23a982 28ae7f 2eb27c " +
    "35b778 3dbb74 45bf6f 4fc369 59c764 64cb5d 70ce56 7cd24f 88d547 95d73f a2da37 afdc2e bdde26 cae01e d7e219 e4e318 f1e51c " +
    "fde724",
  hot: "0b0000 ff0000@0.365079 ffff00@0.746032 ffffff@1",
} as const;

/** Colours without an order, for labels. */
const qualitative = {
  tab20:
    "1f77b4 aec7e8 ff7f0e ffbb78 2ca02c 98df8a d62728 ff9896 9467bd c5b0d5 8c564b c49c94 e377c2 f7b6d2 7f7f7f c7c7c7 " +
    "bcbd22 dbdb8d 17becf 9edae5",
} as const;

export type ColormapName = keyof typeof anchors | keyof typeof qualitative;

export const colormapNames = [...Object.keys(anchors), ...Object.keys(qualitative)] as ColormapName[];

/** Red, green and blue of each colour in turn, 0 to 255. A value v from 0 to 1 has colour floor(v × n), the last for 1. */
export function colormap(name: ColormapName): Uint8Array {
  if (name === "tab20") return Uint8Array.from(qualitative.tab20.split(" ").flatMap(components));
  const points = anchors[name].split(" ").map((anchor, i, all) => {
    const [color, position] = anchor.split("@");
    return { position: Number(position ?? i / (all.length - 1)), color: components(color!) };
  });
  const table = new Uint8Array(3 * 256);
  for (let i = 0, next = 1; i < 256; i++) {
    const at = i / 255;
    while (at > points[next]!.position) next++;
    const [left, right] = [points[next - 1]!, points[next]!];
    const share = (at - left.position) / (right.position - left.position);
    for (let part = 0; part < 3; part++) {
      table[3 * i + part] = Math.round(left.color[part]! + share * (right.color[part]! - left.color[part]!));
    }
  }
  return table;
}

function components(hexadecimal: string): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(hexadecimal.slice(at, at + 2), 16));
}
