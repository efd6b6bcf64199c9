// Saves a part of the site on this device (#cc-saving), and shows what is kept there (#cc-device). Each part has a cache of its own,
// with a record of it at the address of its list: what it is called, how much it is, of which day, and whether all of it is there.
(function () {
  var place = document.getElementById("cc-saving") || document.getElementById("cc-device"), words = JSON.parse(place.dataset.words);
  var root = new URL("./", document.querySelector("link[rel=manifest]").href), name = "curbcut:" + root.pathname + ":", SAVED = name + "saved:";
  var lang = document.documentElement.lang, AT_ONCE = 4, status = make("p", { role: "status" });

  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    element.append.apply(element, children || []);
    return element;
  }

  function button(text, act) {
    var element = make("button", { type: "button" }, [text]);
    element.addEventListener("click", act);
    return element;
  }

  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (_, key) { return values[key]; }); }
  function say(text) { status.textContent = text; }
  function sum(files) { return files.reduce(function (all, file) { return all + file[1]; }, 0); }

  // As in the list of formats: 940 B, 12 KB, 1.2 MB.
  function size(bytes) { return bytes < 1000 ? bytes + " B" : bytes < 999500 ? Math.round(bytes / 1000) + " KB" : (bytes / 1e6).toFixed(1) + " MB"; }

  // As on all other pages: 2026年3月5日, and 2026-03-05 in English.
  function day(moment) {
    var date = new Date(moment), parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    return /^zh/.test(lang) ? parts[0] + "年" + parts[1] + "月" + parts[2] + "日" : parts.map(function (part) { return String(part).padStart(2, "0"); }).join("-");
  }

  async function recordOf(cache) {
    var found = (await cache.keys()).filter(function (request) { return /\/offline\.json$/.test(request.url); })[0];
    return found ? (await cache.match(found)).json() : null;
  }

  // --- saving -----------------------------------------------------------------------------------------

  async function offer() {
    var at = new URL(place.dataset.list, location.href), key = SAVED + at.href.slice(root.href.length).replace(/offline\.json$/, ""), record = null, list = null, stop;
    var sounds = make("input", { type: "checkbox" }), bar = make("progress", { "aria-label": words.progress, hidden: "" });
    var start = button("", save), cancel = button(words.cancel, function () { stop.abort(); }), remove = button(words.remove, forget);

    try {
      if (await caches.has(key)) record = await recordOf(await caches.open(key));
    } catch (refused) { /* said when somebody wants to save */ }
    try {
      var answer = await fetch(at);
      list = answer.ok ? await answer.json() : null;
    } catch (away) { /* no network: what is saved can be removed */ }
    if (!list && !record) return;

    function files() { return list.files.concat(sounds.checked ? list.sounds : []); }

    function tell() {
      var pages = files().filter(function (file) { return /\/$/.test(file[0]); }).length;
      start.textContent = fill(record && record.done ? words.again : pages ? words.save : words.save_files, { pages: pages, size: size(sum(files())) });
    }

    function show() {
      if (list) tell();
      start.hidden = !list;
      cancel.hidden = bar.hidden = !stop;
      remove.hidden = !record || Boolean(stop);
      sounds.disabled = Boolean(stop);
      if (stop) start.setAttribute("aria-disabled", "true"); else start.removeAttribute("aria-disabled");
    }

    async function fetched(cache, file, signal) {
      var url = new URL(file[0], root).href, old = await cache.match(url);
      if (old && old.headers.get("cc-digest") === file[2]) return;
      var answer = await fetch(url, { signal: signal, cache: "no-store" }); // so asked, it does not go through the worker
      if (answer.status === 404 || answer.status === 410) return; // gone since the list was made: there is nothing to save
      if (!answer.ok) throw new TypeError(url);
      var headers = new Headers(answer.headers);
      headers.delete("content-encoding");
      headers.delete("content-length");
      headers.set("cc-digest", file[2]);
      headers.set("cc-saved", new Date().toISOString());
      await cache.put(url, new Response(await answer.blob(), { headers: headers }));
    }

    async function keep(cache, done) {
      record = { title: document.querySelector("h1").textContent, url: location.href.split(/[?#]/)[0], lang: lang, saved: Date.now(), size: sum(files()), done: done };
      await cache.put(at.href, new Response(JSON.stringify(record), { headers: { "content-type": "application/json" } }));
    }

    async function all(cache, signal) {
      var todo = files(), whole = sum(todo), got = 0, quarter = 0, next = 0;
      bar.max = whole;
      bar.value = 0;
      async function one() {
        while (next < todo.length) {
          var file = todo[next++];
          await fetched(cache, file, signal);
          if (signal.aborted) return; // what became of it has been said
          bar.value = got += file[1];
          if (Math.floor(4 * got / whole) > quarter && got < whole) say(fill(words.part, { percent: 25 * (quarter = Math.floor(4 * got / whole)) }));
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    }

    async function save() {
      if (stop) return;
      var before = record && record.done, cache = null, outcome;
      stop = new AbortController();
      show();
      say(words.busy);
      try {
        var room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : {};
        if (room.quota && room.quota - room.usage < sum(files())) throw new DOMException("", "QuotaExceededError");
        cache = await caches.open(key);
        if (!before) await keep(cache, false);
        await all(cache, stop.signal);
        await keep(cache, true);
        if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
        outcome = fill(words.done, { size: size(record.size) });
      } catch (problem) {
        stop.abort(); // the others need not go on
        outcome = problem.name === "AbortError" ? words.cancelled : problem.name === "QuotaExceededError" ? fill(words.full, { size: size(sum(files())) }) : problem instanceof TypeError ? words.broken : words.refused;
        // What was fetched before the network failed is not fetched again; what nobody wants any more is no burden.
        if (!before && !(problem instanceof TypeError)) await drop();
      }
      var lost = document.activeElement === cancel;
      stop = null;
      show();
      if (lost) start.focus();
      say(outcome); // last: where the focus comes to is said before it, and not over it
    }

    async function drop() {
      record = null;
      try { await caches.delete(key); } catch (refused) { /* then nothing was saved either */ }
    }

    async function forget() {
      await drop();
      show();
      say(words.removed);
      start.focus();
    }

    sounds.addEventListener("change", tell);
    if (list && list.sounds.length) place.append(make("p", {}, [make("label", { "class": "choice" }, [sounds, fill(words.sounds, { size: size(sum(list.sounds)) })])]));
    place.append(make("p", { "class": "saving" }, [start, " ", cancel, " ", remove]), bar, status);
    if (record) say(fill(record.done ? words.saved : words.broken, { day: day(record.saved), size: size(record.size) }));
    show();
  }

  // --- what is kept -----------------------------------------------------------------------------------

  async function device() {
    var list = make("ul", { "class": "items" }), none = make("p", {}, [words.none]);

    function shown() { list.hidden = !(none.hidden = Boolean(list.children.length)); }

    function row(heading, about, key) {
      var item = make("li", {}, [heading, make("p", { "class": "date" }, [about])]), away = button(words.remove, async function () {
        await caches.delete(key);
        item.remove();
        shown();
        say(words.removed);
        (list.querySelector("button") || document.getElementById("cc-kept")).focus();
      });
      away.setAttribute("aria-label", fill(words.remove_named, { title: heading.textContent }));
      item.append(make("p", {}, [away]));
      list.append(item);
    }

    async function seen(key) {
      var cache = await caches.open(key), keys = await cache.keys(), bytes = 0, links = make("ul");
      for (var request of keys) {
        var html = await (await cache.match(request)).text(), title = /<title>([^<]*)/.exec(html);
        bytes += new Blob([html]).size;
        links.prepend(make("li", { "class": "inline", lang: (/<html lang="([^"]*)"/.exec(html) || ["", lang])[1] }, [make("a", { href: request.url }, [decoded(title ? title[1] : request.url)])]));
      }
      if (!keys.length) return;
      row(make("h3", {}, [words.seen]), fill(words.pages, { pages: keys.length, size: size(bytes) }), key);
      list.lastChild.append(make("details", {}, [make("summary", {}, [words.which]), links]));
    }

    try {
      for (var key of (await caches.keys()).filter(function (each) { return each.startsWith(SAVED); })) {
        var record = await recordOf(await caches.open(key));
        if (record) row(make("h3", { lang: record.lang }, [make("a", { href: record.url }, [record.title])]), fill(record.done ? words.part : words.partial, { size: size(record.size), day: day(record.saved) }), key);
      }
      if (await caches.has(name + "pages")) await seen(name + "pages");
    } catch (refused) {
      none.textContent = words.refused;
    }
    shown();
    place.append(none, list, status);
  }

  // What stands in a title: the four signs that are written otherwise in HTML.
  function decoded(text) {
    return text.replace(/&(lt|gt|quot|#34|#39|amp);/g, function (_, sign) { return { lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'", amp: "&" }[sign]; });
  }

  curbcut.keeping = true;
  if (place.id === "cc-saving") offer(); else device();
})();
