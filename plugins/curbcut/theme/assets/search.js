// The search page before anybody searches: fetches results.js and what it needs when somebody begins to write, or comes with a
// question in the address. Until then, and where that fails, the form is a plain one and the page offers the ways to browse.
(function () {
  var place = document.getElementById("cc-found"), input = document.getElementById("cc-q"), words = JSON.parse(place.dataset.words), files = location.protocol === "file:", asked = false, tries = 0, early = {}, told;

  function address(text) { return new URL(text, document.baseURI).href; }

  // Runs a script of the site. Modules are not loaded from files; and a browser remembers that one failed, by its address.
  curbcut.run = function (url) {
    url = address(url);
    return files ? new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }) : import(url).catch(function () { return import(url + "?" + Date.now() + tries++); });
  };

  // What finding.js need not fetch: the list that was asked for with it; and all in a folder, where a shard is run, as nobody
  // may read it, and told as it is written.
  curbcut.told = function (url, fresh) {
    return files ? curbcut.run(url).then(function () { return "(" + told.slice(1, -1) + ")"; }) : !fresh && early[url];
  };
  curbcut.shard = function () { told = JSON.stringify(Array.from(arguments)); };

  function failed() {
    asked = false;
    place.textContent = words.failed;
  }

  function begin() {
    if (asked) return;
    asked = true;
    if (!files) {
      var list = place.dataset.root + "search/manifest.js";
      early[list] = fetch(list).then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(list)); });
      early[list].catch(function () { early = {}; });
      import(address(place.dataset.finding)).catch(function () { /* results.js asks again, and tells */ });
    }
    curbcut.run(place.dataset.results).catch(failed);
  }

  var suggestions = document.createElement("ul");
  Object.entries({ role: "listbox", id: "cc-suggestions", "aria-label": words.suggestions, hidden: "" }).forEach(function (pair) { suggestions.setAttribute(pair[0], pair[1]); });
  Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": suggestions.id }).forEach(function (pair) { input.setAttribute(pair[0], pair[1]); });
  input.form.append(suggestions);
  input.addEventListener("focus", begin);
  input.addEventListener("compositionstart", function () { curbcut.composing = true; }); // results.js may come in the middle of a word
  input.addEventListener("compositionend", function () { curbcut.composing = false; });
  input.form.addEventListener("submit", function (event) {
    if (curbcut.results || files) return;
    event.preventDefault();
    history.pushState(null, "", "?q=" + encodeURIComponent(input.value));
    begin();
  });
  if (new URLSearchParams(location.search).get("q") || document.activeElement === input) begin();
})();
