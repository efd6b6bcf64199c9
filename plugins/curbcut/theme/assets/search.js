// The search page before anybody searches: fetches results.js and what it needs when somebody begins to write, or comes with a
// question in the address. Until then, and where that fails, the form is a plain one and the page offers the ways to browse.
(function () {
  var place = document.getElementById("cc-found"), input = document.getElementById("cc-q"), words = JSON.parse(place.dataset.words), files = location.protocol === "file:", asked = false, tries = 0;

  function address(text) { return new URL(text, document.baseURI).href; }

  function failed() {
    asked = false;
    place.textContent = words.failed;
  }

  function begin() {
    if (asked) return;
    asked = true;
    if (files) {
      var script = document.createElement("script"); // modules are not loaded from files
      script.src = address(place.dataset.results);
      script.onerror = failed;
      document.head.append(script);
      return;
    }
    var list = address(place.dataset.root + "search/manifest.js");
    curbcut.early = {};
    curbcut.early[list] = fetch(list).then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(list)); });
    curbcut.early[list].catch(function () { curbcut.early = null; });
    import(address(place.dataset.finding)).catch(function () { /* results.js asks again, and tells */ });
    import(address(place.dataset.results) + (tries++ ? "?" + tries : "")).catch(failed); // a browser remembers that a module failed, by its address
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
