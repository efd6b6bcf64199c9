// The way of learning that somebody chose (decision 019): what each choice sets, what a link says of it, the line that shows it,
// and what it does to a page beyond the preferences. Fetched where a way is set, and by the page where it is chosen.
(() => {
  if (curbcut.how) return;
  const zh = document.documentElement.lang.slice(0, 2) === "zh", say = (chinese, english) => zh ? chinese : english;
  const me = document.querySelector("script[data-panel]").src;

  // Name in a link → what it is called, the preference, its values: choosing sets the first, the others count as chosen too.
  const CHOICES = new Map([
    ["large", [say("大字", "Large text"), "size", "4", "5", "3"]],
    ["contrast", [say("高对比", "High contrast"), "theme", "contrast", "blue"]],
    ["spaced", [say("行距宽", "Wide lines"), "line", "1", "2"]],
    ["calm", [say("减少动画", "Less motion"), "motion", "1"]],
    ["plain", [say("只看正文", "Text only"), "simple", "1"]],
    ["listen", [say("先听", "Listen first"), "listen", "1"]],
    ["slow", [say("慢速", "Slow speech"), "pace", "0.75", "0.5"]],
    ["fast", [say("快速", "Fast speech"), "pace", "1.5", "1.25", "1.75", "2", "2.5"]],
    ["follow", [say("跟着走", "Follow along"), "follow", "1"]],
    ["pause", [say("一句一停", "Sentence by sentence"), "stop", "1"]],
    ["one", [say("一次一题", "One question at a time"), "one", "1"]],
    ["easy", [say("易读优先", "Easy words first"), "easy", "1"]]
  ]);
  const VERSION = "1", LONGEST = 200; // characters of a link's text: four times what all choices come to

  const value = name => curbcut.get(CHOICES.get(name)[1]);
  const place = name => CHOICES.get(name).indexOf(value(name), 2) - 1; // 1 for the first value, -2 for none
  const active = () => [...CHOICES.keys()].filter(name => place(name) > 0);
  const named = names => names.map(name => CHOICES.get(name)[0]).join(say("、", ", "));
  const write = () => [VERSION, ...active().map(name => name + (place(name) > 1 ? place(name) : ""))].join(".");

  // What a link asks for: name → value, without what is not known here, or null for what is no link of ours.
  function read(text) {
    const [version, ...parts] = text.length > LONGEST ? [] : text.split("."), found = new Map(), taken = [];
    if (version !== VERSION) return null;
    parts.forEach(part => {
      const [, name, nth] = /^([a-z]+)([2-9]?)$/.exec(part) || [], choice = CHOICES.get(name), wanted = choice && choice[1 + +(nth || 1)];
      if (!wanted || taken.includes(choice[1])) return;
      taken.push(choice[1]);
      found.set(name, wanted);
    });
    return found;
  }

  // Sets these choices, and of `all` no others. Whether the device kept them is for the caller to look at.
  function use(found, all = [...CHOICES.keys()]) {
    active().filter(name => all.includes(name) && !found.has(name)).forEach(name => curbcut.set(CHOICES.get(name)[1], ""));
    found.forEach((wanted, name) => curbcut.set(CHOICES.get(name)[1], wanted));
    curbcut.set("how", active().length ? "1" : "");
  }

  // --- on every page --------------------------------------------------------------------------------------

  const line = document.createElement("a");
  line.className = "link";
  line.id = "cc-active";

  // No status: it is read where it stands, and does not speak up on every page.
  function show() {
    const tools = document.querySelector(".tools"), home = document.querySelector('footer a[href*="preferences/"]'), names = curbcut.get("how") ? active() : [];
    if (!names.length || !tools) return line.remove();
    line.textContent = say("学习方式：", "Your way: ") + named(names) + say(" · 更改", " · change");
    if (home) line.href = home.href.split("#")[0] + "#cc-how";
    if (!line.parentNode) tools.append(line);
  }

  // Easy words stand first: in the list of ways, and just below the title.
  function easy() {
    const link = document.querySelector("[data-easy]"), heading = document.querySelector("h1");
    if (!link || !curbcut.get("easy")) return;
    const first = document.createElement("p"), copy = document.createElement("a");
    copy.href = link.href;
    copy.textContent = say("打开易读版", "Open the version in easy words");
    first.className = "more";
    first.append(copy);
    heading.after(first);
    link.closest("ul").prepend(link.closest("li"));
  }

  // The player is there and waits: a sound begins only when somebody presses its button.
  function listen() {
    const button = document.querySelector("[data-player]");
    if (!button || !curbcut.get("listen")) return;
    curbcut.waits = true;
    button.addEventListener("click", () => { curbcut.waits = false; });
    curbcut.load(button.dataset.player);
  }

  function ready() {
    show();
    easy();
    listen();
  }

  curbcut.how = { CHOICES, active, named, read, write, use, me };
  document.addEventListener("cc-prefs", show);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready); else ready();
})();
