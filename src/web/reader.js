// Reads one long plan in a worker: the same program as the page, which finds no page here and offers
// to read instead. start.js begins and ends it.

onmessage = async ({ data: { js, wasm, text } }) => {
  try {
    const { default: start } = await import(js);
    await start({ module_or_path: wasm });
    const packed = await globalThis.holdpointRead(text);
    postMessage(packed, [packed.buffer]);
  } catch {
    // The page reads it by itself then.
    postMessage(null);
  }
};
