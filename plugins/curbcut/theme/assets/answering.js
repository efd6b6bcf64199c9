// Questions that can be answered: a form out of each, its verdict in words, what of it is kept on this device, the sum of a lesson.
// Only the button answers; nothing is cleared, nothing is timed, and the focus moves only where somebody asked for it.
// ZH is a constant of the build: this is published once for each language, behind grading.js (theme/__init__.py).
(() => {
  const G = curbcut.grading, quiz = curbcut.quiz, root = document.documentElement;
  const told = document.querySelector("[data-lesson]").dataset, pass = +told.pass || 0;
  const key = "curbcut-quiz " + (curbcut.whose || "") + told.site + " " + told.lesson; // whose: in a package, of several people on one device
  const stop = ZH ? "。" : ".", gap = ZH ? "" : " ", colon = ZH ? "：" : ": ", comma = ZH ? "、" : ", ";
  let data, sum, keeps = true, warned;

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
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
    copy.querySelectorAll(":scope > b:first-child").forEach(one => one.remove());
    return [...copy.childNodes];
  }

  // --- what is kept -------------------------------------------------------------------------------------

  function kept() {
    let found;
    try { found = G.records(JSON.parse(localStorage.getItem(key)).questions); } catch (e) { /* no storage, or nothing in it */ }
    return { questions: Object.assign(Object.create(null), found), title: title(document.querySelector("h1")), url: told.url, pass, count: all.length };
  }

  function store() {
    try {
      localStorage.setItem(key, JSON.stringify(data));
    } catch (e) {
      keeps = false;
    }
  }

  const today = () => G.dayOf(Date.now(), new Date().getTimezoneOffset());

  // --- a question ---------------------------------------------------------------------------------------

  const CHOICES = { single: "radio", truth: "radio", scenario: "radio", multiple: "checkbox" };
  const HOW = ZH ? {
    multiple: "可以选几个", order: "给每一项选第几步", match: "给每一项选一个对应的", blank: "写下来", number: "写一个数", open: "用自己的话写"
  } : {
    multiple: "Choose one or more", order: "Choose a step for each", match: "Choose a partner for each", blank: "Write it down",
    number: "Write a number", open: "Write in your own words"
  };

  // section: of the page. Gives {id, section, heading, counts, record, stale}, and restore() for what was answered before.
  function question(section, n) {
    const { id, dataset: { kind, hash = "", right = "" } } = section, find = selector => section.querySelector(selector), every = selector => [...section.querySelectorAll(selector)];
    const box = find(".answering"), status = find(".feedback"), heading = find("h3"), blanks = every(".blank"), points = every(".criteria > li"), type = CHOICES[kind];
    const leads = every(".options > li").map(item => item.dataset.leads);
    const rights = right.split(" ").filter(Boolean);
    const wanted = kind === "blank" ? blanks.map(blank => JSON.parse(blank.dataset.accept))
      : kind === "number" ? blanks.map(blank => [+blank.dataset.value, +blank.dataset.tolerance])
        : kind === "match" ? rights.map(pair => pair.split(".")[1]) : rights;
    const one = { id, section, heading, counts: kind !== "open" && wanted.length > 0, restore };
    let controls, before, compared;

    // What was chosen or written, and the same put back; what is missing, if anything: [control, words].
    let read = () => controls.map(control => control.value), fill = answer => controls.forEach((control, n) => { control.value = answer[n] || ""; }), missing;

    const signed = (item, sign) => [make("b", {}, sign + "."), " ", ...item.childNodes];

    // A list gives way to its controls, each in an element of its own: the group and the letters say what "list" would say once more.
    function replace(list, control) {
      const made = [...list.children].map(control);
      list.replaceWith(boxed("controls", ...made.map(pair => pair[1])));
      controls = made.map(pair => pair[0]);
    }

    // A row for each thing that has to get a place or a partner: its text as the label, and a list to choose from.
    function rows(list, choices, asked) {
      replace(list, (item, n) => {
        const select = make("select", { id: item.id + ".choice" }, ...[["", asked], ...choices].map(([value, name]) => make("option", { value }, name)));
        return [select, make("div", { className: "row", id: item.id }, make("label", { htmlFor: select.id }, ...signed(item, kind === "match" ? n + 1 : capital(letter(n)))), select)];
      });
      missing = () => {
        const open = controls.filter(select => !select.value);
        return open[0] && [open[0], ZH ? "还有 " + open.length + " 项没有选。" : open.length + " of them are not chosen yet."];
      };
    }

    // Fields to write in, each with its label.
    function fields(tag, properties, labels) {
      controls = labels.map((_, n) => make(tag, { id: id + ".field-" + (n + 1), ...properties }));
      box.replaceChildren(...labels.map((name, n) => make("p", { className: "row" }, make("label", { htmlFor: controls[n].id }, name), controls[n])));
      missing = () => {
        const empty = controls.find(control => !control.value.trim()), other = kind === "number" && controls.find(control => isNaN(G.number(control.value)));
        return empty ? [empty, ZH ? "还没有写。" : "Nothing is written yet."] : other && [other, ZH ? "请写一个数，例如 6 或者六。" : "Please write a number, such as 6."];
      };
    }

    if (type) {
      every(".answering .branch").forEach(branch => branch.remove()); // where it leads is said after the answer
      replace(find(".options"), (item, n) => {
        const input = make("input", { type, name: id, value: letter(n) });
        return [input, make("label", { className: "option", id: item.id }, input, make("span", {}, ...signed(item, capital(letter(n)))))];
      });
      read = () => controls.filter(input => input.checked).map(input => input.value);
      fill = answer => controls.forEach(input => { input.checked = answer.includes(input.value); });
      missing = () => !read()[0] && [controls[0], kind === "multiple" ? (ZH ? "还没有选。请至少选一个。" : "Nothing is chosen yet. Please choose at least one.") : (ZH ? "还没有选。请选一个。" : "Nothing is chosen yet. Please choose one.")];
    } else if (kind === "order") {
      const list = find(".options"), letters = leads.map((_, n) => letter(n));
      rows(list, letters.map((_, n) => [n + 1, ZH ? "第 " + (n + 1) + " 步" : "Step " + (n + 1)]), ZH ? "第几步？" : "Which step?");
      const open = missing;
      read = () => letters.map((_, step) => letters[controls.findIndex(select => +select.value === step + 1)]).filter(Boolean);
      fill = answer => controls.forEach((select, n) => { select.value = answer.indexOf(letters[n]) + 1 || ""; });
      missing = () => {
        const values = controls.map(select => select.value), n = values.findIndex((value, n) => values.indexOf(value) < n);
        return open() || (n >= 0 && [controls[n], ZH ? "第 " + values[n] + " 步选了不止一次。每一步只选一次。" : "Step " + values[n] + " is chosen more than once. Choose each step once."]);
      };
    } else if (kind === "match") {
      rows(find(".prompts"), every(".options > li").map((item, n) => [letter(n), capital(letter(n)) + ". " + title(item)]), ZH ? "连哪一个？" : "Which one?");
    } else if (kind === "open") fields("textarea", { rows: 4, maxLength: 20000 }, [ZH ? "你的回答" : "Your answer"]);
    else {
      fields("input", { type: "text", autocomplete: "off", maxLength: 999, ...(kind === "number" && { inputMode: "decimal" }) },
        blanks.map((_, n) => blanks[1] ? (ZH ? "第 " + (n + 1) + " 空" : "Blank " + (n + 1)) : ZH ? "你的答案" : "Your answer"));
    }

    const retry = button(ZH ? "再试一次" : "Try again", () => {
      status.replaceChildren();
      retry.hidden = true;
      controls[0].focus();
    });
    retry.hidden = true;
    const note = make("p", { className: "note" }), parts = [...section.children];
    heading.tabIndex = -1;
    const how = HOW[kind] || (ZH ? "选一个" : "Choose one");
    const group = make("fieldset", {}, make("legend", {}, heading), ...parts.slice(1, parts.indexOf(box)), make("p", { className: "how", id: id + ".how" }, ZH ? how + "，再按“交答案”。" : how + ", then press “Check answer”."), box);
    group.setAttribute("aria-describedby", id + ".how");
    // The button too, which Enter presses as well: some frames submit no form, and say nothing of it.
    const onsubmit = event => {
      event.preventDefault();
      answer();
    };
    section.prepend(make("form", { onsubmit }, group, make("p", { className: "act" }, button(ZH ? "交答案" : "Check answer", onsubmit, "submit"), retry), note));
    status.after(...every(".outcome")); // what happens then is told after what was said of it
    return one;

    function tell(...children) {
      note.textContent = "";
      status.replaceChildren(...children.filter(Boolean));
    }

    function answer() {
      const open = missing();
      if (open) {
        tell(text(open[1]));
        open[0].focus();
        return;
      }
      const response = read(), result = G.grade(kind, wanted, response), { score } = result;
      before = data.questions[id];
      settle(response, score, []);
      retry.hidden = false;
      tell(...verdict(response, result));
      if (kind === "open") compare([]);
      if (kind === "scenario") lead(response[0]);
      send("answered", { id, number: n + 1, kind, response, key: wanted, correct: one.counts ? score === 1 : null, score: one.counts ? score : null });
      send("lesson", sum);
    }

    // ticks: of what the learner compares; they may change later, and are still one answer.
    function settle(response, score, ticks) {
      const mine = one.counts ? score : points[0] ? ticks.length / points.length : 1;
      if (keeps) data = kept(); // another tab may have answered another question meanwhile
      data.questions[id] = { ...G.answered(before, hash, [...response, ...ticks], mine, today()), title: title(heading) };
      store();
      add();
    }

    // What was right and what was not, where there are several things to be right in.
    function details({ parts, missed }) {
      const right = parts.map((good, n) => good && n + 1).filter(Boolean), hits = right.length, whole = parts.length, wrong = whole - hits;
      if (kind === "multiple") {
        return [
          ZH ? "选对了 " + hits + " 个" : hits + " of your choices " + (hits === 1 ? "is" : "are") + " right",
          wrong && (ZH ? "选错了 " + wrong + " 个" : wrong + " not"), missed && (ZH ? "还漏了 " + missed + " 个" : missed + " missing")
        ].filter(Boolean).join(ZH ? "，" : ", ") + stop;
      }
      if (whole < 2) return "";
      const which = hits && wrong ? (ZH ? "：第 " + right.join(comma) + (kind === "order" ? " 步" : " 项") : ": number " + right.join(comma)) : "";
      return (ZH ? "共 " + whole + " 项，对了 " + hits + " 项" : hits + " of " + whole + " are right") + which + stop;
    }

    function verdict(response, result) {
      const whys = type ? response : [], explained = find(".explanation"), good = result.score === 1;
      const lines = whys.map(chosen => {
        const why = find('[data-for="' + id + "." + chosen + '"]');
        return why && boxed("why", make("b", {}, capital(chosen) + colon), ...again(why));
      });
      const chosen = type && (ZH ? "你选的是 " : "You chose ") + whys.map(capital).join(comma) + stop;
      if (kind === "open") lines.push(text(ZH ? "写好了。下面是参考答案，请对照着看。" : "Written down. A model answer follows; please compare."));
      else lines.unshift(one.counts ? text(make("b", {}, word(result.score) + stop), gap, [chosen, !good && details(result)].filter(Boolean).join(gap)) : text(chosen));
      if (one.counts && good && explained) lines.push(boxed("", ...again(explained)));
      if (one.counts && !good) lines.push(text(ZH ? "可以改了再交，也可以打开下面的答案。" : "You can change it and check again, or open the answer below."));
      if (!keeps && !warned) {
        warned = lines.push(text(ZH ? "这台设备记不下答案（存储满了，或者关掉了）。可以照常答题，关掉这一页就没有了。" : "Your answers cannot be kept on this device (full or switched off). You can go on; they are gone when you close the page."));
      }
      if (sum.answered === sum.count) lines.push(text(ZH ? "每一题都答过了。" : "Every question is answered. ", total.textContent.replace(/^.*?[。.] ?/, "")));
      return lines;
    }

    // The way on in a scenario: the outcome of what was chosen opens just below.
    function lead(chosen) {
      const there = document.getElementById(leads[chosen.charCodeAt() - 97]);
      every(".outcome").forEach(outcome => { outcome.open = outcome.contains(there); });
      if (there) status.append(text(link("#" + there.id, (ZH ? "看“" : "See “") + title(there) + "”")));
    }

    // After an open question: the model answer, and what it should have said, to be ticked by the learner.
    function compare(ticks) {
      const model = find(".model"), boxes = points.map((_, n) => make("input", {
        type: "checkbox", value: n + 1, checked: ticks.includes(String(n + 1)),
        onchange() { settle(read(), null, boxes.filter(box => box.checked).map(box => box.value)); }
      }));
      const fresh = boxed("compare", ...(model ? again(model) : []),
        points[0] ? make("fieldset", {}, make("legend", {}, ZH ? "说到了的，打勾：" : "Tick what you said:"), ...points.map((point, n) => make("label", { className: "option" }, boxes[n], make("span", {}, ...again(point))))) : "");
      if (compared) compared.remove();
      status.after(compared = fresh);
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
        : when + colon + (one.counts ? word(found.score) : ZH ? "已经答过" : "Answered") + stop + gap
          + (due ? (ZH ? "该复习了，请再答一遍。" : "It is time to review it; please answer again.") : ZH ? "可以再答一次。" : "You can answer again.");
    }
  }

  const send = (name, detail) => document.dispatchEvent(new CustomEvent("cc-quiz-" + name, { detail }));

  function word(score) { return score === 1 ? (ZH ? "答对了" : "Correct") : score > 0 ? (ZH ? "对了一部分" : "Partly right") : ZH ? "不对" : "Not right"; }

  // --- the lesson ---------------------------------------------------------------------------------------

  // What is read meanwhile stays where it is, however much longer those above it become: by the question at the upper edge of the window.
  const top = one => one.getBoundingClientRect().top, seen = quiz.questions.filter(one => top(one) < 9).pop(), stood = seen && top(seen);
  const all = quiz.questions.map(question);
  const total = text(), heading = make("h3", { id: "cc-quiz-sum", tabIndex: -1 }, ZH ? "这一课的成绩" : "Your result in this lesson");

  function add() {
    all.forEach(one => {
      one.record = data.questions[one.id];
      one.stale = !!one.record && one.record.hash !== one.section.dataset.hash;
    });
    sum = G.sum(all, pass);
    const { count, answered, graded, right, percent, passed } = sum;
    const open = graded < count ? (ZH ? "；自己对照的题不算分" : "; what you compare yourself is not scored") : "";
    const score = graded ? (ZH ? "得分 " + percent + " 分（满分 100" + open + "）。" : "Score: " + percent + " of 100" + open + ".") : "";
    const mark = pass && graded ? (ZH ? pass + " 分算通过：" + (passed ? "通过了。" : "还没有通过。") : pass + " is a pass: " + (passed ? "passed." : "not yet passed.")) : "";
    total.replaceChildren(ZH ? "一共 " + count + " 题，答了 " + answered + " 题，全对 " + right + " 题。" : count + " questions, " + answered + " answered, " + right + " fully right. ", score, gap, mark);
  }

  data = kept();
  all.forEach(one => one.restore());
  const where = make("p", { className: "said" }, curbcut.where || (ZH ? "只记在这台设备上，不用账号，也不会发给别人。" : "It is kept on this device only: no account, nothing is sent. "));
  if (told.progress) where.append(link(told.progress, ZH ? "我的学习进度：复习、保存、删除" : "My progress: review, save, delete"));
  const result = make("section", { className: "sum" }, heading, total, where);
  result.setAttribute("aria-labelledby", heading.id);

  // --- one question at a time -----------------------------------------------------------------------------

  let at = 0, alone;
  const toggle = make("input", { type: "checkbox", onchange() { curbcut.set("one", toggle.checked ? "1" : ""); } }), count = make("span");
  const back = button(ZH ? "上一题" : "Previous question", () => turn(at - 1)), on = button("", () => turn(at + 1)), bar = make("p", { className: "act turning" }, back, count, on);
  all[0].section.before(make("p", { className: "around" }, make("label", { className: "choice" }, toggle, ZH ? "一次只看一题" : "One question at a time")));
  all[all.length - 1].section.after(bar, result);

  function show() {
    alone = !!curbcut.get("one");
    toggle.checked = alone;
    bar.hidden = !alone;
    all.forEach((one, n) => one.section.classList.toggle("away", alone && n !== at));
    count.textContent = ZH ? "第 " + (at + 1) + " 题，共 " + all.length + " 题" : "Question " + (at + 1) + " of " + all.length;
    back.hidden = !at;
    on.textContent = all[at + 1] ? (ZH ? "下一题" : "Next question") : ZH ? "看成绩" : "See the result";
  }

  function turn(n, quiet) {
    if (all[n]) at = n;
    show();
    if (!quiet) (all[n] || { heading }).heading.focus();
  }

  function follow() {
    const there = quiz.there(), n = all.findIndex(one => one.section.contains(there));
    const folded = there && there.closest("details");
    if (folded) folded.open = true;
    if (n < 0) return;
    turn(n, true);
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

  // What a package keeps elsewhere: the lesson's record as it is kept here, and the same given back.
  quiz.state = () => data.questions;
  quiz.restore = saved => {
    const found = G.records(saved);
    if (!found) return false;
    Object.assign(data.questions, found);
    store(); // else the next answer, which reads what is kept first, would forget it
    all.forEach(one => one.restore());
    add();
    return true;
  };
})();
