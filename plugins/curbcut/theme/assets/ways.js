// The part of the page of preferences where somebody chooses how they learn best, and hands it on: by link, QR code or paper.
// A link sets nothing by itself: the page says what it would set, and asks.
(() => {
  const me = document.currentScript.src, place = document.getElementById("cc-way"), { offers, address } = place.dataset;
  const zh = document.documentElement.lang.slice(0, 2) === "zh", say = (chinese, english) => zh ? chinese : english;
  const offered = offers.split(" ");
  let how;

  const GROUPS = [
    [say("看", "Seeing"), {
      large: say("全站的字都放大。", "All text of the site is larger."),
      contrast: say("黑底黄字，看得更清楚。", "Yellow text on black."),
      spaced: say("行和行之间空大一些，不容易看串行。", "More room between the lines, so that you do not lose yours."),
      calm: say("网页上的东西不闪、不滑动。", "Nothing on a page flashes or glides."),
      plain: say("收起菜单和旁边的栏目，只留正文。", "Menus and boxes beside the text are put away.")
    }],
    [say("听", "Listening"), {
      listen: say("有录音的网页，一打开播放器就准备好。不会自己出声，按“播放”才念。", "Where a page has a recording, its player is open from the start. It makes no sound until you press “Play”."),
      slow: say("录音念得慢一些。", "Recordings are slower."),
      fast: say("录音念得快一些。“慢速”和“快速”只能选一个。", "Recordings are faster. Choose slow or fast, not both."),
      follow: say("念到哪里，网页就翻到哪里。", "The page scrolls to what is being read."),
      pause: say("念完一句就停，按“播放”再念下一句。", "It stops after each sentence; press “Play” for the next.")
    }],
    [say("学", "Learning"), {
      one: say("自测一次只显示一题，答完再看下一题。", "A quiz shows one question; you go on to the next yourself."),
      easy: say("有易读版的课，先给您易读版的链接。", "Where a lesson has a version in easy words, the link to it comes first.")
    }]
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

  const heading = make("h2", { id: "cc-how", tabindex: -1 }, say("我的学习方式", "How I learn best")), status = make("p", { role: "status" });
  const boxes = new Map(), sheet = make("div", { "class": "card" }), asked = make("div", {});

  // --- choosing -------------------------------------------------------------------------------------------

  function choice([name, sentence]) {
    const id = "cc-how-" + name, input = make("input", { type: "checkbox", id, "aria-describedby": id + "-about" });
    input.addEventListener("change", () => {
      const found = new Map(how.active().map(one => [one, curbcut.get(how.CHOICES.get(one)[1])])), [, preference, first] = how.CHOICES.get(name);
      found.forEach((_, one) => { if (how.CHOICES.get(one)[1] === preference) found.delete(one); });
      if (input.checked) found.set(name, first);
      how.use(found);
      tell("");
    });
    boxes.set(name, input);
    return make("div", { "class": "way" }, make("label", { "class": "choice", "for": id }, input, how.CHOICES.get(name)[0]), make("p", { id: id + "-about" }, sentence));
  }

  function group([title, sentences]) {
    const here = Object.entries(sentences).filter(([name]) => offered.includes(name));
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
    status.textContent = text + (kept() ? "" : say("这台设备记不下设置（存储满了，或者关掉了），只在这一页有效。", "This device cannot keep settings (full or switched off): they hold on this page only."));
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

  const field = make("input", { id: "cc-how-link", type: "text", readonly: "" }), none = make("p", {}, say("先在上面勾一项，这里就有链接。", "Choose something above, and there is a link here."));
  const copy = button(say("复制链接", "Copy the link"), async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      tell(say("链接复制好了。", "The link is copied."));
    } catch (e) {
      field.focus();
      tell(say("链接已经选中，请自己复制（电脑上按 Ctrl+C）。", "The link is selected: please copy it yourself (Ctrl+C on a computer)."));
    }
  });
  const code = button(say("显示二维码", "Show the QR code"), async () => {
    code.setAttribute("aria-expanded", String(code.getAttribute("aria-expanded") !== "true"));
    try {
      if (!curbcut.qr) await curbcut.load(new URL("qr.js", me));
    } catch (e) {
      code.setAttribute("aria-expanded", "false");
      tell(say("二维码没有画出来，请检查网络，再按一次。链接照样能用。", "The QR code could not be drawn. Check the connection and press again. The link works all the same."));
    }
    draw();
  });
  code.setAttribute("aria-expanded", "false");
  code.setAttribute("aria-controls", sheet.id = "cc-how-card");
  const print = button(say("打印这张卡", "Print the card"), () => window.print());
  const hand = make("div", {}, make("p", { "class": "row" }, make("label", { "for": field.id }, say("我的学习方式的链接", "The link to my way of learning")), field));
  const note = make("p", {}), acts = make("p", { "class": "acts" }, copy, code, print);

  function link() {
    const some = how.active().length > 0, away = !/^http/.test(there());
    field.value = there();
    none.hidden = some;
    hand.hidden = acts.hidden = note.hidden = !some;
    code.hidden = print.hidden = away;
    note.textContent = away ? say("这个文件夹没有网址。把上面这一行抄下来，在另一台设备的这一页里贴到“别人给的链接”。", "This folder has no address. Copy this line, and paste it on the same page of another device under “A link I was given”.")
      : say("在别的手机或电脑上打开链接，或者扫二维码，网页会先问，再照着设。链接里只有上面勾的几项，没有您的名字。", "Open the link on another phone or computer, or scan the code: the page asks first, then sets it. It holds what is ticked above and not your name.");
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
    const made = curbcut.qr(field.value), size = made.size + 8, picture = svg("svg", { viewBox: "0 0 " + size + " " + size, role: "img", "aria-label": say("二维码：打开“", "QR code that opens “") + field.value + say("”", "”") });
    let path = "";
    for (let y = 0; y < made.size; y++) for (let x = 0; x < made.size; x++) if (made.get(x, y)) path += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z";
    picture.append(svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: path, fill: "#000", "shape-rendering": "crispEdges" }));
    sheet.append(picture, make("p", {}, make("b", {}, say("学习方式：", "Way of learning: ") + how.named(how.active()))), make("p", {}, say("用手机扫这个码，再按“用这个设置”。", "Scan this code with a phone, then press “Use this”.")), make("p", {}, field.value));
  }

  // --- what a link asks for -------------------------------------------------------------------------------

  function ask(text) {
    const wanted = how.read(text), found = new Map([...wanted || []].filter(([name]) => offered.includes(name)));
    if (!found.size) {
      asked.replaceChildren(make("div", { "class": "banner" }, make("p", {}, say("这个链接里没有这里认得的设置，什么也没有改。", "This link holds no settings that are known here. Nothing was changed."))));
      return;
    }
    const off = how.active().filter(name => offered.includes(name) && !found.has(name)), id = "cc-how-asked";
    const lines = [say("会打开：", "It would turn on: ") + how.named([...found.keys()]) + say("。", "."), off.length ? say("会关掉：", "It would turn off: ") + how.named(off) + say("。", ".") : ""];
    asked.replaceChildren(make("section", { "class": "banner", "aria-labelledby": id }, make("h3", { id, tabindex: -1 }, say("有人给了您一个学习方式", "Somebody gave you a way of learning")), ...lines.filter(Boolean).map(line => make("p", {}, line)),
      make("p", { "class": "acts" }, button(say("用这个设置", "Use this"), () => {
        how.use(found, offered);
        answered(say("设好了：", "Set: ") + how.named([...found.keys()]) + say("。", ". "));
      }), button(say("现在不用", "Not now"), () => answered(say("没有改。", "Nothing was changed. "))))));
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
    const input = make("input", { id: "cc-how-given", type: "text", autocomplete: "off" }), form = make("form", { "class": "row" }, make("label", { "for": input.id }, say("别人给的链接", "A link I was given")), input, make("button", { type: "submit" }, say("看看里面是什么", "See what it holds")));
    form.addEventListener("submit", event => {
      event.preventDefault();
      ask(input.value.trim().split("how=").pop());
      const title = asked.querySelector("h3");
      if (title) title.focus(); else tell(asked.textContent);
    });
    return form;
  }

  // ----------------------------------------------------------------------------------------------------------

  curbcut.load(new URL("how.js", me)).then(() => {
    how = curbcut.how;
    const form = make("form", {}, ...GROUPS.flatMap(group));
    form.addEventListener("submit", event => event.preventDefault());
    place.replaceWith(make("section", { "class": "part ways", "aria-labelledby": heading.id }, heading,
      make("p", {}, say("勾上适合您的，马上生效，全站都照着做；每一页上都写着，随时能改。只记在这台设备上。", "Tick what suits you. It takes effect at once on the whole site, every page says so, and you can change it. It stays on this device.")), asked, form, status,
      make("h3", {}, say("带到别的设备", "Take it to another device")), none, hand, acts, note, sheet, pasting()));
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
