// Imports the modules named on the command line in a fresh process, and prints what that changed.
const before = new Set(Reflect.ownKeys(globalThis));
const fetched = [];
globalThis.fetch = async (resource) => {
  fetched.push(String(resource));
  return new Response();
};
for (const specifier of process.argv.slice(2)) await import(specifier);
const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key));
const registered = globalThis[Symbol.for("zarrkit.registry")]?.plugins.map(({ kind, name }) => `${kind} ${name}`) ?? [];
console.log(JSON.stringify({ added: added.map(String), fetched, registered }));
