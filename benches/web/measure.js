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
      const all = document.querySelectorAll(rows);
      const times = [];
      for (let n = 0; n < count; n += 1) {
        const row = all[Math.floor((n * all.length) / count)];
        row.scrollIntoView({ block: "center" });
        await painted();
        await painted();
        const button = row.querySelector(answer);
        times.push(await press(button, () => button.getAttribute("aria-pressed") === "true"));
      }
      return times;
    },

    // Picks a file, and waits until its plan is on the screen. Where the browser was held up the
    // longest is told as well.
    async open(name, text, shown, patience) {
      let longest = 0;
      let progress = false;
      const watch = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
      });
      watch.observe({ type: "longtask" });
      const input = document.getElementById("file");
      input.files = fileOf(name, text).files;
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

    // All memory of the page, WebAssembly's with it.
    async memory() {
      const { bytes } = await performance.measureUserAgentSpecificMemory();
      return bytes;
    },
  };
})();
