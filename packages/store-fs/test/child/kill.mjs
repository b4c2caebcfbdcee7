// Loaded before a program: ends the process without warning before or after its n-th call of the file system, counting the
// calls that change something. KILL is "before 3" or "after 3"; without it the calls are counted and named.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [when, at] = (process.env.KILL ?? "never 0").split(" ");
const calls = [];

const die = () => process.kill(process.pid, "SIGKILL");

for (const name of ["open", "write", "futimes", "fsync", "mkdir", "rename", "link", "unlink", "rmdir", "close"]) {
  const original = fs[name];
  fs[name] = (...args) => {
    const mine = calls.push(name) === Number(at);
    if (mine && when === "before") die();
    const callback = args.pop();
    original(...args, (...results) => {
      if (mine && when === "after") die();
      callback(...results);
    });
  };
}
for (const name of ["writeFile"]) {
  const original = fs.promises[name];
  fs.promises[name] = async (...args) => {
    const mine = calls.push(name) === Number(at);
    if (mine && when === "before") die();
    try {
      return await original(...args);
    } finally {
      if (mine && when === "after") die();
    }
  };
}
syncBuiltinESMExports();
process.on("exit", () => console.log(`${calls.length} calls: ${calls.join(" ")}`));
