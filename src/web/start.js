// Starts the page. A file of its own, not a script inside index.html, so that a strict
// Content-Security-Policy needs neither 'unsafe-inline' nor a hash that changes with each build.

import "./fallen.js";

const root = document.documentElement;
const boot = document.getElementById("boot");
// What the build names: the app's own files, and the worker that keeps them.
const named = document.querySelector("script[data-worker]")?.dataset ?? {};
const here = (address) => new URL(address, document.baseURI);

// The theme that was chosen last, before the page itself is here to apply it.
try {
  root.dataset.theme = localStorage.getItem("holdpoint/1/settings/theme") ?? "system";
} catch {
  // Storage is forbidden: as the system has it.
}

// The one policy for Trusted Types. Markup is made of text in one place only: Leptos clones what
// never changes from templates, and those hold nothing that could act. Scripts are our own files.
const rules = {
  createHTML(markup) {
    if (/<(?:script|style|iframe|frame|object|embed|link|meta|base)\b|\son\w+\s*=|javascript:/i.test(markup)) {
      throw new TypeError("This markup could act.");
    }
    return markup;
  },
  createScriptURL(address) {
    if (new URL(address).origin !== location.origin) throw new TypeError("This script is not ours.");
    return address;
  },
};
const policy = globalThis.trustedTypes?.createPolicy("holdpoint", rules) ?? rules;
const plain = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
for (const { prototype } of [HTMLTemplateElement, SVGGElement]) {
  const set = function (markup) {
    plain.set.call(this, policy.createHTML(markup));
  };
  Object.defineProperty(prototype, "innerHTML", { ...plain, set });
}

// A plan, and perhaps a run of it, that came with the page.
async function brought() {
  const { plan, name, run } = boot?.dataset ?? {};
  if (!plan) return undefined;
  const bytes = async (address) => {
    const answer = await fetch(here(address));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const [of_plan, of_run] = await Promise.all([bytes(plan), run && bytes(run)]);
  return { name, plan: of_plan, run: of_run };
}

// The rest of the app is seven times as long as its first part, and keeps the browser busy. Where a
// plan came with the page or the address leads somewhere it is needed at once; where something is
// kept, the first part names it and paints first. Nobody else needs it yet.
function makeReady(begun) {
  if (!named.rooms) return;
  const isElsewhere = location.hash.length > 2 || boot?.dataset.plan;
  if (!isElsewhere && !isAnythingKept()) return;
  const answer = fetch(here(named.rooms));
  // Told below, later.
  answer.catch(() => {});
  const first = isElsewhere ? Promise.resolve() : begun.then(painted);
  const rooms = first.then(() => WebAssembly.compileStreaming(answer));
  window.holdpointRooms = rooms;
  // Whoever needs it fetches it anew then.
  rooms.catch(() => {
    window.holdpointRooms = undefined;
  });
}

function isAnythingKept() {
  try {
    return Object.keys(localStorage).some((key) => /^holdpoint\/1\/(?:plan|run)\//.test(key));
  } catch {
    return false;
  }
}

// Once what is drawn is seen; a page that nobody looks at paints nothing.
const painted = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 250);
});

async function start() {
  const { js, wasm } = named;
  if (!wasm) return;
  // Inside another page somebody else would say what a press means.
  if (window.top !== window) throw new Error("Holdpoint does not run inside another page.");
  root.dataset.starts = "";
  const [app, came] = await Promise.all([import(here(js)), brought()]);
  window.holdpointBrought = came;
  const begun = app.default({ module_or_path: here(wasm) });
  makeReady(begun);
  await begun;
}

// The worker keeps the files of one build. A new build waits until somebody asks for it.
async function keep() {
  if (!named.worker || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  const { serviceWorker } = navigator;
  const address = policy.createScriptURL(here(named.worker).href);
  const registration = await serviceWorker.register(address, { updateViaCache: "none" });
  const tell = () => {
    if (!registration.waiting || !serviceWorker.controller) return;
    window.holdpointNewer = true;
    window.dispatchEvent(new Event("holdpoint:newer"));
  };
  tell();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", tell);
  });
  window.addEventListener("holdpoint:take", () => {
    serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take");
  });
}

// A long plan is read in a worker, reader.js; src/web/reader.rs asks for it. Without one there is no
// answer, and the page reads by itself.
let stop = () => {};
window.holdpointReader = {
  read: (text) => new Promise((done, failed) => {
    stop();
    let worker;
    try {
      worker = new Worker(policy.createScriptURL(new URL("reader.js", import.meta.url).href), { type: "module" });
    } catch {
      done(null);
      return;
    }
    const end = (settle, answer) => {
      worker.terminate();
      stop = () => {};
      settle(answer);
    };
    stop = () => end(failed);
    worker.onerror = () => end(done, null);
    worker.onmessage = ({ data }) => end(done, data);
    worker.postMessage({ js: here(named.js).href, wasm: here(named.wasm).href, text });
  }),
  stop: () => stop(),
};

// The watch asks for a beat that hidden pages get too; a page in one file has no worker.
window.addEventListener("holdpoint:watch", () => {
  try {
    const beat = new Worker(policy.createScriptURL(new URL("beat.js", import.meta.url).href));
    beat.onmessage = () => window.dispatchEvent(new Event("holdpoint:beat"));
  } catch {
    setInterval(() => window.dispatchEvent(new Event("holdpoint:beat")), 1000);
  }
}, { once: true });

try {
  window.holdpointHome = new URL("./", import.meta.url).href;
} catch {
  // A page in one file has no folder.
}
keep().catch((failure) => console.warn("Nothing is kept for later without a network.", failure));
try {
  await start();
} catch (failure) {
  // The words are in the page already; this shows them at once.
  boot?.classList.add("failed");
  throw failure;
}
