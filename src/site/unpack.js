// Takes the app out of the page that it is packed in, and starts it. Nothing is asked of a network:
// each part becomes an address within this page.

const own = document.querySelector("script[data-start]");
const packed = new Map();
for (const part of document.querySelectorAll("script[data-file]")) packed.set(part.dataset.file, part);

const TYPES = { js: "text/javascript", wasm: "application/wasm" };
const made = new Map();

// The address of a part, made once.
function address(name) {
  if (!made.has(name)) made.set(name, make(name));
  return made.get(name);
}

async function make(name) {
  const bytes = Uint8Array.from(atob(packed.get(name).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const type = TYPES[name.split(".").pop()] ?? "application/octet-stream";
  const plain = await new Response(stream).arrayBuffer();
  const content = type === TYPES.js ? await linked(name, new TextDecoder().decode(plain)) : plain;
  return URL.createObjectURL(new Blob([content], { type }));
}

// A script whose imports of other parts lead to these parts.
async function linked(name, script) {
  let text = script;
  for (const other of packed.keys()) {
    const file = other.split("/").pop().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const named = new RegExp(`(["'])(?:\\.{1,2}/)?(?:[\\w.-]+/)*${file}\\1`, "g");
    if (other === name || !named.test(text)) continue;
    const to = JSON.stringify(await address(other));
    text = text.replace(named, () => to);
  }
  return text;
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
