// The search page in use: results by address (?q=), suggestions while typing, narrowing. finding.js answers.
(function () {
  var place = document.getElementById("cc-found"), input = document.getElementById("cc-q"), form = input.form, root = place.dataset.root;
  var words = JSON.parse(place.dataset.words), title = document.title, lang = document.documentElement.lang, asked = 0, PER_PAGE = 10;
  var files = location.protocol === "file:", regions = Array.from(document.querySelectorAll(".unseen")), turn = 0, later, over;

  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    element.append.apply(element, children || []);
    return element;
  }

  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); }

  // Two regions in turn, so that the same sentence is said again; after a while, so that typing is not talked over.
  function say(text, wait) {
    clearTimeout(later);
    clearTimeout(over);
    later = setTimeout(function () {
      regions[turn].textContent = "";
      turn = 1 - turn;
      regions[turn].textContent = text;
      over = setTimeout(function () { regions[turn].textContent = ""; }, 5000); // whoever reads the page on reads it there
    }, wait);
  }

  // --- what answers ---------------------------------------------------------------------------------

  var finder;

  function finding() {
    if (!finder) {
      finder = curbcut.run(place.dataset.finding).then(function () { return curbcut.finding(root, place.dataset.guessing); });
      finder.then(function (found) { return found.ready(); }).catch(function () { finder = null; });
    }
    return finder;
  }

  function find(query, wish) {
    wish.first = lang;
    return finding().then(function (found) { return found.find(query, wish); });
  }

  // --- results --------------------------------------------------------------------------------------

  // What the address asks for. Names of facets are whatever the table of facets has.
  function state() {
    var given = new URLSearchParams(location.search), labels = [];
    given.forEach(function (value, name) { if (["q", "page", "sort"].indexOf(name) < 0) labels.push(name + ":" + value); });
    return { query: (given.get("q") || "").slice(0, 200), page: Math.max(1, parseInt(given.get("page"), 10) || 1), sort: given.get("sort") === "date" ? "date" : "score", labels: labels };
  }

  function address(query, page) {
    var given = new URLSearchParams(query === null ? location.search : "");
    if (query !== null) given.set("q", query);
    given.delete("page");
    if (page > 1) given.set("page", page);
    return "?" + given;
  }

  function link(text, href) { return make("a", { href: href }, [text]); }

  function marked(text, marks) {
    var pieces = [], at = 0;
    marks.forEach(function (mark) {
      pieces.push(text.slice(at, mark[0]), make("mark", {}, [text.slice(mark[0], mark[1])]));
      at = mark[1];
    });
    return pieces.concat(text.slice(at));
  }

  // As on all other pages: 2026年3月5日, and 2026-03-05 in English.
  function day(iso) {
    iso = iso.slice(0, 10);
    return lang.slice(0, 2) === "zh" ? iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日") : iso;
  }

  function about(hit) {
    var date = hit.kind === "place" ? "" : day(hit.date);
    return [words.kinds[hit.kind], hit.lang === lang ? "" : words.langs[hit.lang] || hit.lang, date].filter(Boolean).join(" · ");
  }

  // Where a page opens; from a folder nobody adds the name of its file.
  function opens(hit) { return root + hit.url + (files ? "index.html" : "") + hit.address.slice(hit.url.length); }

  function result(hit) {
    var url = opens(hit), item = make("li", hit.lang === lang ? {} : { lang: hit.lang }), passage = hit.passage;
    if (hit.address === hit.url && hit.marks.length) url += "#:~:text=" + encodeURIComponent(passage.text.slice(hit.marks[0][0], hit.marks[0][1])).replace(/-/g, "%2D");
    var heading = make("h3", {}, [make("a", { href: url }, marked(hit.title, hit.titleMarks))]), own = { lang: lang };
    if (words.marks[hit.validity]) heading.prepend(make("span", Object.assign({ "class": "tag" }, own), [words.marks[hit.validity]]), " ");
    item.append(heading);
    if (passage && passage.where) item.append(make("p", passage.lang === hit.lang ? {} : { lang: passage.lang }, marked(passage.text, hit.marks)));
    else if (hit.passages[0] && hit.passages[0].where === "s") item.append(make("p", {}, [hit.passages[0].text]));
    item.append(make("p", Object.assign({ "class": "date" }, own), [about(hit)]));
    if (hit.recorded) item.append(make("p", Object.assign({ "class": "inline" }, own), [make("a", { href: opens(hit), "aria-label": words.listen + " " + hit.title }, [words.listen])]));
    return item;
  }

  function pager(total, page) {
    var last = Math.ceil(total / PER_PAGE), list = make("ul");
    if (page > 1) list.append(make("li", {}, [make("a", { rel: "prev", href: address(null, page - 1) }, [words.previous])]));
    if (page < last) list.append(make("li", {}, [make("a", { rel: "next", href: address(null, page + 1) }, [words.next])]));
    return make("nav", { "class": "pager", "aria-label": words.pages }, [make("p", {}, [fill(words.page, { page: page, last: last })]), list]);
  }

  // Title after title, by the device's own voice.
  function reader(hits) {
    var button = make("button", { type: "button", "aria-pressed": "false" }, [words.read]);
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") === "true";
      speechSynthesis.cancel();
      button.setAttribute("aria-pressed", String(!on));
      if (!on) hits.forEach(function (hit, order) {
        var said = new SpeechSynthesisUtterance((words.marks[hit.validity] || "") + " " + hit.title);
        said.lang = hit.lang;
        if (order === hits.length - 1) said.onend = function () { button.setAttribute("aria-pressed", "false"); };
        speechSynthesis.speak(said);
      });
    });
    return make("p", {}, [button]);
  }

  function show(answer, want) {
    var told = fill(answer.total ? words.count : words.none, { query: want.query, count: answer.total }), heading = make("h2", { id: "cc-results-title", tabindex: "-1" }, [words.results]);
    place.append(heading, make("p", { "class": "count" }, [told]));
    if (answer.suggestion) {
      var parts = words.meant.split("{text}");
      place.append(make("p", { "class": "inline" }, [parts[0], link(answer.suggestion, address(answer.suggestion, 1)), parts[1]]));
    }
    if (!answer.total) {
      place.append(make("p", {}, [words.tried]), make("p", {}, [words.call]));
    } else {
      if ("speechSynthesis" in window) place.append(reader(answer.hits));
    }
    if (answer.total > 1 || want.labels.length) place.append(narrowing(want));
    if (answer.hits.length) place.append(make("ol", { "class": "items", id: "cc-results", start: 1 + PER_PAGE * (want.page - 1) }, answer.hits.map(result)));
    if (answer.total > PER_PAGE) place.append(pager(answer.total, want.page));
    return told;
  }

  // focus: whether the person has just asked on this page; a page that opens is read from its top.
  function answer(focus) {
    var want = state(), mine = ++asked;
    shut();
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    input.value = want.query;
    document.title = want.query.trim() ? want.query + " - " + title : title;
    if (!want.query.trim()) { place.replaceChildren(); return; }
    place.setAttribute("aria-busy", "true");
    say(words.busy, 1000);
    find(want.query, { labels: want.labels, sort: want.sort, start: PER_PAGE * (want.page - 1), limit: PER_PAGE }).then(function (found) {
      if (mine !== asked) return;
      place.replaceChildren();
      say(show(found, want), 500);
      if (focus) place.querySelector("h2").focus();
    }).catch(function () {
      if (mine !== asked) return;
      place.replaceChildren(make("p", {}, [words.failed]));
      say(words.failed, 500);
    }).then(function () { if (mine === asked) place.removeAttribute("aria-busy"); });
  }

  function go(url) {
    if (files) { location.assign(url); return; }
    history.pushState(null, "", url);
    answer(true);
  }

  // --- narrowing ------------------------------------------------------------------------------------

  function narrowing(want) {
    var details = make("details", {}, [make("summary", {}, [words.narrow])]), filled;
    details.addEventListener("toggle", function () {
      if (!details.open || filled) return;
      filled = true;
      find(want.query, { facets: true, limit: 0 }).then(function (found) { details.append(choices(found, want)); }).catch(function () { details.append(make("p", {}, [words.failed])); });
    });
    if (want.labels.length) details.open = true;
    return details;
  }

  function choice(type, name, value, text, on) {
    var box = make("input", { type: type, name: name, value: value });
    box.checked = on;
    return make("label", { "class": "choice" }, [box, text]);
  }

  function choices(found, want) {
    var called = found.words[lang] || {}, filter = make("form", { method: "get" });
    Object.keys(found.facets).forEach(function (name) {
      var values = Object.keys(found.facets[name]).sort(function (a, b) { return name === "year" ? b - a : found.facets[name][b] - found.facets[name][a]; });
      filter.append(make("fieldset", {}, [make("legend", {}, [called[name] || name])].concat(values.map(function (value) {
        var label = name + ":" + value;
        return choice("checkbox", name, value, (called[label] || value) + " (" + found.facets[name][value] + ")", want.labels.indexOf(label) >= 0);
      }))));
    });
    filter.append(make("fieldset", {}, [make("legend", {}, [words.sort]), choice("radio", "sort", "", words.by_score, want.sort === "score"), choice("radio", "sort", "date", words.by_date, want.sort === "date")]));
    filter.append(make("p", { "class": "inline" }, [make("button", { type: "submit" }, [words.apply]), " ", link(words.clear, address(want.query, 1))]));
    filter.addEventListener("submit", function (event) {
      var given = new URLSearchParams({ q: want.query });
      event.preventDefault();
      new FormData(filter).forEach(function (value, name) { if (value) given.append(name, value); });
      go("?" + given);
    });
    return filter;
  }

  // --- suggestions: an ARIA 1.2 combobox ------------------------------------------------------------

  var list = document.getElementById("cc-suggestions"), options = [], active = -1, waiting, typed = "", composing = Boolean(curbcut.composing);
  var android = /Android/.test(navigator.userAgent); // its keyboards compose all the time

  function shut() {
    clearTimeout(waiting);
    typed = "";
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    active = number;
    options.forEach(function (option, n) { option.setAttribute("aria-selected", String(n === number)); });
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[number].id);
      options[number].scrollIntoView({ block: "nearest" });
    }
  }

  function offer() {
    var query = input.value.trim();
    if (composing && !android) return;
    if (query.length < (/^[\x00-\x7f]*$/.test(query) ? 2 : 1)) { shut(); return; }
    typed = query;
    find(query, { limit: 6 }).then(function (found) {
      if (typed !== query || document.activeElement !== input) return;
      options = found.hits.map(function (hit, n) {
        var held = words.marks[hit.validity], option = make("li", { role: "option", id: "cc-suggestion-" + n, "aria-selected": "false" }, held ? [make("span", { "class": "tag" }, [held]), " "] : []);
        option.append(make("span", hit.lang === lang ? {} : { lang: hit.lang }, marked(hit.title, hit.titleMarks)));
        option.dataset.href = opens(hit);
        return option;
      });
      list.replaceChildren.apply(list, options);
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
      if (options.length) say(fill(words.suggested, { count: options.length }), 700);
    }).catch(shut); // the results page says what is wrong
  }

  function type() {
    clearTimeout(waiting);
    waiting = setTimeout(offer, android ? 500 : 200);
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) { if (event.key === "Enter") event.preventDefault(); return; }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length && !list.hidden) {
      event.preventDefault();
      choose((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + options.length) % options.length);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      location.href = options[active].dataset.href;
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) input.value = ""; else shut();
    } else if (event.key === "Tab") shut();
  }

  function warm() {
    finding().then(function (found) { return found.ready(); }).then(function (find) { return find.warm((navigator.connection || {}).saveData); }).catch(function () { /* whoever asks is told */ });
  }

  curbcut.results = true;
  input.addEventListener("focus", warm);
  input.addEventListener("input", type);
  input.addEventListener("compositionstart", function () { composing = true; });
  input.addEventListener("compositionend", function () { composing = false; type(); });
  input.addEventListener("keydown", key);
  input.addEventListener("blur", shut);
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var option = event.target.closest("[role=option]");
    if (option) location.href = option.dataset.href;
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!composing || android) go(address(input.value, 1));
  });
  place.addEventListener("click", function (event) {
    var to = event.target.closest("a[href^='?']");
    if (to && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(to.getAttribute("href"));
    }
  });
  addEventListener("popstate", function () { answer(false); });
  if (state().query) answer(false);
  else if (document.activeElement === input) {
    warm();
    type(); // what was written meanwhile
  }
})();
