// Starts the page. A file of its own, not a script inside index.html, so that a strict
// Content-Security-Policy needs neither 'unsafe-inline' nor a hash that changes with each build.

import "./fallen.js";

// The theme that was chosen last, before the page itself is here to apply it.
try {
  document.documentElement.dataset.theme = localStorage.getItem("holdpoint/1/settings/theme") ?? "system";
} catch {
  // Storage is forbidden: as the system has it.
}

try {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (failure) {
  // The words are in index.html already; this shows them at once.
  document.getElementById("boot")?.classList.add("failed");
  throw failure;
}
