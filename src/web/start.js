// Starts the page. A file of its own, not a script inside index.html, so that a strict
// Content-Security-Policy needs neither 'unsafe-inline' nor a hash that changes with each build.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const { default: start } = await import(new URL(js, document.baseURI));
await start({ module_or_path: new URL(wasm, document.baseURI) });
