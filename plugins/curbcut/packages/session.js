// The start page of a package, where a learning platform has opened it: one session for the whole course, whichever of its pages
// the frame shows. The platform (scorm.js, cmi5.js) is told at every answer and whenever the page is left; decision 018.
// MODERN is a constant of the build (start.py): whether answers are written as in SCORM 2004, which cmi5 always does.
(async () => {
  const course = JSON.parse(document.getElementById("cc-course").textContent), lessons = course.lessons, K = curbcut.records, ROOT = new URL(".", location.href).href;
  try { if (parent.curbcutSession) return; } catch (e) { /* a platform's frame */ }
  const P = await curbcut.platform(course);
  if (!P) return;
  const state = K.read(P.data, lessons);
  let now = null;

  function commit() {
    pull();
    P.tell(K.total(lessons, state), K.write(lessons, state, MODERN ? 64000 : 4096), say); // as much as suspend_data takes
  }

  // --- an answer, as platforms write it ---------------------------------------------------------------------

  const TYPES = { truth: "true-false", blank: "fill-in", number: "numeric", order: "sequencing", match: "matching", open: MODERN ? "long-fill-in" : "fill-in" };

  // Letters and texts; of pairs, numbers stand left and letters right.
  function said(kind, given) {
    if (kind === "truth") return String(given[0] === "a").slice(0, MODERN ? 5 : 1);
    if (kind === "match") given = given.map((letter, n) => (n + 1) + (MODERN ? "[.]" : ".") + letter);
    return given.join(MODERN ? "[,]" : ",").slice(0, MODERN ? 4000 : 255);
  }

  function pattern(kind, key) {
    if (kind === "blank") return (MODERN ? "{case_matters=false}" : "") + said(kind, key.map(accepted => accepted[0]));
    if (kind !== "number") return said(kind, key);
    const [[value, tolerance]] = key, tidy = number => +number.toFixed(7);
    return MODERN ? tidy(value - tolerance) + "[:]" + tidy(value + tolerance) : value;
  }

  function interaction(answer) {
    const { id, kind, key, response } = answer, { document, curbcut } = now.window;
    P.answered({
      ...answer, name: now.lesson.id + "." + id, type: TYPES[kind] || "choice", pattern: pattern(kind, key), response: kind === "number" ? curbcut.quiz.number(response[0]) : said(kind, response),
      title: document.getElementById(id).querySelector("h3").textContent.replace(/\s+/g, " ").trim().slice(0, 250)
    });
  }

  // --- the page in the frame --------------------------------------------------------------------------------

  // Takes over what the page has kept since: answers, and which points of a free text were ticked after it.
  function pull() {
    const quiz = now && now.lesson && now.window.curbcut.quiz;
    if (!quiz || !quiz.state) return;
    const kept = state[now.lesson.id] = state[now.lesson.id] || { records: {} };
    Object.assign(kept.records, quiz.state());
  }

  function join(page) {
    const here = page.location.href.split(/[?#]/)[0], lesson = lessons.find(one => new URL(one.url, location.href).href === here);
    now = { window: page, lesson };
    P.place = here.slice(ROOT.length);
    page.document.querySelectorAll("audio").forEach(P.sound);
    if (lesson && lesson.questions.length) page.curbcut.quiz.ready().then(() => resume(page, lesson));
    else if (lesson) watch(page, lesson);
    commit();
  }

  function resume(page, lesson) {
    const { quiz } = page.curbcut, far = (state[lesson.id] || {}).records || {}, here = quiz.state(), saved = {};
    lesson.questions.forEach(([id, , , open]) => {
      const one = K.later(far[id], Object.hasOwn(here, id) ? here[id] : null, open);
      if (one) saved[id] = one;
    });
    if (Object.keys(saved).length) quiz.restore(saved);
    quiz.on("answered", interaction);
    quiz.on("lesson", commit);
    commit();
  }

  // A lesson without questions is done when its end has been on the screen.
  function watch(page, lesson) {
    const end = page.document.querySelector("article .text"), seen = () => {
      state[lesson.id] = { ...state[lesson.id], records: {}, seen: true };
      commit();
    };
    if (!end || !end.lastElementChild || !page.IntersectionObserver) return seen();
    new page.IntersectionObserver((entries, watcher) => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      watcher.disconnect();
      seen();
    }).observe(end.lastElementChild);
  }

  // --- the page around it -----------------------------------------------------------------------------------

  const main = document.getElementById("main"), ours = document.getElementById("cc-frame").content, [status, leave, frame] = ["p", "button", "iframe"].map(name => ours.querySelector(name));

  function say(text) {
    if (status.textContent !== (text = text || P.note)) status.textContent = text;
  }

  // asked: by the learner, who is then told that it is over, or stays.
  async function finish(asked) {
    commit();
    const last = await P.finish(asked);
    if (!asked || !last) return;
    frame.remove();
    leave.remove();
    say(last);
    status.tabIndex = -1;
    status.focus();
  }

  function show() {
    const there = new URL(P.place || course.url, location.href).href;
    frame.src = there.startsWith(ROOT) ? there : course.url; // only what is in the package
    document.documentElement.classList.add("framed");
    main.replaceChildren(ours);
    say();
  }

  // A short name of the learner, so that what is kept on the device of several people is kept apart.
  const whose = P.learner && [...P.learner].reduce((sum, one) => (sum * 33 + one.codePointAt(0)) >>> 0, 5381).toString(36) + " ";

  window.curbcutSession = { join, leave: () => {
    commit(); // points that were ticked since the last answer
    now = null;
  }, whose, far: state, where: P.note || course.words.told };
  show();
  commit();
  document.addEventListener("visibilitychange", () => { if (document.hidden) commit(); });
  leave.addEventListener("click", finish);
  addEventListener("pagehide", () => finish());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); }); // its session is over
})();
