// The part of the page of preferences where somebody chooses how they learn best, and hands it on: by link, QR code or paper.
// A link sets nothing by itself: the page says what it would set, and asks.
(() => {
  const me = document.currentScript.src, place = document.getElementById("cc-way"), { offers, address } = place.dataset;
  const offered = offers.split(" "), words = JSON.parse(place.dataset.words);
  let how;

  const GROUPS = [
    [words.seeing, ["large", "contrast", "spaced", "calm", "plain"]],
    [words.listening, ["listen", "slow", "fast", "follow", "pause"]],
    [words.learning, ["one", "easy"]]
  ];

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  }

  function button(text, act) {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  }

  const heading = make("h2", { id: "cc-how", tabindex: -1 }, words.title), status = make("p", { role: "status" });
  const boxes = new Map(), sheet = make("div", { "class": "card" }), asked = make("div", {});

  // --- choosing -------------------------------------------------------------------------------------------

  function choice(name) {
    const id = "cc-how-" + name, input = make("input", { type: "checkbox", id, "aria-describedby": id + "-about" });
    input.addEventListener("change", () => {
      const found = new Map(how.active().map(one => [one, curbcut.get(how.CHOICES.get(one)[1])])), [, preference, first] = how.CHOICES.get(name);
      found.forEach((_, one) => { if (how.CHOICES.get(one)[1] === preference) found.delete(one); });
      if (input.checked) found.set(name, first);
      how.use(found);
      tell("");
    });
    boxes.set(name, input);
    return make("div", { "class": "way" }, make("label", { "class": "choice", "for": id }, input, how.CHOICES.get(name)[0]), make("p", { id: id + "-about" }, words[name]));
  }

  function group([title, names]) {
    const here = names.filter(name => offered.includes(name));
    return here.length ? [make("fieldset", {}, make("legend", {}, title), ...here.map(choice))] : [];
  }

  // What the device keeps is read back: where it keeps nothing, that is said, and a link still carries it.
  function kept() {
    try {
      const found = Object(JSON.parse(localStorage.getItem("curbcut")));
      return [...how.CHOICES.values()].every(([, preference]) => (found[preference] || "") === curbcut.get(preference));
    } catch (e) {
      return false;
    }
  }

  function tell(text) {
    status.textContent = text + (kept() ? "" : words.unkept);
  }

  function show() {
    const names = how.active();
    boxes.forEach((input, name) => { input.checked = names.includes(name); });
    link();
  }

  // --- handing it on --------------------------------------------------------------------------------------

  // Of a folder or a platform only its device knows the address: then the site's public one is given, or the last part of it.
  function there() {
    const alone = location.protocol !== "file:" && parent === window;
    return (alone ? location.href.split(/[?#]/)[0] : address) + "#how=" + how.write();
  }

  const field = make("input", { id: "cc-how-link", type: "text", readonly: "" }), none = make("p", {}, words.none);
  const copy = button(words.copy, async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      tell(words.copied);
    } catch (e) {
      field.focus();
      tell(words.selected);
    }
  });
  const code = button(words.code, async () => {
    code.setAttribute("aria-expanded", String(code.getAttribute("aria-expanded") !== "true"));
    try {
      if (!curbcut.qr) await curbcut.load(new URL("qr.js", me));
    } catch (e) {
      code.setAttribute("aria-expanded", "false");
      tell(words.undrawn);
    }
    draw();
  });
  code.setAttribute("aria-expanded", "false");
  code.setAttribute("aria-controls", sheet.id = "cc-how-card");
  const print = button(words.print, () => window.print());
  const hand = make("div", {}, make("p", { "class": "row" }, make("label", { "for": field.id }, words.link), field));
  const note = make("p", {}), acts = make("p", { "class": "acts" }, copy, code, print);

  function link() {
    const some = how.active().length > 0, away = !/^http/.test(there());
    field.value = there();
    none.hidden = some;
    hand.hidden = acts.hidden = note.hidden = !some;
    code.hidden = print.hidden = away;
    note.textContent = away ? words.no_address
      : words.about_link;
    draw();
  }

  function svg(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const one in attributes) element.setAttribute(one, attributes[one]);
    return element;
  }

  // Dark on light in every theme, with the four modules of margin that scanners need (ISO/IEC 18004, 6.3.8).
  function draw() {
    const shown = code.getAttribute("aria-expanded") === "true" && curbcut.qr && !code.hidden && how.active().length;
    sheet.hidden = print.hidden = !shown;
    sheet.replaceChildren();
    if (!shown) return;
    const made = curbcut.qr(field.value), size = made.size + 8, picture = svg("svg", { viewBox: "0 0 " + size + " " + size, role: "img", "aria-label": words.code_name.replace("{link}", field.value) });
    let path = "";
    for (let y = 0; y < made.size; y++) for (let x = 0; x < made.size; x++) if (made.get(x, y)) path += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z";
    picture.append(svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: path, fill: "#000", "shape-rendering": "crispEdges" }));
    sheet.append(picture, make("p", {}, make("b", {}, words.way + how.named(how.active()))), make("p", {}, words.scan), make("p", {}, field.value));
  }

  // --- what a link asks for -------------------------------------------------------------------------------

  function ask(text) {
    const wanted = how.read(text), found = new Map([...wanted || []].filter(([name]) => offered.includes(name)));
    if (!found.size) {
      asked.replaceChildren(make("div", { "class": "banner" }, make("p", {}, words.unknown)));
      return;
    }
    const off = how.active().filter(name => offered.includes(name) && !found.has(name)), id = "cc-how-asked";
    const lines = [words.on + how.named([...found.keys()]) + words.stop, off.length ? words.off + how.named(off) + words.stop : ""];
    asked.replaceChildren(make("section", { "class": "banner", "aria-labelledby": id }, make("h3", { id, tabindex: -1 }, words.given), ...lines.filter(Boolean).map(line => make("p", {}, line)),
      make("p", { "class": "acts" }, button(words.use, () => {
        how.use(found, offered);
        answered(words.set + how.named([...found.keys()]) + words.stop);
      }), button(words.not_now, () => answered(words.unchanged)))));
  }

  function answered(text) {
    asked.replaceChildren();
    try { history.replaceState(null, "", location.href.split("#")[0]); } catch (e) { /* a folder in some browsers: the link stays, and asks again */ }
    heading.focus();
    tell(text);
  }

  function called() {
    if (location.hash.startsWith("#how=")) ask(location.hash.slice(5));
  }

  function pasting() {
    const input = make("input", { id: "cc-how-given", type: "text", autocomplete: "off" }), look = make("button", { type: "submit" }, words.look), form = make("form", { "class": "row" }, make("label", { "for": input.id }, words.paste), input, look);
    look.onclick = form.onsubmit = event => { // the button too: some frames submit no form
      event.preventDefault();
      ask(input.value.trim().split("how=").pop());
      const title = asked.querySelector("h3");
      if (title) title.focus(); else tell(asked.textContent);
    };
    return form;
  }

  // ----------------------------------------------------------------------------------------------------------

  curbcut.load(new URL("how.js", me)).then(() => {
    how = curbcut.how;
    const form = make("form", {}, ...GROUPS.flatMap(group));
    form.addEventListener("submit", event => event.preventDefault());
    place.replaceWith(make("section", { "class": "part ways", "aria-labelledby": heading.id }, heading,
      make("p", {}, words.lead), asked, form, status,
      make("h3", {}, words.hand), none, hand, acts, note, sheet, pasting()));
    document.addEventListener("cc-prefs", show);
    addEventListener("hashchange", () => {
      called();
      const title = asked.querySelector("h3");
      if (title) title.focus();
    });
    show();
    called();
    if (location.hash === "#cc-how") heading.scrollIntoView();
  });
})();
