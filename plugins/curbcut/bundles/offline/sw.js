// What a device keeps of the site, and when it answers instead of the network. What TOLD stands for is put in by the bundle.
//
// A page comes from the network; from what is kept only if the network fails or says nothing for a while, and then it says
// of which day it is. What has a digest in its name never changes, and is asked for once. An address that the network calls
// gone is forgotten. A new worker waits until the last page of the old one is closed: nothing is reloaded under a reader.
(function () {
  "use strict";
  const told = TOLD, root = new URL(self.registration.scope), name = "curbcut:" + root.pathname + ":";
  const SHELL = name + "shell:" + told.version, PAGES = name + "pages", FILES = name + "files", SAVED = name + "saved:";
  const MOST = { [PAGES]: 100, [FILES]: 300 }; // newest ones: a device keeps what its reader may want again, not the site
  const PATIENCE_MS = 3000;
  const SHOWN = ["image", "script", "style", "track", "font", "manifest"];
  const ANY = { ignoreSearch: true, ignoreVary: true }; // a question asked of the search page is nobody's business, and is not kept

  function nothing() { return undefined; }
  function bare(url) { return url.origin + url.pathname; }
  function within(path) { return new URL(path, root).href; }
  function wordsOf(lang) { return told.words[/^zh/i.test(lang) ? "zh" : "en"]; }
  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; }); }
  function escaped(text) { return text.replace(/[&<>"]/g, function (sign) { return "&#" + sign.charCodeAt(0) + ";"; }); }
  function isPage(answer) { return /^text\/html/.test(answer.headers.get("content-type") || ""); }

  // --- what is kept ---------------------------------------------------------------------------------

  async function ours() { return (await caches.keys()).filter(function (each) { return each.startsWith(name); }); }

  // The same bytes, with the moment when they came. Their length and packing were those of the way here.
  async function stamped(answer) {
    const headers = new Headers(answer.headers);
    headers.set("cc-saved", new Date().toISOString());
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(await answer.blob(), { status: answer.status, headers: headers });
  }

  async function put(into, key, answer) {
    const cache = await caches.open(into);
    await cache.put(key, await stamped(answer));
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[into])).map(function (old) { return cache.delete(old); }));
  }

  // The newest copy of an address. Of the index of the search the one that was saved as a whole comes first: all its parts are there.
  async function held(key) {
    const found = [];
    for (const each of await ours()) {
      const copy = await (await caches.open(each)).match(key, ANY);
      if (copy && each === SAVED + "search/" && key.startsWith(within("search/"))) return copy;
      if (copy) found.push(copy);
    }
    found.sort(function (a, b) { return (b.headers.get("cc-saved") || "").localeCompare(a.headers.get("cc-saved") || ""); });
    return found[0];
  }

  async function forget(key) {
    for (const each of await ours()) if (each !== SHELL) await (await caches.open(each)).delete(key, ANY);
  }

  async function learn(key, answer, into) {
    const copy = into && answer.ok ? answer.clone() : null; // before anybody reads it
    // A redirect shows itself only as opaque: this address has moved.
    const secret = /no-store/.test(answer.headers.get("cache-control") || "");
    if (answer.status === 404 || answer.status === 410 || answer.type === "opaqueredirect") await forget(key);
    else if (copy && !secret && (into !== PAGES || isPage(copy))) await put(into, key, copy);
  }

  // --- what is answered -----------------------------------------------------------------------------

  function after(ms) { return new Promise(function (done) { setTimeout(done, ms); }); }

  async function fresh(event, key, into) {
    const asked = fetch(event.request);
    event.waitUntil(asked.then(function (answer) { return learn(key, answer, into); }).catch(nothing));
    const quick = await Promise.race([asked.catch(nothing), after(PATIENCE_MS)]);
    if (quick && quick.status < 500) return { answer: quick };
    const copy = await held(key).catch(nothing);
    if (copy) return { answer: copy, kept: true };
    return { answer: await asked.catch(nothing) };
  }

  async function page(event, url) {
    const found = await fresh(event, bare(url), PAGES);
    if (found.kept) return isPage(found.answer) ? dated(found.answer) : found.answer;
    return found.answer || offline(url);
  }

  async function file(event, url) {
    const kept = url.pathname.startsWith(root.pathname + "search/") || event.request.destination === "image";
    return (await fresh(event, bare(url), kept ? FILES : "")).answer || Response.error();
  }

  async function asset(event, url) {
    const key = bare(url), copy = await held(key).catch(nothing);
    if (copy) return copy;
    const answer = await fetch(event.request).catch(nothing);
    if (answer && answer.ok) {
      event.waitUntil(learn(key, answer, FILES).catch(nothing));
      return answer;
    }
    if (answer && answer.status === 404) event.waitUntil(hint(event.clientId));
    return (await namesake(url.pathname).catch(nothing)) || answer || Response.error();
  }

  // The file of that name as it is now: an open page may ask for one that the site no longer has.
  async function namesake(path) {
    const cut = /([^/]+)\.[0-9a-f]{8}(\.\w+)$/.exec(path);
    const now = cut && told.shell.find(function (each) { return each.startsWith("assets/" + cut[1] + ".") && each.endsWith(cut[2]); });
    return now && held(within(now));
  }

  async function hint(client) {
    const open = client && await self.clients.get(client);
    if (open) open.postMessage({ renewed: true });
  }

  // --- sound ----------------------------------------------------------------------------------------

  // A saved recording is heard from the device if the network says that it is still the same one, or says nothing.
  async function sound(event, url) {
    const key = bare(url), copy = await held(key).catch(nothing);
    if (!copy) return fetch(event.request);
    const head = await Promise.race([fetch(key, { method: "HEAD", cache: "no-store" }).catch(nothing), after(PATIENCE_MS)]);
    if (head && (head.status === 404 || head.status === 410)) {
      await forget(key);
      return fetch(event.request);
    }
    if (head && head.ok && signs(head) !== signs(copy)) return fetch(event.request).catch(function () { return part(copy, event.request); });
    return part(copy, event.request);
  }

  function signs(answer) { return answer.headers.get("etag") || answer.headers.get("last-modified") || ""; }

  // Source: RFC 9110, 14.1.2, 14.4, 15.5.17.
  async function part(copy, request) {
    const range = request.headers.get("range"), whole = await copy.blob(), size = whole.size;
    const found = /^bytes=(\d*)-(\d*)$/.exec(range || ""), headers = new Headers(copy.headers);
    headers.set("accept-ranges", "bytes");
    if (!found || !(found[1] || found[2])) return new Response(whole, { headers: headers });
    const start = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]));
    const end = found[1] && found[2] ? Math.min(Number(found[2]), size - 1) : size - 1;
    if (start > end) {
      headers.set("content-range", "bytes */" + size);
      return new Response(null, { status: 416, headers: headers });
    }
    headers.set("content-range", "bytes " + start + "-" + end + "/" + size);
    headers.set("content-length", String(end - start + 1));
    return new Response(whole.slice(start, end + 1, headers.get("content-type") || ""), { status: 206, headers: headers });
  }

  // --- what a kept page says ------------------------------------------------------------------------

  function two(number) { return String(number).padStart(2, "0"); }
  function iso(date) { return date.getFullYear() + "-" + two(date.getMonth() + 1) + "-" + two(date.getDate()); }

  // As on all other pages: 2026年3月5日, and 2026-03-05 in English.
  function day(text, lang) {
    return /^zh/i.test(lang) ? text.slice(0, 10).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日") : text.slice(0, 10);
  }

  // A day holds to its end where the reader is; a moment is the same everywhere.
  function past(until) { return until.length > 10 ? Date.parse(until) < Date.now() : until < iso(new Date()); }

  function above(html, line) {
    const whole = '<div class="banner alert" id="cc-kept-copy"><p>' + line + "</p></div>";
    // Without a network the list of what is kept is what one comes for: its script need not wait until the page is there.
    const script = html.includes('id="cc-device"') ? '<script src="' + within(told.keeping) + '" defer></script>' : "";
    return html.replace(/<main\b[^>]*>/, function (tag) { return tag + whole; }).replace("</head>", script + "</head>");
  }

  function answered(html, like, status) {
    const headers = new Headers(like ? like.headers : {});
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(html, { status: status, headers: headers });
  }

  function langOf(html) { return (/<html lang="([^"]*)"/.exec(html) || ["", "zh"])[1]; }

  async function dated(copy) {
    const html = await copy.text(), lang = langOf(html), words = wordsOf(lang), saved = copy.headers.get("cc-saved");
    const until = (/<meta name="valid-until" content="([^"]*)"/.exec(html) || ["", ""])[1];
    let line = escaped(fill(words.kept, { day: day(iso(new Date(saved)), lang) }));
    if (until && past(until)) line = escaped(fill(words.past, { day: day(until, lang) })) + " " + line;
    return answered(above(html, line), copy, copy.status);
  }

  // The page for an address that is not here, at that address: reloading asks for it again. Its links start elsewhere.
  async function offline(url) {
    const path = url.pathname.slice(root.pathname.length);
    const own = told.offline.filter(function (each) { return path.startsWith(each.slice(0, -"offline/".length)); }).sort(function (a, b) { return b.length - a.length; })[0];
    const at = within(own), copy = await held(at).catch(nothing), html = copy ? await copy.text() : told.bare;
    const words = wordsOf(langOf(html)), again = '<a href="' + escaped(url.href) + '">' + escaped(words.again) + "</a>";
    const moved = html.replace(/(\s(?:href|src|action|data-\w+)=")(\.[^"]*)"/g, function (_, start, to) { return start + new URL(to, at).pathname + '"'; });
    return answered(above(moved, escaped(words.away) + " " + again), copy, 503);
  }

  // --- when -----------------------------------------------------------------------------------------

  async function install() {
    const cache = await caches.open(SHELL);
    await Promise.all(told.shell.map(async function (path) {
      const answer = await fetch(within(path), { cache: path.startsWith("assets/") ? "default" : "no-cache" });
      if (!answer.ok) throw new Error(path + ": " + answer.status);
      await cache.put(within(path), await stamped(answer));
    }));
    // What changes with every text is worth having, but a release is complete without it.
    await Promise.all(told.wanted.map(function (path) { return renew(path).catch(nothing); }));
  }

  async function renew(path) { await learn(within(path), await fetch(within(path), { cache: "no-cache" }), FILES); }

  async function activate() {
    for (const each of await ours()) if (each.startsWith(name + "shell:") && each !== SHELL) await caches.delete(each);
  }

  self.addEventListener("install", function (event) { event.waitUntil(install()); });
  self.addEventListener("activate", function (event) { event.waitUntil(activate()); });

  // The first page was there before the worker.
  self.addEventListener("message", function (event) {
    const url = event.data && event.data.keep && new URL(event.data.keep, root);
    if (url && url.href.startsWith(root.href)) event.waitUntil(fetch(bare(url)).then(function (answer) { return learn(bare(url), answer, PAGES); }).catch(nothing));
  });

  self.addEventListener("fetch", function (event) {
    const request = event.request, url = new URL(request.url);
    if (request.method !== "GET" || request.cache === "no-store" || !url.href.startsWith(root.href)) return;
    if (request.mode === "navigate") event.respondWith(page(event, url));
    else if (url.href.startsWith(within("assets/"))) event.respondWith(asset(event, url));
    else if (request.headers.has("range") || request.destination === "audio") event.respondWith(sound(event, url));
    else if (SHOWN.includes(request.destination) || url.href.startsWith(within("search/"))) event.respondWith(file(event, url));
  });
})();
