// Takes the app out of the page that it is packed in, and starts it. Nothing is asked of a network:
// each part becomes an address within this page.

const own = document.querySelector("script[data-start]");
const packed = new Map();
for (const part of document.querySelectorAll("script[data-file]")) packed.set(part.dataset.file, part);

const TYPES = { js: "text/javascript", wasm: "application/wasm" };
const made = new Map();
// What a part takes from another one that itself has to wait for it.
const late = new Map();

// The address of a part, made once. `above` are the parts that wait for it.
function address(name, above = []) {
  if (!made.has(name)) made.set(name, make(name, above));
  return made.get(name);
}

async function make(name, above) {
  const bytes = Uint8Array.from(atob(packed.get(name).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const type = TYPES[name.split(".").pop()] ?? "application/octet-stream";
  const plain = await new Response(stream).arrayBuffer();
  const content = type === TYPES.js ? await linked(name, new TextDecoder().decode(plain), above) : plain;
  return URL.createObjectURL(new Blob([content], { type }));
}

// A script whose imports of other parts lead to these parts.
async function linked(name, script, above) {
  const way = [...above, name];
  let text = script;
  for (const other of packed.keys()) {
    const file = other.split("/").pop().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const spelt = `(["'])(?:\\.{1,2}/)?(?:[\\w.-]+/)*${file}\\`;
    if (way.includes(other)) {
      const taken = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*${spelt}2;?`, "g");
      text = text.replace(taken, (_, names) => taking(other, names));
    } else if (new RegExp(`${spelt}1`).test(text)) {
      const to = JSON.stringify(await address(other, way));
      text = text.replace(new RegExp(`${spelt}1`, "g"), () => to);
    }
  }
  const given = [...(late.get(name) ?? [])].join(", ");
  return given ? `${text}\n(globalThis.holdpointLate ??= {})[${JSON.stringify(name)}] = { ${given} };\n` : text;
}

// Two parts that import each other cannot both have the other's address: the one that is made first
// takes the functions when it calls them.
function taking(other, names) {
  const taken = names.split(",").map((name) => name.trim().split(/\s+as\s+/)).filter(([name]) => name);
  late.set(other, new Set([...(late.get(other) ?? []), ...taken.map(([name]) => name)]));
  const call = ([name, own = name]) =>
    `const ${own} = (...given) => globalThis.holdpointLate[${JSON.stringify(other)}].${name}(...given);`;
  return taken.map(call).join("\n");
}

try {
  const boot = document.getElementById("boot");
  for (const part of ["plan", "run"]) if (packed.has(`/${part}`)) boot.dataset[part] = await address(`/${part}`);
  for (const [key, name] of Object.entries(own.dataset)) {
    if (packed.has(name)) own.dataset[key] = await address(name);
  }
  await import(own.dataset.start);
} catch (failure) {
  document.getElementById("boot")?.classList.add("failed");
  throw failure;
}
