// The same rows with the same three answers, as one would write them by hand: one listener for all,
// the press kept at once, a counter.
const size = Number(new URLSearchParams(location.search).get("rows"));
const list = document.querySelector("ul");
const row = (n) => `<li><span class="words"><span class="mark"></span><span>Criterion ${n}: errors below 0.${n} %</span><small></small></span>
  <span class="seg words" role="group"><button type="button" aria-pressed="false">Yes</button><button type="button" aria-pressed="false">No</button><button type="button" aria-pressed="false">n/a</button></span></li>`;
const rows = Array.from({ length: size }, (_, n) => row(n + 1)).join("");
// The site lets nobody write markup but through the one policy that it names.
const policy = globalThis.trustedTypes?.createPolicy("holdpoint", { createHTML: (markup) => markup });
list.innerHTML = policy?.createHTML(rows) ?? rows;
let answered = 0;
list.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  localStorage.setItem(`plain/${answered}`, JSON.stringify({ row: target.closest("li").innerText, at: Date.now() }));
  for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
  button.classList.add("yes");
  target.closest("li").querySelector(".mark").textContent = "✓";
  answered += 1;
  document.getElementById("count").textContent = `${answered} / ${size}`;
});
