// Reading preferences: kept on this device, and applied before the first paint.
// The panel, the ruler, the large cursor and their words stand in panel.js, the player in player.js: fetched when somebody asks for them.
(() => {
  let prefs = {}, asked;
  const root = document.documentElement, key = "curbcut", me = document.currentScript;
  const names = ["theme", "size", "line", "letter", "width", "ruler", "cursor", "links", "motion", "simple"];

  function all(selector) { return [...document.querySelectorAll(selector)]; }

  function apply() {
    names.forEach(name => {
      if (prefs[name]) root.dataset[name] = prefs[name]; else delete root.dataset[name];
    });
    all("[data-set]").forEach(button => {
      const pair = button.dataset.set.split("=");
      button.setAttribute("aria-pressed", String(get(pair[0])) === pair[1]);
    });
    if (prefs.ruler || prefs.cursor) panel();
    if (prefs.how) load(new URL("how.js", me.src));
    document.dispatchEvent(new Event("cc-prefs"));
  }

  function read() {
    try { prefs = { ...JSON.parse(localStorage.getItem(key)) }; } catch (e) { prefs = {}; }
    apply();
  }

  function set(name, value) {
    if (name) prefs[name] = value; else prefs = {};
    try { localStorage.setItem(key, JSON.stringify(prefs)); } catch (e) { /* no storage: it holds on this page */ }
    apply();
  }

  function panel() {
    asked = asked || load(new URL("panel.js", me.src));
  }

  function load(url) {
    url = new URL(url, document.baseURI).href;
    if (origin.startsWith("http")) return import(url);
    const script = document.createElement("script"); // modules are loaded neither from files nor in a frame that has no origin
    script.src = url;
    document.head.append(script);
    return new Promise((done, failed) => {
      script.onload = done;
      script.onerror = failed;
    });
  }

  const get = name => prefs[name] || "";
  window.curbcut = { set, get, load, open: false };
  read();
  addEventListener("storage", read);
  addEventListener("pageshow", read);
  addEventListener("DOMContentLoaded", () => {
    all("[data-js]").forEach(element => { element.hidden = false; });
    all("a[data-panel]").forEach(link => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = link.textContent;
      button.setAttribute("aria-expanded", "false");
      button.id = "cc-open";
      link.replaceWith(button);
    });
    if (document.getElementById("cc-panel")) panel();
    apply();
  });
  // What is kept on this device: once the page is there and nobody waits for anything.
  addEventListener("load", () => {
    if (document.querySelector("[rel=manifest]")) setTimeout(load, 2000, new URL("offline.js", me.src));
  });
  document.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.set) set(...button.dataset.set.split("="));
    if (button.dataset.player) {
      button.nextElementSibling.load(); // some browsers let a sound play later only if it was begun while a button was pressed
      load(button.dataset.player).catch(() => { button.remove(); });
    }
    if (button.id === "cc-open") {
      curbcut.open = !curbcut.open;
      panel();
      document.dispatchEvent(new Event("cc-open"));
    }
  });
})();
