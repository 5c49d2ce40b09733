// Opens the page without a network: keeps the files of one build, all of them or none.
//
// Each build has a cache of its own, named by the digest of its list. It counts once every file is
// in it and is what the list says; until then the build before it goes on whole. A new build takes
// over when somebody asks for it, or when no page is open any more. Nothing but the files of the
// build is ever asked for, and nothing else is answered.

const [BUILD, FILES] = ["", []]; // The build writes this line anew.

const ROOT = new URL("./", self.location.href);
const OURS = `holdpoint ${ROOT.href} `;
const CACHE = OURS + BUILD;
const DIGEST = "x-holdpoint-sha256";
const AT_ONCE = 6;

const address = (path) => new URL(path.split("/").map(encodeURIComponent).join("/"), ROOT).href;

// The digest as the list has it.
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const ours = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// A file that another build of ours keeps already, if it is the very same.
async function already(path, digest) {
  for (const name of await ours()) {
    const kept = await (await caches.open(name)).match(address(path));
    if (kept?.headers.get(DIGEST) === digest) return kept;
  }
  return undefined;
}

// A file from the network, once it is what the list says.
async function fetched(path, digest) {
  for (const cache of ["no-cache", "reload"]) {
    const answer = await fetch(address(path), { cache, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    if ((await sha256(bytes)) !== digest) continue;
    // A new answer, because one that was redirected may not open a page.
    const headers = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    headers.set(DIGEST, digest);
    return new Response(bytes, { headers });
  }
  throw new Error(`${path} is of another build`);
}

async function fill() {
  const cache = await caches.open(CACHE);
  const left = [...FILES];
  const fillOne = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      const [path, digest] = file;
      await cache.put(address(path), (await already(path, digest)) ?? (await fetched(path, digest)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fillOne));
}

// Builds that came before are forgotten once no page can be of them any more.
async function sweep(most) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > most) return;
  for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
}

// The path of a file that this address may mean, if it lies in our folder.
function within(request) {
  const asked = new URL(request.url);
  if (request.method !== "GET" || !asked.href.startsWith(ROOT.href)) return undefined;
  const path = asked.pathname.slice(ROOT.pathname.length);
  try {
    return decodeURIComponent(path === "" || path.endsWith("/") ? `${path}index.html` : path);
  } catch {
    return undefined;
  }
}

// Opened once: each file of a page that opens would otherwise wait for it.
let opened;
async function own() {
  opened ??= caches.open(CACHE);
  try {
    return await opened;
  } catch (failure) {
    opened = undefined;
    throw failure;
  }
}

// This build's file; else one that a page of an earlier build still needs; else the network's.
async function answer(request, path) {
  const kept = await (await own()).match(address(path));
  return kept ?? (await caches.match(address(path))) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(sweep(1)));
self.addEventListener("message", (event) => {
  if (event.data === "take") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const path = FILES.length > 0 ? within(event.request) : undefined;
  if (path === undefined) return;
  if (event.request.mode === "navigate") event.waitUntil(sweep(0));
  event.respondWith(answer(event.request, path));
});
