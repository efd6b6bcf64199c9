// Questions that can be answered: a form out of each, its verdict in words, what of it is kept on this device, the sum of a lesson.
// Only the button answers; nothing is cleared, nothing is timed, and the focus moves only where somebody asked for it.
// ZH is a constant of the build: this is published once for each language, with grading.js and remembering.js in it (theme/__init__.py).
(() => {
  const { quiz } = curbcut, sections = quiz.questions, root = document.documentElement;
  const told = document.querySelector("[data-lesson]").dataset, pass = +told.pass;
  const key = "curbcut-quiz " + (curbcut.whose || "") + told.site + " " + told.lesson; // whose: in a package, of several people on one device
  const stop = ZH ? "。" : ".", gap = ZH ? "" : " ", colon = ZH ? "：" : ": ", comma = ZH ? "、" : ", ";
  let data, result, scored, keeps = true, warned;

  // An element: its tag, the properties it has, what is in it.
  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const text = (...children) => make("p", {}, ...children);
  const boxed = (className, ...children) => make("div", { className }, ...children);
  const button = (name, onclick, type = "button") => make("button", { type, onclick }, name);
  const link = (href, name) => make("a", { className: "link", href }, name);
  const title = element => element.textContent.replace(/\s+/g, " ").trim().slice(0, 999);
  const letter = n => String.fromCharCode(97 + n), capital = one => one.toUpperCase(); // of an option, by its place

  // What stands elsewhere on the page, said again: without the label of a whole, and without ids, which may stand only once.
  function again(element) {
    const copy = element.cloneNode(true), label = copy.querySelector(":scope > b:first-child");
    copy.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
    if (label) label.remove();
    return copy.childNodes;
  }

  // --- what is kept -------------------------------------------------------------------------------------

  function kept() {
    let found;
    try { found = records(JSON.parse(localStorage.getItem(key)).questions); } catch (e) { /* no storage, or nothing in it */ }
    return { questions: { __proto__: null, ...found }, title: title(document.querySelector("h1")), url: told.url, pass, count: sections.length };
  }

  function store() {
    try {
      localStorage.setItem(key, JSON.stringify(data));
    } catch (e) {
      keeps = false;
    }
  }

  // --- a question ---------------------------------------------------------------------------------------

  // How a kind is answered; those that are not named are one choice of several.
  const HOW = ZH ? {
    multiple: "可以选几个", order: "给每一项选第几步", match: "给每一项选一个对应的", blank: "写下来", number: "写一个数", open: "用自己的话写"
  } : {
    multiple: "Choose one or more", order: "Choose a step for each", match: "Choose a partner for each", blank: "Write it down",
    number: "Write a number", open: "Write in your own words"
  };

  // section: of the page. Gives {id, hash, counts}, and restore() for what was answered before.
  function question(section) {
    const { id, dataset: { kind, hash, right = "" } } = section, find = selector => section.querySelector(selector), every = selector => [...section.querySelectorAll(selector)];
    const box = find(".answering"), status = find(".feedback"), heading = find("h3"), blanks = every(".blank"), points = every(".criteria > li"), items = every(".options > li"), how = HOW[kind];
    const type = kind === "multiple" ? "checkbox" : how ? "" : "radio";
    const wanted = kind === "blank" ? blanks.map(blank => JSON.parse(blank.dataset.accept))
      : kind === "number" ? blanks.map(blank => [+blank.dataset.value, +blank.dataset.tolerance])
        : right.match(/[a-z]+/g) || []; // of pairs, what stands right
    const counts = !!wanted[0], compared = boxed("compare");
    let controls, before;

    // What was chosen or written, and the same put back; what is missing, if anything: [control, words].
    let read = () => controls.map(control => control.value), fill = answer => controls.forEach((control, n) => { control.value = answer[n] || ""; }), missing;

    const signed = (item, sign) => [make("b", {}, sign + "."), " ", ...item.childNodes];

    // A list gives way to its controls, each in an element of its own: the group and the letters say what "list" would say once more.
    const replace = (list, row) => list.replaceWith(boxed("controls", ...[...list.children].map(row)));

    const labelled = (control, ...name) => [make("label", { htmlFor: control.id }, ...name), control];
    const option = (input, children) => make("label", { className: "choice option" }, input, make("span", {}, ...children));

    // A row for each thing that has to get a place or a partner: its text as the label, and a list to choose from.
    function rows(list, choices, asked) {
      replace(list, (item, n) => {
        const select = make("select", { id: item.id + ".choice" }, ...[["", asked], ...choices].map(([value, name]) => make("option", { value }, name)));
        return make("div", { className: "row", id: item.id }, ...labelled(select, ...signed(item, kind === "match" ? n + 1 : capital(letter(n)))));
      });
      missing = () => {
        const values = controls.map(select => select.value), open = values.filter(value => !value).length, n = values.findIndex((value, n) => kind === "order" && values.indexOf(value) < n);
        return open ? [controls[values.indexOf("")], ZH ? "还有 " + open + " 项没有选。" : open + " of them are not chosen yet."]
          : n >= 0 && [controls[n], ZH ? "第 " + values[n] + " 步选了不止一次。每一步只选一次。" : "Step " + values[n] + " is chosen more than once. Choose each step once."];
      };
    }

    if (type) {
      every(".answering .branch").forEach(branch => branch.remove()); // where it leads is said after the answer
      replace(find(".options"), (item, n) => {
        const label = option(make("input", { type, name: id, value: letter(n) }), signed(item, capital(letter(n))));
        label.id = item.id;
        return label;
      });
      read = () => controls.filter(input => input.checked).map(input => input.value);
      fill = answer => controls.forEach(input => { input.checked = answer.includes(input.value); });
      missing = () => !read()[0] && [controls[0], (ZH ? "还没有选。请" : "Nothing is chosen yet. Please choose ") + (how ? (ZH ? "至少" : "at least ") : "") + (ZH ? "选一个。" : "one.")];
    } else if (kind === "order") {
      rows(find(".options"), items.map((_, n) => [n + 1, ZH ? "第 " + (n + 1) + " 步" : "Step " + (n + 1)]), ZH ? "第几步？" : "Which step?");
      read = () => {
        const steps = [];
        controls.forEach((select, n) => { steps[select.value - 1] = letter(n); });
        return steps;
      };
      fill = answer => controls.forEach((select, n) => { select.value = answer.indexOf(letter(n)) + 1 || ""; });
    } else if (kind === "match") {
      rows(find(".prompts"), items.map((item, n) => [letter(n), capital(letter(n)) + ". " + title(item)]), ZH ? "连哪一个？" : "Which one?");
    } else {
      const open = kind === "open", labels = open ? [ZH ? "你的回答" : "Your answer"] : blanks.map((_, n) => blanks[1] ? (ZH ? "第 " + (n + 1) + " 空" : "Blank " + (n + 1)) : ZH ? "你的答案" : "Your answer");
      box.replaceChildren(...labels.map((name, n) => make("p", { className: "row" }, ...labelled(make(open ? "textarea" : "input", {
        id: id + ".field-" + (n + 1), ...(open ? { rows: 4, maxLength: 20000 } : { type: "text", autocomplete: "off", inputMode: kind === "number" ? "decimal" : "text", maxLength: 999 })
      }), name))));
      missing = () => {
        const empty = controls.find(control => !control.value.trim()), other = kind === "number" && controls.find(control => isNaN(number(control.value)));
        return empty ? [empty, ZH ? "还没有写。" : "Nothing is written yet."] : other && [other, ZH ? "请写一个数，例如 6 或者六。" : "Please write a number, such as 6."];
      };
    }

    controls = [...box.querySelectorAll("input, select, textarea")];
    const retry = button(ZH ? "再试一次" : "Try again", () => {
      status.replaceChildren();
      retry.remove();
      controls[0].focus();
    });
    const note = make("p", { className: "note" }), parts = [...section.children];
    heading.tabIndex = -1;
    const group = make("fieldset", {}, make("legend", {}, heading), ...parts.slice(1, parts.indexOf(box)), make("p", { className: "how", id: id + ".how" }, (how || (ZH ? "选一个" : "Choose one")) + (ZH ? "，再按“交答案”。" : ", then press “Check answer”.")), box);
    group.setAttribute("aria-describedby", id + ".how");
    // The button too, which Enter presses as well: some frames submit no form, and say nothing of it.
    const onsubmit = event => {
      event.preventDefault();
      answer();
    };
    const act = make("p", { className: "act" }, button(ZH ? "交答案" : "Check answer", onsubmit, "submit"));
    section.prepend(make("form", { onsubmit }, group, act, note));
    status.after(...every(".outcome")); // what happens then is told after what was said of it
    return { id, hash, counts, restore };

    function tell(...children) {
      note.textContent = "";
      status.replaceChildren(...children.filter(Boolean));
    }

    function answer() {
      const open = missing();
      if (open) {
        tell(text(open[1]));
        return open[0].focus();
      }
      const response = read(), graded = grade(kind, wanted, response), { score } = graded;
      before = data.questions[id];
      settle(response, score);
      act.append(retry);
      tell(...verdict(response, graded));
      if (kind === "open") compare();
      if (type) lead(items[response[0].charCodeAt() - 97]);
      send("answered", { id, kind, response, key: wanted, correct: counts ? score === 1 : null, score });
      send("lesson", result);
    }

    // ticks: of what the learner compares; they may change later, and are still one answer.
    function settle(response, score, ticks = []) {
      const mine = counts ? score : points[0] ? ticks.length / points.length : 1;
      if (keeps) data = kept(); // another tab may have answered another question meanwhile
      data.questions[id] = { ...answered(before, hash, [...response, ...ticks], mine, today()), title: title(heading) };
      store();
      add();
    }

    // What was right and what was not, where there are several things to be right in.
    function details({ parts }) {
      const right = parts.map((good, n) => good && n + 1).filter(Boolean), hits = right.length, whole = parts.length, wrong = whole - hits, missed = wanted.length - hits;
      if (kind === "multiple") {
        return [
          ZH ? "选对了 " + hits + " 个" : hits + " of your choices " + (hits === 1 ? "is" : "are") + " right",
          wrong && (ZH ? "选错了 " + wrong + " 个" : wrong + " not"), missed && (ZH ? "还漏了 " + missed + " 个" : missed + " missing")
        ].filter(Boolean).join(ZH ? "，" : ", ") + stop;
      }
      const which = hits && wrong ? (ZH ? "：第 " + right.join(comma) + (kind === "order" ? " 步" : " 项") : ": number " + right.join(comma)) : "";
      return whole < 2 ? "" : (ZH ? "共 " + whole + " 项，对了 " + hits + " 项" : hits + " of " + whole + " are right") + which + stop;
    }

    function verdict(response, graded) {
      const chosen = type && (ZH ? "你选的是 " : "You chose ") + response.map(capital).join(comma) + stop, explained = find(".explanation"), good = graded.score === 1;
      const said = chosen || (ZH ? "写好了。下面是参考答案，请对照着看。" : "Written down. A model answer follows; please compare.");
      const lines = [
        counts ? text(make("b", {}, word(graded.score) + stop), gap, [chosen, !good && details(graded)].filter(Boolean).join(gap)) : text(said),
        ...(type ? response : []).map(chosen => {
          const why = find("[data-for=" + chosen + "]");
          return why && boxed("why", make("b", {}, capital(chosen) + colon), ...again(why));
        })
      ];
      if (counts) lines.push(good ? explained && boxed("", ...again(explained)) : text(ZH ? "可以改了再交，也可以打开下面的答案。" : "You can change it and check again, or open the answer below."));
      if (!keeps && !warned) {
        warned = lines.push(text(ZH ? "这台设备记不下答案（存储满了，或者关掉了）。可以照常答题，关掉这一页就没有了。" : "Your answers cannot be kept on this device (full or switched off). You can go on; they are gone when you close the page."));
      }
      if (result.answered === result.count) lines.push(text(ZH ? "每一题都答过了。" : "Every question is answered. ", scored.join("")));
      return lines;
    }

    // The way on in a scenario: the outcome of what was chosen opens just below.
    function lead({ dataset: { leads } }) {
      const there = document.getElementById(leads);
      every(".outcome").forEach(outcome => { outcome.open = outcome.contains(there); });
      if (there) status.append(text(link("#" + there.id, (ZH ? "看“" : "See “") + title(there) + "”")));
    }

    // After an open question: the model answer, and what it should have said, to be ticked by the learner.
    function compare(ticks = []) {
      const model = find(".model"), boxes = points.map((_, n) => make("input", {
        type: "checkbox", value: n + 1, checked: ticks.includes(String(n + 1)),
        onchange() { settle(read(), null, boxes.filter(box => box.checked).map(box => box.value)); }
      }));
      compared.replaceChildren(...(model ? again(model) : []),
        points[0] ? make("fieldset", {}, make("legend", {}, ZH ? "说到了的，打勾：" : "Tick what you said:"), ...points.map((point, n) => option(boxes[n], again(point)))) : "");
      status.after(compared);
    }

    // What was answered before is there again, said beside the question and not to a screen reader at once: nobody asked yet.
    function restore() {
      const found = data.questions[id];
      if (!found) return;
      const stale = found.hash !== hash, due = !stale && found.day < today() && found.due <= today(); // who reviews has to remember: the old answer would tell
      if (!due) {
        fill(found.answer);
        before = { ...found, tries: found.tries - 1, box: Math.max(found.box - 1, 0), due: 0 }; // as it was before that answer
        if (kind === "open") compare(found.answer.slice(1));
      }
      const when = new Date(found.day * 864e5).toLocaleDateString(root.lang, { timeZone: "UTC", month: "long", day: "numeric" });
      note.textContent = stale ? (ZH ? "这道题改过了，请再看看。你上次的答案还在。" : "This question has changed; please look again. Your last answer is still here.")
        : when + colon + (counts ? word(found.score) : ZH ? "已经答过" : "Answered") + stop + gap
          + (due ? (ZH ? "该复习了，请再答一遍。" : "It is time to review it; please answer again.") : ZH ? "可以再答一次。" : "You can answer again.");
    }
  }

  const send = (name, detail) => dispatchEvent(new CustomEvent("cc-quiz-" + name, { detail }));

  const word = score => score === 1 ? (ZH ? "答对了" : "Correct") : score > 0 ? (ZH ? "对了一部分" : "Partly right") : ZH ? "不对" : "Not right";

  // --- the lesson ---------------------------------------------------------------------------------------

  // What is read meanwhile stays where it is, however much longer those above it become: by the question at the upper edge of the window.
  const top = one => one.getBoundingClientRect().top, seen = sections.filter(one => top(one) < 9).pop(), stood = seen && top(seen);
  const all = sections.map(question);
  const total = text(), heading = make("h3", { id: "cc-quiz-sum", tabIndex: -1 }, ZH ? "这一课的成绩" : "Your result in this lesson");

  function add() {
    result = sum(all, data.questions, pass);
    const { count, answered, graded, right, percent, passed } = result;
    const open = graded < count ? (ZH ? "；自己对照的题不算分" : "; what you compare yourself is not scored") : "";
    const mark = pass ? gap + (ZH ? pass + " 分算通过：" + (passed ? "通过了。" : "还没有通过。") : pass + " is a pass: " + (passed ? "passed." : "not yet passed.")) : "";
    scored = graded ? [ZH ? "得分 " + percent + " 分（满分 100" + open + "）。" : "Score: " + percent + " of 100" + open + ".", mark] : [];
    total.replaceChildren(ZH ? "一共 " + count + " 题，答了 " + answered + " 题，全对 " + right + " 题。" : count + " questions, " + answered + " answered, " + right + " fully right. ", ...scored);
  }

  data = kept();
  all.forEach(one => one.restore());
  const where = make("p", { className: "said" }, curbcut.where || (ZH ? "只记在这台设备上，不用账号，也不会发给别人。" : "It is kept on this device only: no account, nothing is sent. "));
  if (told.progress) where.append(link(told.progress, ZH ? "我的学习进度：复习、保存、删除" : "My progress: review, save, delete"));
  const end = make("section", { className: "sum" }, heading, total, where);
  end.setAttribute("aria-labelledby", heading.id);

  // --- one question at a time -----------------------------------------------------------------------------

  let at = 0, alone;
  const toggle = make("input", { type: "checkbox", onchange() { curbcut.set("one", toggle.checked ? "1" : ""); } }), count = make("span");
  const back = button(ZH ? "上一题" : "Previous question", () => turn(at - 1)), on = button("", () => turn(at + 1)), bar = make("p", { className: "act turning" }, back, count, on);
  sections[0].before(make("p", { className: "around" }, make("label", { className: "choice" }, toggle, ZH ? "一次只看一题" : "One question at a time")));
  sections[sections.length - 1].after(bar, end);

  function show() {
    alone = !!curbcut.get("one");
    toggle.checked = alone;
    bar.hidden = !alone;
    sections.forEach((one, n) => one.classList.toggle("away", alone && n !== at));
    count.textContent = ZH ? "第 " + (at + 1) + " 题，共 " + sections.length + " 题" : "Question " + (at + 1) + " of " + sections.length;
    back.hidden = !at;
    on.textContent = sections[at + 1] ? (ZH ? "下一题" : "Next question") : ZH ? "看成绩" : "See the result";
  }

  function turn(n) {
    if (sections[n]) at = n;
    show();
    (sections[n] || end).querySelector("h3").focus();
  }

  function follow() {
    const there = quiz.there(), n = sections.findIndex(one => one.contains(there));
    const folded = there && there.closest("details");
    if (folded) folded.open = true;
    if (n < 0) return;
    at = n;
    show();
    if (alone) there.scrollIntoView();
  }

  document.addEventListener("cc-prefs", show);
  addEventListener("hashchange", follow);
  show();
  follow();
  add();
  if (seen && !alone) scrollBy(0, top(seen) - stood);
  addEventListener("storage", event => {
    if (event.key !== key) return;
    data = kept();
    add();
  });

  // --- from outside -----------------------------------------------------------------------------------------

  // For packages that report to a learning platform: on("answered", act) gets {id, kind, response, key, correct, score} (key as
  // grading.js takes it; correct and score are null where only the learner can judge), on("lesson", act) {count, answered, graded, right,
  // percent, passed} after it. state() is the lesson's record as it is kept here, and restore(state) takes one back.
  quiz.number = number;
  quiz.on = (name, act) => addEventListener("cc-quiz-" + name, event => act(event.detail));
  quiz.state = () => data.questions;
  quiz.restore = saved => {
    const found = records(saved);
    if (found) {
      Object.assign(data.questions, found);
      store(); // else the next answer, which reads what is kept first, would forget it
      all.forEach(one => one.restore());
      add();
    }
    return !!found;
  };
})();
