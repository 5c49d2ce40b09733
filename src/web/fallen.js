// The page for when the app itself has failed. It shares no code with the app: it says what
// happened and hands out all that is kept, as it is kept.

const WORDS = {
  en: {
    title: "Holdpoint has stopped",
    lead: "A fault in the app, not in your plan. What was kept is still in this browser. Save it, then reload the page.",
    save: "Save everything that is kept",
    reload: "Reload the page",
    detail: "What the app said last",
  },
  ru: {
    title: "Holdpoint остановился",
    lead: "Это ошибка приложения, а не вашего плана. Всё сохранённое осталось в этом браузере. Сохраните его файлом и обновите страницу.",
    save: "Сохранить всё, что есть",
    reload: "Обновить страницу",
    detail: "Последнее, что сказало приложение",
  },
};

// The two stores, by the keys of the first.
const ROOT = "holdpoint/1/";

function inStorage() {
  const all = {};
  try {
    for (let n = 0; n < localStorage.length; n += 1) {
      const key = localStorage.key(n);
      if (key.startsWith(ROOT)) all[key] = localStorage.getItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to hand out.
  }
  return all;
}

// What does not fit the first store is in the database alone. One that does not answer is not waited for.
const inDatabase = () => new Promise((done) => {
  const nothing = () => done({});
  setTimeout(nothing, 3000);
  try {
    const open = indexedDB.open("holdpoint/1");
    // There is none: none is left behind.
    open.onupgradeneeded = () => open.transaction.abort();
    open.onerror = nothing;
    open.onsuccess = () => {
      const table = open.result.transaction("texts").objectStore("texts");
      const keys = table.getAllKeys();
      const texts = table.getAll();
      texts.onerror = nothing;
      texts.onsuccess = () => {
        done(Object.fromEntries(keys.result.map((key, n) => [ROOT + key, texts.result[n]])));
        open.result.close();
      };
    };
  } catch {
    nothing();
  }
});

function make(name, text, press) {
  const node = document.createElement(name);
  node.textContent = text;
  if (press) {
    node.type = "button";
    node.addEventListener("click", press);
  }
  return node;
}

async function save() {
  const kept = JSON.stringify({ ...(await inDatabase()), ...inStorage() }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([kept], { type: "application/json" }));
  link.download = "holdpoint-kept.json";
  link.click();
}

function show(said) {
  if (document.getElementById("fallen")) return;
  const words = WORDS[document.documentElement.lang === "ru" ? "ru" : "en"];
  const main = document.createElement("main");
  main.id = "fallen";
  main.setAttribute("role", "alert");
  const row = document.createElement("p");
  row.append(make("button", words.save, save), " ", make("button", words.reload, () => location.reload()));
  const detail = document.createElement("details");
  detail.append(make("summary", words.detail), make("pre", said));
  main.append(make("h1", words.title), make("p", words.lead), row, detail);
  document.body.replaceChildren(main);
  main.querySelector("button").focus();
}

// A panic ends in a trap of WebAssembly; the hook of the app has left its words on the window.
function fell(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    show(`${window.holdpointPanic ?? ""}\n${error.stack ?? error}`.trim());
  }
}

window.addEventListener("error", (event) => fell(event.error));
window.addEventListener("unhandledrejection", (event) => fell(event.reason));
