// Lets this device keep pages: registers the worker, and tells it of the page that was there before it. Fetched by prefs.js when
// the page is there and nobody waits for anything. From a folder, and where a browser has no workers, there is nothing to do.
(function () {
  var worker = new URL("sw.js", document.querySelector("[rel=manifest]").href).href, workers = navigator.serviceWorker;
  if (!workers || location.protocol === "file:") return;

  // What the policy asks for before an address becomes a script.
  function trusted(url) {
    return window.trustedTypes ? trustedTypes.createPolicy("curbcut", { createScriptURL: function () { return url; } }).createScriptURL(url) : url;
  }

  // What a page asked for is no longer on the site: a newer one is. Nothing is reloaded under a reader.
  workers.addEventListener("message", function (event) {
    var main = document.getElementById("main"), words = /^zh/.test(document.documentElement.lang) ? ["这个网站更新过了。", "重新打开这一页"] : ["This site was renewed. ", "Open this page again"];
    if (!event.data || !event.data.renewed || document.getElementById("cc-renewed")) return;
    var hint = document.createElement("div"), text = document.createElement("p"), link = document.createElement("a");
    hint.className = "banner";
    hint.id = "cc-renewed";
    hint.setAttribute("role", "status");
    link.href = location.href.split("#")[0];
    link.textContent = words[1];
    main.prepend(hint);
    hint.append(text);
    text.append(words[0], link);
  });

  workers.register(trusted(worker)).then(function () { return workers.ready; }).then(function (registration) {
    if (!workers.controller) registration.active.postMessage({ keep: location.href });
  }).catch(function () { /* no storage, or no worker at this address: the site is read as ever */ });
  if (!curbcut.keeping && (document.getElementById("cc-saving") || document.getElementById("cc-device"))) curbcut.load(new URL("keeping.js", document.querySelector("script").src));
})();
