// What a test does on the page, as a person would do it, and the faults it puts under the page. It is
// there before the page's own scripts.
(() => {
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const find = (css) => document.querySelector(css);
  const all = (css) => [...document.querySelectorAll(css)];

  async function until(what, say) {
    const end = performance.now() + 15000;
    for (;;) {
      const found = what();
      if (found) return found;
      if (performance.now() > end) throw new Error(`in vain: ${say ?? what}: ${JSON.stringify(seen())} ${document.body.innerText.slice(0, 200)}`);
      await sleep(5);
    }
  }

  function fill(css, text) {
    const field = find(css);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function drop(name, text) {
    await until(() => find("#drop"));
    const carried = new DataTransfer();
    carried.items.add(new File([text], name));
    find("#drop").dispatchEvent(
      new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }),
    );
    await until(() => find("#onward"));
  }

  // From a plan's text to its run; the number of the run.
  async function begin(text) {
    await drop("plan.md", text);
    find("#onward").click();
    await until(() => find("#begin"));
    fill("#your-name", "Орлова");
    find("#begin").click();
    await until(() => find(".room"));
    return location.hash.split("/")[2];
  }

  const boxes = () => all(".step [role=checkbox]");
  const ticked = () => boxes().map((box) => box.getAttribute("aria-checked") === "true");

  // What the page says at this moment: its rows, and whether they are saved.
  function seen() {
    const mark = find("#kept");
    const [saved, written] = (mark?.querySelector("summary").title ?? "0 / 0").split(" / ").map(Number);
    return {
      rows: ticked(),
      saved,
      written,
      mark: mark?.classList[1] ?? "",
      notes: all(".kept-notes").map((it) => it.innerText).join("\n"),
      file: Boolean(find("#run-file-now")),
    };
  }

  // Ticks the first open rows, with pauses of up to so many milliseconds.
  async function tick(count, pause = 0) {
    for (let n = 0; n < count; n += 1) {
      const box = boxes().find((box) => box.getAttribute("aria-checked") !== "true");
      if (!box) return;
      box.click();
      await sleep(Math.random() * pause);
    }
  }

  const ready = () => until(() => find(".room") && find("#kept"), "the run's screen");
  const settled = async () => {
    await ready();
    await until(() => seen().mark === "saved", "saved");
    return seen();
  };

  const vault = (mode, deed, factory = indexedDB) =>
    new Promise((done, fail) => {
      const open = factory.open("holdpoint/1", 1);
      open.onupgradeneeded = () => open.result.createObjectStore("texts");
      open.onerror = () => fail(open.error);
      open.onsuccess = () => {
        const work = open.result.transaction("texts", mode, { durability: "strict" });
        const answer = deed(work.objectStore("texts"));
        work.oncomplete = () => {
          open.result.close();
          done(answer?.result);
        };
        work.onabort = () => fail(work.error);
      };
    });

  const second = async () => (await navigator.storageBuckets.open("holdpoint")).indexedDB;

  // The copy follows what is called saved.
  async function copied() {
    const other = await second();
    const keys = async (factory) => String(await vault("readonly", (it) => it.getAllKeys(), factory));
    for (let n = 0; (await keys(other)) !== (await keys(indexedDB)); n += 1) {
      if (n > 300) throw new Error("in vain: the copy has not what the first one has");
      await sleep(50);
    }
  }

  // Takes from every store what happened in the runs.
  async function unstart() {
    const happened = (key) => /run\/[0-9a-f]+\/(?!plan$)/.test(key);
    for (const factory of [indexedDB, await second()]) {
      const keys = await vault("readonly", (it) => it.getAllKeys(), factory);
      for (const key of keys.filter(happened)) await vault("readwrite", (it) => it.delete(key), factory);
    }
    const gone = (key) => happened(key) || key.endsWith("/names");
    Object.keys(localStorage).filter(gone).forEach((key) => localStorage.removeItem(key));
  }

  // Faults: the n-th call to a store fails, once or from then on.
  const plan = JSON.parse(sessionStorage.getItem("fault") ?? "null");
  let calls = 0;
  let characters = 0;
  const fault = { plan, calls: () => calls, characters: () => characters };
  function wrap(proto, name, counts, size) {
    const was = proto[name];
    proto[name] = function (...given) {
      if (counts(this, given)) {
        calls += 1;
        characters += size(given);
        const { at, onward } = fault.plan ?? {};
        if (onward ? calls >= at : calls === at) throw new DOMException("injected", fault.plan.as ?? "UnknownError");
      }
      return was.apply(this, given);
    };
  }
  const local = (store) => !(fault.plan?.only === "vault") && store === localStorage;
  const strict = () => !(fault.plan?.only === "local");
  const length = ([one, other]) => String(one).length + String(other).length;
  try {
    wrap(Storage.prototype, "setItem", local, length);
    wrap(IDBObjectStore.prototype, "put", strict, length);
    wrap(IDBDatabase.prototype, "transaction", (_, given) => strict() && given[1] === "readwrite", () => 0);
  } catch {
    // A page without storage has nothing to wrap.
  }
  if (["vault", "both", "all"].includes(plan?.deny)) {
    Object.defineProperty(window, "indexedDB", { get: () => undefined });
  }
  if (["second", "both"].includes(plan?.deny)) {
    Object.defineProperty(navigator, "storageBuckets", { get: () => undefined });
  }
  if (plan?.deny === "all") {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("injected", "SecurityError");
      },
    });
  }
  if (plan?.vendor) Object.defineProperty(navigator, "vendor", { get: () => plan.vendor });
  if (plan?.clock_ms) {
    const Real = Date;
    fault.shift_ms = 0;
    window.Date = class extends Real {
      constructor(...given) {
        if (given.length) super(...given);
        else super(Real.now() + fault.shift_ms);
      }
      static now() {
        return Real.now() + fault.shift_ms;
      }
    };
  }

  window.desk = { sleep, find, all, until, fill, drop, begin, boxes, ticked, seen, tick, ready, settled, vault, copied, unstart, fault };
})();
