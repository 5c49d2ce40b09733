// What the bench asks of a page, ours or the plain one. Times are in milliseconds.

window.holdpointBench = (() => {
  // The browser has painted what was there when this was called.
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  });
  const frame = () => new Promise(requestAnimationFrame);
  const until = async (holds, patience) => {
    const end = performance.now() + patience;
    while (!holds()) {
      if (performance.now() > end) throw new Error("waited too long");
      await new Promise((done) => { setTimeout(done, 4); });
    }
  };
  const fileOf = (name, text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name, { type: "text/markdown" }));
    return carried;
  };

  // The press itself, then style, layout and paint of the frame it falls into: from the beginning of
  // that frame, so that waiting for the screen is not counted.
  const press = async (button, isDone) => {
    await frame();
    const began = performance.now();
    button.click();
    const { port1, port2 } = new MessageChannel();
    const after = new Promise((done) => { port1.onmessage = done; });
    port2.postMessage(0);
    await after;
    // Not in that frame: then in a later one, and all of the waiting counts.
    if (!isDone()) {
      await until(isDone, 10_000);
      await painted();
    }
    return performance.now() - began;
  };

  return {
    // Presses `count` rows, spread over the whole list.
    async presses(rows, answer, count) {
      const size = document.querySelectorAll(rows).length;
      const row = (n) => document.querySelectorAll(rows)[Math.floor((n * size) / count)];
      const times = [];
      for (let n = 0; n < count; n += 1) {
        row(n).scrollIntoView({ block: "center" });
        // What is far from the screen may have no buttons yet.
        await until(() => row(n).querySelector(answer) !== null, 10_000);
        row(n).scrollIntoView({ block: "center" });
        for (let frames = 0; frames < 3; frames += 1) await painted();
        const button = row(n).querySelector(answer);
        times.push(await press(button, () => button.getAttribute("aria-pressed") === "true"));
      }
      return times;
    },

    // Picks a file of this text, again and again to this length, and waits until its plan is on the screen. Where the browser was held up the
    // longest is told as well.
    async open(text, length, shown, patience) {
      const bytes = new TextEncoder().encode(`${text}\n`.repeat(Math.ceil(length / text.length)));
      const whole = new TextDecoder().decode(bytes.slice(0, length));
      let longest = 0;
      let progress = false;
      const watch = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
      });
      watch.observe({ type: "longtask" });
      const input = document.getElementById("file");
      input.files = fileOf("plan.md", whole).files;
      await frame();
      const began = performance.now();
      input.dispatchEvent(new Event("change"));
      await until(() => {
        progress ||= document.querySelector("#drop[aria-busy=true]") !== null;
        return document.querySelector(shown) !== null;
      }, patience);
      await painted();
      const took = performance.now() - began;
      // Late entries of the observer, and what the page still draws by and by.
      await new Promise((done) => { setTimeout(done, 1500); });
      watch.disconnect();
      return { took, longest, progress };
    },

    // Lets so many items soak, allows every address, asks as often as one may choose, and waits until
    // all of them answer and nothing more is drawn.
    async watch(addresses, timers) {
      const all = (css) => [...document.querySelectorAll(css)];
      await until(() => all(".step .box").length >= timers, 60_000);
      for (const box of all(".step .box").slice(0, timers)) box.click();
      await until(() => all(".soak").filter((it) => it.textContent).length >= timers, 60_000);
      const pace = document.querySelector("#every");
      pace.value = pace.options[0].value;
      pace.dispatchEvent(new Event("change", { bubbles: true }));
      document.querySelector("#allow-all").click();
      const up = () => all(".signal[data-signal=up]").length;
      await until(() => up() >= addresses, 60_000);
      await until(() => all(".signal .stands ~ small a").length > 0, 60_000);
      for (let size = -1; size !== document.querySelectorAll("*").length;) {
        size = document.querySelectorAll("*").length;
        await new Promise((done) => { setTimeout(done, 3_000); });
      }
    },

    // The longest task of a while, of those that a browser calls long.
    async longest(wait) {
      let longest = 0;
      const watch = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
      });
      watch.observe({ type: "longtask" });
      await new Promise((done) => { setTimeout(done, wait); });
      watch.disconnect();
      return longest;
    },

    // Leaves the run for the shelf, and comes back, so many times; each screen stands for a while.
    async thereAndBack(times) {
      const run = location.hash;
      for (let n = 0; n < times; n += 1) {
        for (const [hash, screen] of [["#/", ".first"], [run, ".room"]]) {
          location.hash = hash;
          await until(() => document.querySelector(screen) !== null, 60_000);
          await painted();
          await new Promise((done) => { setTimeout(done, 500); });
        }
      }
    },

    // Once all that is drawn by and by is there: a list that has the words of half its rows is not the
    // list that has all of them.
    async drawn() {
      const size = () => document.getElementsByTagName("*").length;
      for (let before = -1; before !== size();) {
        before = size();
        await new Promise((done) => { setTimeout(done, 1500); });
      }
    },

    // All memory of the page. Where the browser does not count what WebAssembly holds, that is added.
    async memory() {
      const { bytes, breakdown } = await performance.measureUserAgentSpecificMemory();
      const parts = {};
      for (const { types, bytes: part } of breakdown) {
        const name = types.join(" ") || "else";
        parts[name] = (parts[name] ?? 0) + part;
      }
      const held = [...(window.holdpointMemories ?? [])].map((memory) => memory.buffer.byteLength);
      const added = "WebAssembly" in parts ? 0 : held.reduce((sum, more) => sum + more, 0);
      parts.WebAssembly ??= added;
      const told = Object.entries(parts).filter(([, part]) => part > 0);
      return {
        bytes: bytes + added,
        parts: told.map(([name, part]) => `${name} ${(part / 1e6).toFixed(1)}`).join(", "),
      };
    },
  };
})();
