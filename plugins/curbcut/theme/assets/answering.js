// Questions that can be answered: a form out of each, its verdict in words, what of it is kept on this device, the sum of a lesson.
// Only the button answers; nothing is cleared, nothing is timed, and the focus moves only where somebody asked for it.
(() => {
  const zh = document.documentElement.lang.slice(0, 2) === "zh", say = (chinese, english) => zh ? chinese : english;
  const CHOICES = { single: "radio", truth: "radio", scenario: "radio", multiple: "checkbox" };
  let G, told, key, data, all, sum, alone, at = 0, keeps = true, warned = false;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name in attributes) if (attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  }

  function button(text, act) {
    const made = make("button", { type: act ? "button" : "submit" }, text);
    if (act) made.addEventListener("click", act);
    return made;
  }

  const title = element => element.textContent.replace(/\s+/g, " ").trim().slice(0, 999);
  const letter = one => one.toUpperCase();
  const stop = say("。", "."), gap = say("", " "), list = texts => texts.join(say("、", ", "));

  // What stands elsewhere on the page, said again: without its ids, which may stand only once.
  function again(element, without) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
    if (without) copy.querySelectorAll(without).forEach(one => one.remove());
    return [...copy.childNodes];
  }

  // --- what is kept -------------------------------------------------------------------------------------

  function kept() {
    let found = null;
    try { found = G.lesson(JSON.parse(localStorage.getItem(key))); } catch (e) { /* no storage, or not what we wrote */ }
    return { questions: {}, ...found, title: title(document.querySelector("h1")), url: told.url || "", pass: +told.pass || 0, count: all.length };
  }

  function keep(one, record) {
    one.record = record;
    if (keeps) data = kept(); // another tab may have answered another question meanwhile
    data.questions[one.id] = record;
    store();
  }

  function store() {
    try {
      localStorage.setItem(key, JSON.stringify(data));
    } catch (e) {
      keeps = false;
    }
  }

  const record = id => ({}).hasOwnProperty.call(data.questions, id) ? data.questions[id] : null;
  const today = () => G.dayOf(Date.now(), new Date().getTimezoneOffset());

  // --- controls -----------------------------------------------------------------------------------------

  const lettered = item => [make("b", {}, letter(item.dataset.letter || item.dataset.number) + "."), " ", ...item.childNodes];

  // A list gives way to its controls, each in an element of its own: the group and the letters say what "list" would say once more.
  function replace(list, control) {
    const made = [...list.children].map(control);
    list.replaceWith(make("div", { "class": "controls" }, ...made.map(pair => pair[1])));
    return made.map(pair => pair[0]);
  }

  function options(one, box) {
    box.querySelectorAll(".branch").forEach(link => link.remove()); // where it leads is said after the answer
    one.controls = replace(box.querySelector(".options"), item => {
      const input = make("input", { type: CHOICES[one.kind], name: one.id, value: item.dataset.letter });
      return [input, make("label", { "class": "option", id: item.id }, input, make("span", {}, ...lettered(item)))];
    });
    one.read = () => one.controls.filter(input => input.checked).map(input => input.value);
    one.fill = answer => one.controls.forEach(input => { input.checked = answer.includes(input.value); });
    one.missing = () => one.read().length ? null : [one.controls[0], one.kind === "multiple" ? say("还没有选。请至少选一个。", "Nothing is chosen yet. Please choose at least one.") : say("还没有选。请选一个。", "Nothing is chosen yet. Please choose one.")];
  }

  // A row for each thing that has to get a place or a partner: its text as the label, and a list to choose from.
  function rows(one, list, choices, asked) {
    one.controls = replace(list, item => {
      const id = item.id + ".choice", select = make("select", { id }, make("option", { value: "" }, asked), ...choices.map(([value, text]) => make("option", { value }, text)));
      return [select, make("div", { "class": "row", id: item.id }, make("label", { "for": id }, ...lettered(item)), select)];
    });
    one.missing = () => {
      const open = one.controls.filter(select => !select.value);
      return open.length && [open[0], say("还有 " + open.length + " 项没有选。", open.length + " of them are not chosen yet.")];
    };
  }

  function order(one, box) {
    const list = box.querySelector(".options"), letters = [...list.children].map(item => item.dataset.letter);
    rows(one, list, letters.map((_, n) => [n + 1, say("第 " + (n + 1) + " 步", "Step " + (n + 1))]), say("第几步？", "Which step?"));
    const open = one.missing;
    one.read = () => letters.map((_, step) => letters[one.controls.findIndex(select => +select.value === step + 1)]).filter(Boolean);
    one.fill = answer => one.controls.forEach((select, n) => { select.value = answer.indexOf(letters[n]) + 1 || ""; });
    one.missing = () => {
      const values = one.controls.map(select => select.value), n = values.findIndex((value, n) => values.indexOf(value) < n);
      return open() || (n >= 0 && [one.controls[n], say("第 " + values[n] + " 步选了不止一次。每一步只选一次。", "Step " + values[n] + " is chosen more than once. Choose each step once.")]);
    };
  }

  function match(one, box) {
    const choices = [...box.querySelectorAll(".options > li")].map(item => [item.dataset.letter, letter(item.dataset.letter) + ". " + title(item)]);
    rows(one, box.querySelector(".prompts"), choices, say("连哪一个？", "Which one?"));
    one.read = () => one.controls.map(select => select.value);
    one.fill = answer => one.controls.forEach((select, n) => { select.value = answer[n] || ""; });
  }

  function fields(one, box) {
    const blanks = [...one.section.querySelectorAll(".blank")], several = blanks.length > 1;
    one.controls = blanks.map((_, n) => make("input", { type: "text", id: one.id + ".field-" + (n + 1), autocomplete: "off", maxlength: 999, inputmode: one.kind === "number" ? "decimal" : undefined }));
    box.replaceChildren(...one.controls.map((input, n) => make("p", { "class": "row" }, make("label", { "for": input.id }, several ? say("第 " + (n + 1) + " 空", "Blank " + (n + 1)) : say("你的答案", "Your answer")), input)));
    texts(one);
    if (one.kind !== "number") return;
    const open = one.missing;
    one.missing = () => open() || one.controls.map(input => isNaN(G.number(input.value)) && [input, say("请写一个数，例如 6 或者六。", "Please write a number, such as 6.")]).find(Boolean);
  }

  function open(one, box) {
    const id = one.id + ".field-1";
    one.controls = [make("textarea", { id, rows: 4, maxlength: 20000 })];
    box.replaceChildren(make("p", { "class": "row" }, make("label", { "for": id }, say("你的回答", "Your answer")), one.controls[0]));
    texts(one);
  }

  function texts(one) {
    one.read = () => one.controls.map(input => input.value);
    one.fill = answer => one.controls.forEach((input, n) => { input.value = answer[n] || ""; });
    one.missing = () => {
      const empty = one.controls.find(input => !input.value.trim());
      return empty && [empty, say("还没有写。", "Nothing is written yet.")];
    };
  }

  function keyOf(one) {
    const right = (one.section.dataset.right || "").split(" ").filter(Boolean), blanks = [...one.section.querySelectorAll(".blank")];
    if (one.kind === "blank") return blanks.map(blank => JSON.parse(blank.dataset.accept));
    if (one.kind === "number") return blanks.map(blank => [+blank.dataset.value, +blank.dataset.tolerance]);
    return one.kind === "match" ? right.map(pair => pair.split(".")[1]) : right;
  }

  const HOW = {
    single: ["选一个", "Choose one"], truth: ["选一个", "Choose one"], scenario: ["选一个", "Choose one"], multiple: ["可以选几个", "Choose one or more"],
    order: ["给每一项选第几步", "Choose a step for each"], match: ["给每一项选一个对应的", "Choose a partner for each"], blank: ["写下来", "Write it down"],
    number: ["写一个数", "Write a number"], open: ["用自己的话写", "Write in your own words"]
  };

  function build(section, n) {
    const one = { section, n, id: section.id, kind: section.dataset.kind, hash: section.dataset.hash || "", status: section.querySelector(".feedback"), box: section.querySelector(".answering") };
    const heading = section.querySelector("h3"), above = [];
    one.heading = heading;
    one.leads = {};
    one.box.querySelectorAll("[data-leads]").forEach(item => { one.leads[item.dataset.letter] = item.dataset.leads; });
    one.key = keyOf(one);
    one.counts = one.kind !== "open" && one.key.length > 0;
    for (let next = heading.nextElementSibling; next !== one.box; next = next.nextElementSibling) above.push(next);
    heading.tabIndex = -1;
    const how = make("p", { "class": "how", id: one.id + ".how" }, say(HOW[one.kind][0] + "，再按“交答案”。", HOW[one.kind][1] + ", then press “Check answer”."));
    (CHOICES[one.kind] ? options : { order, match, blank: fields, number: fields, open }[one.kind])(one, one.box);
    one.retry = button(say("再试一次", "Try again"), () => {
      one.status.replaceChildren();
      one.retry.hidden = true;
      one.controls[0].focus();
    });
    one.retry.hidden = true;
    one.note = make("p", { "class": "note" });
    const form = make("form", {}, make("fieldset", { "aria-describedby": how.id }, make("legend", {}, heading), ...above, how, one.box), make("p", { "class": "act" }, button(say("交答案", "Check answer")), one.retry), one.note);
    form.addEventListener("submit", event => {
      event.preventDefault();
      answer(one);
    });
    section.prepend(form);
    one.status.after(...section.querySelectorAll(":scope > .outcome")); // what happens then is told after what was said of it
    return one;
  }

  // --- answering ----------------------------------------------------------------------------------------

  function tell(one, ...children) {
    one.note.textContent = "";
    one.status.replaceChildren(...children.filter(Boolean));
  }

  function answer(one) {
    const missing = one.missing();
    if (missing) {
      tell(one, make("p", {}, missing[1]));
      missing[0].focus();
      return;
    }
    const response = one.read(), result = G.grade(one.kind, one.key, response);
    one.before = record(one.id);
    settle(one, response, result.score, []);
    one.retry.hidden = false;
    tell(one, ...verdict(one, response, result));
    if (one.kind === "open") compare(one, []);
    lead(one);
    const score = one.counts ? result.score : null;
    send("answered", { id: one.id, number: one.n + 1, kind: one.kind, response, key: one.key, correct: score === null ? null : score === 1, score });
    send("lesson", sum);
  }

  // ticks: of what the learner compares; they may change later, and are still one answer.
  function settle(one, response, score, ticks) {
    const points = criteria(one).length, mine = one.counts ? score : points ? ticks.length / points : 1;
    keep(one, { ...G.answered(one.before, one.hash, [...response, ...ticks], mine, today()), title: title(one.heading) });
    add();
  }

  const send = (name, detail) => document.dispatchEvent(new CustomEvent("cc-quiz-" + name, { detail }));
  const criteria = one => [...one.section.querySelectorAll(".criteria > li")];

  function word(score) { return score === 1 ? say("答对了", "Correct") : score > 0 ? say("对了一部分", "Partly right") : say("不对", "Not right"); }

  // What was right and what was not, where there are several things to be right in.
  function details(one, { parts, missed }) {
    const numbered = parts.map((right, n) => right && n + 1).filter(Boolean), hits = numbered.length, whole = parts.length;
    if (one.kind === "multiple") {
      const wrong = whole - hits;
      return [say("选对了 " + hits + " 个", hits + " of your choices " + (hits === 1 ? "is" : "are") + " right"), wrong && say("选错了 " + wrong + " 个", wrong + " not"), missed && say("还漏了 " + missed + " 个", missed + " missing")].filter(Boolean).join(say("，", ", ")) + stop;
    }
    if (whole < 2) return "";
    return say("共 " + whole + " 项，对了 " + hits + " 项", hits + " of " + whole + " are right") + (hits && hits < whole ? say("：第 " + list(numbered) + (one.kind === "order" ? " 步" : " 项"), ": number " + list(numbered)) : "") + stop;
  }

  function verdict(one, response, result) {
    const { section } = one, whys = CHOICES[one.kind] ? response : [], explained = section.querySelector(".explanation"), good = result.score === 1;
    const lines = whys.map(chosen => {
      const why = section.querySelector('.whys > [data-for="' + one.id + "." + chosen + '"]');
      return why && make("div", { "class": "why" }, make("b", {}, letter(chosen) + say("：", ": ")), ...again(why, ":scope > b:first-child"));
    });
    const chosen = CHOICES[one.kind] && say("你选的是 ", "You chose ") + list(whys.map(letter)) + stop;
    if (one.kind === "open") lines.push(make("p", {}, say("写好了。下面是参考答案，请对照着看。", "Written down. A model answer follows; please compare.")));
    else if (!one.counts) lines.unshift(make("p", {}, chosen));
    else lines.unshift(make("p", {}, make("b", {}, word(result.score) + stop), gap, [chosen, good ? "" : details(one, result)].filter(Boolean).join(gap)));
    if (one.counts && good && explained) lines.push(make("div", {}, ...again(explained)));
    if (one.counts && !good) lines.push(make("p", {}, say("可以改了再交，也可以打开下面的答案。", "You can change it and check again, or open the answer below.")));
    lines.push(unkept());
    if (sum.answered === sum.count) lines.push(make("p", {}, ended()));
    return lines;
  }

  // The way on in a scenario: the outcome of what was chosen opens just below.
  function lead(one) {
    if (one.kind !== "scenario") return;
    const [chosen] = one.read(), there = document.getElementById(one.leads[chosen]);
    one.section.querySelectorAll("details.outcome").forEach(outcome => { outcome.open = outcome.contains(there); });
    if (there) one.status.append(make("p", {}, make("a", { "class": "link", href: "#" + there.id }, say("看“", "See “") + title(there) + "”")));
  }

  // After an open question: the model answer, and what it should have said, to be ticked by the learner.
  function compare(one, ticks) {
    const model = one.section.querySelector(".model"), points = criteria(one);
    const boxes = points.map((_, n) => make("input", { type: "checkbox", value: n + 1 }));
    boxes.forEach((box, n) => {
      box.checked = ticks.includes(String(n + 1));
      box.addEventListener("change", () => settle(one, one.read(), null, boxes.filter(one => one.checked).map(one => one.value)));
    });
    const made = make("div", { "class": "compare" }, ...(model ? again(model) : []),
      points.length ? make("fieldset", {}, make("legend", {}, say("说到了的，打勾：", "Tick what you said:")), ...points.map((point, n) => make("label", { "class": "option" }, boxes[n], make("span", {}, ...again(point))))) : "");
    if (one.compared) one.compared.replaceWith(made); else one.status.after(made);
    one.compared = made;
  }

  // What was answered before is there again, said beside the question and not to a screen reader at once: nobody asked yet.
  function restore(one) {
    const found = one.record = record(one.id);
    if (!found) return;
    one.stale = found.hash !== one.hash;
    const due = !one.stale && found.day < today() && found.due <= today(); // who reviews has to remember: the old answer would tell
    if (!due) {
      one.fill(found.answer);
      one.before = { ...found, tries: found.tries - 1, box: Math.max(found.box - 1, 0), due: 0 }; // as it was before that answer
      if (one.kind === "open") compare(one, found.answer.slice(1));
    }
    const when = new Date(found.day * 864e5).toLocaleDateString(document.documentElement.lang, { timeZone: "UTC", month: "long", day: "numeric" });
    const last = one.counts ? word(found.score) : say("已经答过", "Answered");
    one.note.textContent = one.stale ? say("这道题改过了，请再看看。你上次的答案还在。", "This question has changed; please look again. Your last answer is still here.")
      : say(when + "：" + last + "。", when + ": " + last + ". ") + (due ? say("该复习了，请再答一遍。", "It is time to review it; please answer again.") : say("可以再答一次。", "You can answer again."));
  }

  // --- the lesson ---------------------------------------------------------------------------------------

  function add() {
    all.forEach(one => {
      one.record = record(one.id);
      one.stale = !!one.record && one.record.hash !== one.hash;
    });
    sum = G.sum(all, +told.pass || 0);
    const open = sum.graded < sum.count ? say("；自己对照的题不算分", "; what you compare yourself is not scored") : "";
    const points = sum.graded ? say("得分 " + sum.percent + " 分（满分 100" + open + "）。", "Score: " + sum.percent + " of 100" + open + ".") : "";
    const mark = +told.pass && sum.graded ? say(told.pass + " 分算通过：" + (sum.passed ? "通过了。" : "还没有通过。"), told.pass + " is a pass: " + (sum.passed ? "passed." : "not yet passed.")) : "";
    result.replaceChildren(say("一共 " + sum.count + " 题，答了 " + sum.answered + " 题，全对 " + sum.right + " 题。", sum.count + " questions, " + sum.answered + " answered, " + sum.right + " fully right. "), points, gap, mark);
  }

  const ended = () => say("每一题都答过了。", "Every question is answered. ") + result.textContent.replace(/^.*?[。.] ?/, "");

  function unkept() {
    if (keeps || warned) return "";
    warned = true;
    return make("p", {}, say("这台设备记不下答案（存储满了，或者关掉了）。可以照常答题，关掉这一页就没有了。", "Your answers cannot be kept on this device (full or switched off). You can go on; they are gone when you close the page."));
  }

  const result = make("p", {});

  function finish(last) {
    const id = "cc-quiz-sum", heading = make("h3", { id, tabindex: -1 }, say("这一课的成绩", "Your result in this lesson"));
    const where = make("p", { "class": "said" }, say("只记在这台设备上，不用账号，也不会发给别人。", "It is kept on this device only: no account, nothing is sent. "));
    if (told.progress) where.append(make("a", { "class": "link", href: told.progress }, say("我的学习进度：复习、保存、删除", "My progress: review, save, delete")));
    last.after(make("section", { "class": "sum", "aria-labelledby": id }, heading, result, where));
    return heading;
  }

  // --- one question at a time -----------------------------------------------------------------------------

  function turns(first, last) {
    const toggle = make("input", { type: "checkbox" }), count = make("span", {});
    toggle.addEventListener("change", () => curbcut.set("one", toggle.checked ? "1" : ""));
    first.before(make("p", { "class": "around" }, make("label", { "class": "choice" }, toggle, say("一次只看一题", "One question at a time"))));
    const back = button(say("上一题", "Previous question"), () => turn(at - 1)), on = button(say("下一题", "Next question"), () => turn(at + 1));
    const bar = make("p", { "class": "act turning" }, back, count, on);
    last.after(bar);
    const show = () => {
      alone = !!curbcut.get("one");
      toggle.checked = alone;
      bar.hidden = !alone;
      all.forEach((one, n) => one.section.classList.toggle("away", alone && n !== at));
      count.textContent = say("第 " + (at + 1) + " 题，共 " + all.length + " 题", "Question " + (at + 1) + " of " + all.length);
      back.hidden = !at;
      on.textContent = at + 1 < all.length ? say("下一题", "Next question") : say("看成绩", "See the result");
    };
    const turn = (n, quiet) => {
      if (n < all.length) at = n;
      show();
      if (!quiet) (n < all.length ? all[n].heading : document.getElementById("cc-quiz-sum")).focus();
    };
    const follow = () => {
      const there = document.getElementById(decodeURIComponent(location.hash.slice(1))), n = all.findIndex(one => one.section.contains(there));
      if (there && there.closest("details")) there.closest("details").open = true;
      if (n >= 0) turn(n, true);
      if (n >= 0 && alone) there.scrollIntoView();
    };
    document.addEventListener("cc-prefs", show);
    addEventListener("hashchange", follow);
    show();
    follow();
  }

  // --- from outside -----------------------------------------------------------------------------------------

  // What a package keeps elsewhere: the lesson's record as it is kept here, and the same given back.
  function take(saved) {
    const found = G.lesson({ ...data, questions: saved });
    if (!found) return false;
    Object.assign(data.questions, found.questions);
    store(); // else the next answer, which reads what is kept first, would forget it
    all.forEach(restore);
    add();
    return true;
  }

  curbcut.answering = sections => {
    G = curbcut.grading;
    told = document.querySelector("[data-lesson]").dataset;
    key = "curbcut-quiz " + (curbcut.whose || "") + told.site + " " + told.lesson; // whose: in a package, of several people on one device
    all = sections.map(build);
    data = kept();
    all.forEach(restore);
    const last = all[all.length - 1].section;
    finish(last);
    turns(all[0].section, last);
    add();
    addEventListener("storage", event => {
      if (event.key !== key) return;
      data = kept();
      add();
    });
    Object.assign(curbcut.quiz, { state: () => data.questions, restore: take });
  };
})();
