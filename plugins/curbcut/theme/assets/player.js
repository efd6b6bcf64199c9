// Plays the recording of a page and marks what is heard. The page itself is the transcript. Nothing of it is needed to
// read, or to hear: without this file the browser's own player stands in its place.
(function () {
  var zh = document.documentElement.lang.slice(0, 2) === "zh", main = document.getElementById("main");
  function say(chinese, english) { return zh ? chinese : english; }

  var box = document.querySelector(".player"), play = box.querySelector("button"), audio = box.querySelector("audio");
  var asset = play.getAttribute("data-player"), opening = play.textContent, key = "curbcut-heard " + location.pathname;
  var cues = [], length = 0, elements = new Map(), at = -1, now = null, letters = null, syllable = -1, title = "", turn = 0;

  if (!asset) return; // it runs already
  play.removeAttribute("data-player");

  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    element.append.apply(element, children || []);
    return element;
  }

  function button(text, name, act) {
    var made = make("button", { type: "button" }, [text]);
    if (name !== text) made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  }

  function check(name, text) {
    var input = make("input", { type: "checkbox" });
    input.addEventListener("change", function () { curbcut.set(name, input.checked ? "1" : ""); });
    document.addEventListener("cc-prefs", function () { input.checked = !!curbcut.get(name); });
    return make("label", { "class": "choice" }, [input, text]);
  }

  function time(ms) {
    var seconds = Math.round(ms / 1000), units = [[3600, say("小时", "h")], [60, say("分", "min")], [1, say("秒", "s")]];
    return units.map(function (unit) {
      var count = Math.floor(seconds / unit[0]);
      seconds -= count * unit[0];
      return count ? count + " " + unit[1] : "";
    }).filter(Boolean).join(" ") || "0 " + units[2][1];
  }

  // Where things stand on the page, and in the recording.

  function find(ms) {
    var n = cues.length - 1;
    while (n > 0 && cues[n][1] > ms) n--; // the moment before the first sentence is its own
    return n;
  }

  function ms() { return audio.currentTime * 1000 + 5; } // what is set and what is read may differ by a rounding

  function element(id) {
    var known = { "cc-title": "h1", "cc-summary": ".summary", "cc-banner": ".banner" }[id];
    var parts = /^(cc-.+)\.(\d+)$/.exec(id), title = parts && document.getElementById(parts[1]);
    if (known) return main.querySelector(known);
    if (!title) return document.getElementById(id);
    var items = title.parentNode.querySelectorAll("li");
    if (!items.length) items = title.parentNode.querySelectorAll("h3, p");
    return items[parts[2] - 1];
  }

  // The characters of a sentence as they are counted in its cues: white space folded, nothing that is not read.
  function characters(element) {
    var walker = document.createTreeWalker(element, 5), found = [], blank = true, node; // 5: elements and text
    function add(node, offset, character) {
      var space = !node || /\s/.test(character);
      if (!space || !blank) found.push([node, offset, character]);
      blank = space;
    }
    while ((node = walker.nextNode())) {
      if (node.nodeName === "BR") add(null, 0, " ");
      if (node.nodeType !== 3 || node.parentNode.closest("rt, rp, rtc, .footnote-ref, .footnote-backref")) continue;
      var offset = 0;
      for (var character of node.data) {
        add(node, offset, character);
        offset += character.length;
      }
    }
    return found;
  }

  function text(element) {
    return element ? characters(element).map(function (one) { return one[2]; }).join("").trim() : "";
  }

  // What is heard is marked: its sentence by a class, its syllable by a highlight, because syllables have no element.

  function light(first, end) {
    if (!window.Highlight || !CSS.highlights) return;
    var ranges = [], last;
    for (var n = first; n < end; n++) {
      var one = letters[n], stop = one[1] + one[2].length;
      if (!one[0]) continue;
      if (!last || last.startContainer !== one[0] || last.endOffset !== one[1]) {
        ranges.push(last = document.createRange());
        last.setStart(one[0], one[1]);
      }
      last.setEnd(one[0], stop);
    }
    CSS.highlights.set("cc-syllable", new Highlight(...ranges));
  }

  function unlight() {
    syllable = -1;
    if (window.CSS && CSS.highlights) CSS.highlights.delete("cc-syllable");
  }

  function follow(before) {
    var edge = box.classList.contains("stuck") ? box.offsetHeight : 0;
    function seen(element, whole) {
      if (!element) return false;
      var b = element.getBoundingClientRect();
      return whole ? b.top >= edge && b.bottom <= innerHeight : b.bottom > edge && b.top < innerHeight;
    }
    if (!now || seen(now, true) || !getSelection().isCollapsed || !(curbcut.get("follow") || seen(before))) return;
    var still = curbcut.get("motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;
    var tall = now.getBoundingClientRect().height > innerHeight - edge;
    now.scrollIntoView({ block: tall ? "start" : "center", behavior: still ? "auto" : "smooth" });
  }

  function enter(n) {
    var before = now;
    at = n;
    unlight();
    if (before) before.classList.remove("heard");
    now = n < 0 ? null : element(cues[n][0]);
    letters = null;
    if (now) now.classList.add("heard");
    follow(before);
    chapter();
    remember();
  }

  function chapter() {
    var n = at;
    while (n >= 0 && !cues[n][3]) n--;
    var heading = n < 0 ? "" : text(element(cues[n][0]));
    if (!navigator.mediaSession || !window.MediaMetadata || title === heading) return;
    title = heading;
    navigator.mediaSession.metadata = new MediaMetadata({ title: title || document.title, album: document.title });
  }

  function tick() {
    if (!isOpen()) return;
    var place = ms(), n = find(place);
    if (curbcut.get("stop") && !audio.paused && at >= 0 && n >= at && (n > at || place >= cues[at][2])) {
      audio.pause();
      if (n > at) audio.currentTime = (cues[at][2] - 10) / 1000;
      n = at;
    }
    if (n !== at) enter(n);
    if (now && !now.matches(".facts div")) mark(place - cues[at][1]); // a row is read with words that it does not show
    var shown = time(place) + " / " + time(length || audio.duration * 1000 || 0);
    if (clock.textContent !== shown) clock.textContent = shown;
  }

  function mark(heard) {
    var told = cues[at][4], n = told.length - 3;
    while (n >= 0 && told[n + 2] > heard) n -= 3;
    if (n < 0 || n === syllable) return;
    syllable = n;
    letters = letters || characters(now);
    if (told[n + 1] <= letters.length) light(told[n], told[n + 1]);
  }

  function run() {
    cancelAnimationFrame(turn);
    tick();
    if (!audio.paused) turn = requestAnimationFrame(run);
  }

  // What the reader does.

  function tell() {
    status.replaceChildren.apply(status, arguments);
  }

  function start() {
    if (!isOpen()) open();
    if (curbcut.get("stop") && cues[at + 1] && ms() >= cues[at][2] - 20) seek(at + 1);
    if (audio.error) {
      audio.load();
      if (at > 0) seek(at);
    }
    pace();
    audio.play().catch(function (problem) {
      if (problem.name === "NotAllowedError") tell(say("浏览器还没有让声音播放，请再按一次“播放”。", "The browser did not let the sound begin. Please press “Play” again."));
    });
  }

  function seek(n) {
    audio.currentTime = cues[n][1] / 1000;
    enter(n);
  }

  function from(n) {
    tell();
    seek(n);
    start();
  }

  // Back leads first to the beginning of what is heard, unless it has only just begun.
  function jump(step, headings) {
    var n = step < 0 && at >= 0 && ms() > cues[at][1] + 1500 ? at + 1 : at;
    do n += step; while (cues[n] && headings && !cues[n][3]);
    if (cues[n]) from(n);
    else tell(step < 0 ? say("前面没有了。", "There is nothing before this.") : say("后面没有了。", "There is nothing after this."));
  }

  function jumper(step, headings) { return function () { jump(step, headings); }; }

  function pace() { audio.defaultPlaybackRate = audio.playbackRate = +curbcut.get("pace") || 1; }

  function remember() {
    try {
      if (audio.ended) localStorage.removeItem(key); else localStorage.setItem(key, JSON.stringify([length, audio.currentTime]));
    } catch (e) { /* no storage: it begins at the beginning */ }
  }

  function kept() {
    try { return JSON.parse(localStorage.getItem(key)) || []; } catch (e) { return []; }
  }

  function resume(kept) {
    var n = kept[0] === length && kept[1] > 0 ? find(kept[1] * 1000 + 5) : -1;
    if (n < 1) return;
    seek(n);
    tell(say("接着上次的地方念：", "Going on from where you stopped: ") + time(cues[n][1]));
  }

  // The address may name a place, as a result of search does: it begins there when the reader presses the button.
  function called() {
    var there = document.querySelector(":target"), first = -1;
    elements.forEach(function (n, element) {
      if (first < 0 && there && (there.contains(element) || element.contains(there))) first = n;
    });
    if (first < 1) return false; // the whole text, or nothing that is heard
    seek(first);
    tell(say("从打开的地方念起：", "Beginning where the page was opened: ") + time(cues[first][1]));
    return true;
  }

  function shut() {
    audio.pause();
    enter(-1);
    tell();
    rest.forEach(function (one) { one.hidden = true; });
    box.classList.remove("open");
    play.textContent = opening;
    fit();
    play.focus();
  }

  function isOpen() { return box.classList.contains("open"); }

  function open() {
    rest.forEach(function (one) { one.hidden = one === steps && !cues.length; });
    box.classList.add("open");
    fit();
    if (cues.length) enter(find(ms()));
  }

  function named() {
    if (isOpen()) play.textContent = audio.paused ? say("播放", "Play") : say("暂停", "Pause");
  }

  // It stays in sight while there is room enough; on a small screen the text needs the room.
  function fit() {
    var high = box.offsetHeight;
    if (!more.open || !isOpen()) box.classList.toggle("stuck", isOpen() && high * 5 < innerHeight);
    document.documentElement.style.scrollPaddingBlockStart = box.classList.contains("stuck") ? high + 8 + "px" : "";
  }

  var clock = make("span", { "class": "tabular" }), status = make("p", { role: "status" });
  var steps = make("span", { role: "group", "aria-label": say("换地方", "Move") }, [
    button(say("上一句", "← Sentence"), say("上一句", "Previous sentence"), jumper(-1)),
    button(say("下一句", "Sentence →"), say("下一句", "Next sentence"), jumper(1)),
    button(say("上一节", "← Heading"), say("上一节", "Previous heading"), jumper(-1, true)),
    button(say("下一节", "Heading →"), say("下一节", "Next heading"), jumper(1, true))
  ]);
  var speed = make("select", {}, [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5].map(function (rate) {
    return make("option", { value: rate }, [rate === 1 ? say("标准", "Normal") : say(rate + " 倍", rate + " ×")]);
  }));
  speed.addEventListener("change", function () { curbcut.set("pace", speed.value === "1" ? "" : speed.value); });
  document.addEventListener("cc-prefs", function () { speed.value = curbcut.get("pace") || "1"; pace(); });
  function download() { return make("a", { "class": "button", href: audio.getAttribute("src"), download: "" }, [say("下载录音", "Download the recording")]); }
  var more = make("details", {}, [
    make("summary", {}, [say("更多", "More")]),
    make("label", { "class": "choice" }, [say("快慢", "Speed"), speed]),
    check("stop", say("念完一句停一下", "Stop after each sentence")),
    check("follow", say("跟着走：念到哪里，翻到哪里", "Follow: scroll to what is read")),
    make("p", {}, [say("点正文里的一句话，就从那里念。", "Click a sentence of the text to hear it from there.")]),
    download(), " ", button(say("关闭", "Close"), say("关闭", "Close"), shut)
  ]);
  var rest = [steps, clock, more];

  function broken() {
    tell(say("录音放不出来。请检查网络，再按“播放”；也可以下载下来听。", "The recording cannot be played. Check the connection and press “Play” again, or download it. "), " ", download());
  }

  // The page's files are kept for some minutes; a recording that is newer than its cues would be marked wrongly.
  function fits() {
    if (cues.length && isFinite(audio.duration) && Math.abs(audio.duration * 1000 - length) > 1500) blind();
  }

  function blind() {
    cues = [];
    enter(-1);
    open();
    tell(say("录音可以听，但是标不出念到哪里。重新打开这一页再试。", "You can hear the recording, but what is heard cannot be marked. Open this page again to retry."));
  }

  play.addEventListener("click", function () {
    tell();
    if (audio.paused) start(); else audio.pause();
  });
  ["play", "pause", "ended"].forEach(function (name) {
    audio.addEventListener(name, function () { named(); remember(); run(); });
  });
  audio.addEventListener("timeupdate", tick); // where no frame is drawn: the page is in the background
  audio.addEventListener("error", broken);
  audio.addEventListener("loadedmetadata", fits);
  addEventListener("pagehide", remember);
  addEventListener("resize", fit);
  if (window.ResizeObserver) new ResizeObserver(fit).observe(box);

  function sentence(node) {
    while (node && !elements.has(node)) node = node.parentNode;
    if (node && isOpen()) from(elements.get(node));
  }

  document.addEventListener("click", function (event) {
    var other = event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (other || !getSelection().isCollapsed) return;
    if (!event.target.closest("a, button, input, select, textarea, label, summary, audio, video")) sentence(event.target);
  });
  document.addEventListener("keydown", function (event) {
    // Where the caret is, for those who read with it or have just searched the page; whatever has the focus comes first.
    var free = document.activeElement === document.body || document.activeElement === main;
    if (event.key === "Enter" && free && !event.defaultPrevented) sentence(getSelection().focusNode);
  });

  var session = navigator.mediaSession, keys = {
    play: start, pause: function () { audio.pause(); }, previoustrack: jumper(-1, true), nexttrack: jumper(1, true),
    seekbackward: jumper(-1), seekforward: jumper(1)
  };
  Object.keys(session ? keys : {}).forEach(function (name) {
    try { session.setActionHandler(name, keys[name]); } catch (e) { /* a key that this browser does not know */ }
  });

  var style = make("link", { rel: "stylesheet", media: "screen", href: new URL("player.css", new URL(asset, document.baseURI)).href });
  document.head.append(style);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", say("录音", "Recording"));
  box.append(steps, clock, more, status);
  document.dispatchEvent(new Event("cc-prefs"));
  curbcut.cues = function (told) {
    length = told.ms;
    cues = told.cues;
    cues.forEach(function (cue, n) {
      var there = element(cue[0]);
      if (there && !elements.has(there)) elements.set(there, n);
    });
  };
  curbcut.load("cues.js").then(function () {
    var last = kept();
    open();
    if (!called()) resume(last);
    fits();
  }, blind).then(function () {
    if (!curbcut.waits && !audio.played.length) start(); // who listens first has it open and presses the button, as may others meanwhile
  });
})();
