// The page of somebody's own progress: what is due for review, what was answered, and the file that carries it to another device.
// All of it is read from this device, and nothing of it leaves but by the learner's own hand.
(() => {
  const zh = document.documentElement.lang.slice(0, 2) === "zh", say = (chinese, english) => zh ? chinese : english;
  const LIMIT = 2 ** 20, VERSION = 1, LESSON = /^[\p{L}\p{N}_.-]{1,100}(\/[\p{L}\p{N}_.-]{1,100})?$/u, PREFIX = "curbcut-quiz " + (curbcut.whose || "");

  // --- the file: values in, values out --------------------------------------------------------------------

  const ADDRESS = /^(?!(.*\/)?\.\.?(\/|$))([\p{L}\p{N}_%.~-]+\/)*[\p{L}\p{N}_%.~-]*$/u;

  // What is kept of a lesson, or null where it is not what we write: {title, url, pass, count, questions: {id: record}}.
  function kept(one) {
    const { title, url, pass, count, questions } = Object(one), found = records(questions);
    return found && isText(title, 1000) && isText(url, 500) && ADDRESS.test(url) && isWhole(pass, 100) && isWhole(count, 1000) ? { title, url, pass, count, questions: found } : null;
  }

  // The lessons in a file of progress: {lessons}, or {problem: "size" | "kind" | "version" | "site" | "damaged", site}.
  function read(text, site) {
    if (text.length > LIMIT) return { problem: "size" };
    let file;
    try { file = JSON.parse(text); } catch (e) { return { problem: "kind" }; }
    if (!isObject(file) || file.curbcut !== "progress") return { problem: "kind" };
    if (file.version !== VERSION) return { problem: "version" };
    if (file.site !== site) return { problem: "site", site: typeof file.site === "string" ? file.site.slice(0, 100) : "" };
    if (!isObject(file.lessons)) return { problem: "damaged" };
    const all = Object.entries(file.lessons).map(([name, one]) => [name, LESSON.test(name) && name !== "__proto__" && kept(one)]);
    return all.every(pair => pair[1]) ? { lessons: Object.fromEntries(all) } : { problem: "damaged" };
  }

  const write = (lessons, site) => JSON.stringify({ curbcut: "progress", version: VERSION, site, lessons }, null, 1) + "\n";

  // Two records of one question: the later answer counts, and the better result stays if both answered the same wording.
  function later(one, other) {
    if (!one || !other) return one || other;
    const [old, fresh] = one.day > other.day || (one.day === other.day && one.tries > other.tries) ? [other, one] : [one, other];
    return old.hash === fresh.hash ? { ...fresh, best: Math.max(old.best, fresh.best) } : fresh;
  }

  // A lesson as it is here, with what a file says of it.
  function merge(here, there) {
    if (!here) return there;
    const ids = new Set([...Object.keys(here.questions), ...Object.keys(there.questions)]);
    const own = (from, id) => ({}).hasOwnProperty.call(from, id) ? from[id] : undefined;
    return { ...here, questions: Object.fromEntries([...ids].map(id => [id, later(own(here.questions, id), own(there.questions, id))])) };
  }

  // Questions in the order in which they came due; all that is due on or before a day.
  function due(lessons, day) {
    const all = Object.values(lessons).flatMap(lesson => Object.entries(lesson.questions).map(([id, record]) => ({ lesson, id, record })));
    return all.filter(one => one.record.due <= day).sort((one, other) => one.record.due - other.record.due);
  }

  curbcut.progress = { read, write, merge, due, LIMIT };
  const place = document.getElementById("cc-progress");
  if (!place) return;

  // --- the page -------------------------------------------------------------------------------------------

  const { site, root } = place.dataset, status = place.previousElementSibling;
  const date = day => new Date(day * 864e5).toLocaleDateString(document.documentElement.lang, { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  }

  function button(text, act) {
    const made = make("button", { type: act ? "button" : "submit" }, text);
    if (act) made.addEventListener("click", act);
    return made;
  }

  if (curbcut.where) document.querySelector(".summary").textContent = curbcut.where; // in a platform it is not only kept here

  const tell = text => { status.textContent = text; };
  const keyOf = name => PREFIX + site + " " + name;

  function lessons() {
    const found = {}, start = keyOf("");
    try {
      for (const key of Object.keys(localStorage).sort()) { // a browser gives them in any order; names begin with the course
        const name = key.slice(start.length);
        if (!key.startsWith(start) || !LESSON.test(name) || name === "__proto__") continue;
        let one = null;
        try { one = kept(JSON.parse(localStorage.getItem(key))); } catch (e) { /* not what we wrote */ }
        if (one) found[name] = one;
      }
    } catch (e) { /* no storage */ }
    return found;
  }

  const PROBLEMS = {
    size: ["这个文件太大了（超过 1 MB），不是学习进度的文件。", "This file is too large (over 1 MB) to be a file of progress."],
    kind: ["这不是学习进度的文件。请选以前在这一页存下的文件，名字以 .json 结尾。", "This is not a file of progress. Please choose one that you saved on this page; its name ends in .json."],
    version: ["这个文件是更新的版本存下的，这里读不了。请打开最新的网站再试。", "A newer version saved this file, and it cannot be read here. Please try again on the latest site."],
    site: ["这是另一个网站的进度", "This is the progress of another site"],
    damaged: ["这个文件坏了，或者被改过，没有读入。请再存一次，或者找以前存下的文件。", "This file is damaged or was changed, and was not read in. Please save it again, or use an older one."]
  };

  function refuse({ problem, site: other }) {
    const text = say(...PROBLEMS[problem]);
    tell((problem === "site" ? text + (other ? say("（" + other + "）", " (" + other + ")") : "") + say("，没有读入。", "; it was not read in.") : text) + say("这里的进度没有变。", " Nothing here has changed."));
  }

  // All or nothing: where the storage is full half way, what was there before is put back.
  function store(fresh) {
    const before = [];
    try {
      for (const name of Object.keys(fresh)) {
        before.push([keyOf(name), localStorage.getItem(keyOf(name))]);
        localStorage.setItem(keyOf(name), JSON.stringify(fresh[name]));
      }
    } catch (e) {
      try {
        before.forEach(([key, old]) => old === null ? localStorage.removeItem(key) : localStorage.setItem(key, old));
      } catch (e) { /* no storage at all */ }
      return false;
    }
    return true;
  }

  function take(text) {
    const found = read(text, site), here = lessons();
    if (found.problem) return refuse(found);
    const names = Object.keys(found.lessons), fresh = Object.fromEntries(names.map(name => [name, merge(here[name], found.lessons[name])]));
    const done = store(fresh);
    show();
    tell(done ? say("读入了 " + names.length + " 课的进度，和这里的合在一起了。", "Read the progress of " + names.length + " lessons, and joined it with what was here.")
      : say("这台设备存不下，没有读入。", "This device cannot store it; nothing was read in."));
  }

  function choose() {
    const input = make("input", { type: "file", id: "cc-progress-file", accept: ".json,application/json" });
    const go = button(say("读入", "Read in")), form = make("form", {}, make("p", { "class": "row" }, make("label", { "for": input.id }, say("读入以前存下的文件：", "Read in a file that you saved:")), input, " ", go));
    go.onclick = form.onsubmit = event => { // the button too: some frames submit no form
      event.preventDefault();
      const file = input.files[0];
      if (!file) {
        tell(say("还没有选文件。", "No file is chosen yet."));
        input.focus();
      } else if (file.size > LIMIT) refuse({ problem: "size" });
      else file.text().then(take, () => refuse({ problem: "kind" }));
    };
    return form;
  }

  function save() {
    const url = URL.createObjectURL(new Blob([write(lessons(), site)], { type: "application/json" }));
    const link = make("a", { href: url, download: say("学习进度", "progress") + "-" + new Date().toISOString().slice(0, 10) + ".json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 6e4);
    tell(say("已经存成文件。可以拷到别的手机或电脑上，在那里的这一页读入。", "Saved as a file. Copy it to another device, and read it in on this page there."));
  }

  function remove() {
    const sure = button(say("是，全部删除", "Yes, delete everything"), () => {
      try { Object.keys(lessons()).forEach(name => localStorage.removeItem(keyOf(name))); } catch (e) { /* no storage */ }
      show();
      tell(say("全部删除了。", "Everything is deleted."));
      title.focus();
    });
    const not = button(say("不删除", "Keep it"), () => {
      ask.hidden = true;
      first.focus();
    });
    const ask = make("p", {}, say("真的要删除这台设备上的全部答题记录吗？删了找不回来。", "Really delete all answers on this device? They cannot be brought back. "), sure, " ", not);
    const first = button(say("全部删除", "Delete everything"), () => {
      ask.hidden = false;
      sure.focus();
    });
    ask.hidden = true;
    return make("div", {}, make("p", {}, first), ask);
  }

  function section(id, name, ...content) {
    const heading = make("h2", { id: "cc-" + id, tabindex: -1 }, name);
    return make("section", { "class": "part", "aria-labelledby": heading.id }, heading, ...content);
  }

  const link = (lesson, id, text) => make("a", { href: new URL(root + lesson.url + (id ? "#" + id : ""), document.baseURI).href }, text);

  function reviews(all) {
    const now = due(all, today()), later = due(all, Infinity).filter(one => one.record.due > today());
    const soon = later.filter(one => one.record.due === later[0].record.due);
    if (!now.length) {
      return make("p", {}, say("今天没有要复习的题。", "Nothing is due for review today. ")
        + (soon.length ? say("下一次：" + date(soon[0].record.due) + "，" + soon.length + " 题。", "Next: " + date(soon[0].record.due) + ", " + soon.length + " questions.") : ""));
    }
    return make("ul", { "class": "items" }, ...now.map(({ lesson, id, record }) => make("li", {}, make("h3", {}, link(lesson, id, record.title || lesson.title)), make("p", { "class": "date" }, lesson.title))));
  }

  function done(lesson) {
    const records = Object.values(lesson.questions), right = records.filter(record => record.best === 1).length;
    const text = say("共 " + lesson.count + " 题，答过 " + records.length + " 题，全对 " + right + " 题。", lesson.count + " questions, " + records.length + " answered, " + right + " fully right.");
    return make("li", {}, make("h3", {}, link(lesson, "", lesson.title)), make("p", { "class": "date" }, text));
  }

  let title;

  function show() {
    const all = lessons(), list = Object.values(all);
    const boxes = DAYS.slice(1).join(say("、", ", "));
    const learned = section("learned", say("学过的课", "Lessons"), list.length ? make("ul", { "class": "items" }, ...list.map(done)) : make("p", {}, say("这台设备上还没有答过题。", "No question was answered on this device yet.")));
    title = learned.firstChild;
    place.replaceChildren(
      section("due", say("该复习的题", "Due for review"), reviews(all), make("p", { "class": "said" }, say("答对的题隔 " + boxes + " 天再问一次；没答对的马上可以再答。", "What you know is asked again after " + boxes + " days; what was not right, at once."))),
      learned,
      section("keep", say("存下来，搬到别处", "Save it, move it"), make("p", {}, button(say("存成文件", "Save as a file"), save), " ", button(say("打印这一页", "Print this page"), () => print())), choose(), remove())
    );
  }

  addEventListener("storage", show);
  show();
})();
