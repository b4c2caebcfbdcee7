import { http } from "@zarrkit/store-http";
import { openArray, openGroup, registry } from "zarrkit";
import { draw } from "../drawing/draw.js";
import { missingValues } from "../drawing/value-range.js";
import { type Example, examples, methodCode } from "../examples.js";
import { effort, factsOf } from "../reading/facts.js";
import { countTraffic } from "../reading/traffic.js";
import { code, facts, heading, type Screen, showPicture } from "./screen.js";

/** Opens and draws every example from below `samples`, a URL that ends with a slash. */
export async function showExamples(samples: string, screen: Screen): Promise<void> {
  for (const example of examples) await showExample(example, samples, screen);
}

async function showExample(example: Example, samples: string, screen: Screen): Promise<void> {
  heading(screen, example.title);
  screen.print(`  ${example.text}\n`);
  code(screen, methodCode(example, samples));

  const traffic = countTraffic();
  registry.register(http({ fetch: traffic.fetch }));
  const start = performance.now();
  const z = await openExample(example, samples, screen);
  const values = await z.get(example.selection);
  const took = performance.now() - start;

  facts(screen, [...factsOf(z), ["took", effort(traffic, took)]]);
  const { colormap, origin } = example;
  const picture = draw(example.transposed ? values.transpose() : values, {
    ...(colormap && { colormap }),
    ...(origin && { origin }),
    isMissing: missingValues(z),
  });
  await showPicture(screen, picture, example.id);
}

async function openExample({ store, array }: Example, samples: string, screen: Screen) {
  if (array === undefined) return openArray(samples + store);
  const g = await openGroup(samples + store);
  facts(screen, [["keys", (await g.keys()).join(", ")]]);
  return g.openArray(array);
}
