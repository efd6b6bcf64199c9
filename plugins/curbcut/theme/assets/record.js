// The record of learning of a course: filled from what this device keeps of its lessons. The name is written on the page and nowhere else.
(() => {
  const zh = document.documentElement.lang.slice(0, 2) === "zh", say = (chinese, english) => zh ? chinese : english;
  const place = document.getElementById("cc-record");
  const { site } = place.dataset, lessons = JSON.parse(place.dataset.asked);
  const cells = place.querySelectorAll("[data-fill=points]"), named = name => place.querySelector("[data-fill=" + name + "]");

  // The records of a lesson's questions; in a package also what a platform keeps of answers that were given on another device.
  function kept(name) {
    const far = (curbcut.far || {})[name.split("/").pop()];
    let found;
    try { found = records(JSON.parse(localStorage.getItem("curbcut-quiz " + (curbcut.whose || "") + site + " " + name)).questions); } catch (e) { /* no storage, or nothing in it */ }
    return { __proto__: null, ...found, ...(far && far.records) };
  }

  // What a lesson comes to by the questions that it has today, or null where nothing was answered.
  function result(lesson) {
    const all = lesson.questions.map(([id, hash, counts]) => ({ id, hash, counts })), found = sum(all, kept(lesson.name), lesson.pass);
    return found.answered ? { ...found, done: lesson.pass ? found.passed : found.answered === found.count } : null;
  }

  const SAID = { untaken: ["还没有做：", "Not taken yet: "], open: ["还没有答完：", "Not finished yet: "], failed: ["还没有及格：", "Not passed yet: "] };

  function fill() {
    const missing = { untaken: [], open: [], failed: [] };
    lessons.forEach((lesson, n) => {
      if (!lesson.questions.length) return; // nothing to score, as the table says
      const found = result(lesson);
      cells[n].textContent = !found ? "" : found.graded ? found.percent : say("答过 " + found.answered + " 题", found.answered + " answered");
      if (!found) missing.untaken.push(lesson.title);
      else if (!found.done) missing[lesson.pass ? "failed" : "open"].push(lesson.title);
    });
    named("date").textContent = new Date().toLocaleDateString(document.documentElement.lang, { year: "numeric", month: "long", day: "numeric" });
    const told = Object.keys(missing).filter(name => missing[name].length).map(name => say(...SAID[name]) + missing[name].join(say("、", ", ")) + say("。", "."));
    named("missing").textContent = told.join(say("", " ")) || say("有自测的课都通过了。", "Every lesson that has a quiz is passed.");
  }

  const form = document.createElement("form"), name = document.createElement("input"), label = document.createElement("label"), print = document.createElement("button");
  const row = document.createElement("p");
  name.id = "cc-record-name";
  name.type = "text";
  name.maxLength = 60;
  name.autocomplete = "off"; // browsers would keep it
  label.htmlFor = name.id;
  label.textContent = say("写上您的姓名", "Write your name");
  print.textContent = say("打印", "Print");
  row.className = "row";
  row.append(label, name, " ", print);
  form.className = "asking";
  form.append(row);
  name.addEventListener("input", () => { named("name").textContent = name.value; });
  print.onclick = form.onsubmit = event => { // the button too: some frames submit no form
    event.preventDefault();
    window.print();
  };
  place.before(form);
  addEventListener("storage", fill);
  fill();
})();
