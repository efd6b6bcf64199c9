// The start page of a package, where a learning platform has opened it: one session for the whole course, whichever of its pages
// the frame shows. The platform is told at every answer and whenever the page is left: what happens while a page closes is lost in
// some of them, so that is only ever the second time. SCORM 1.2 RTE 3.4, SCORM 2004 4th Edition RTE 4.2; decision 018.
(() => {
  const course = JSON.parse(document.getElementById("cc-course").textContent), lessons = course.lessons, K = curbcut.records, begun = Date.now(), ROOT = new URL(".", location.href).href;

  // --- finding the platform ---------------------------------------------------------------------------------

  // Its windows, nearest first. Any step may belong to somebody else, and then throws.
  function* windows() {
    const starts = [() => window, () => window.opener, () => window.top.opener];
    for (const start of starts) {
      let one = null;
      try { one = start(); } catch (e) { /* not ours to look into */ }
      for (let n = 0; one && n < 20; n++) {
        yield one;
        try { one = one.parent === one ? null : one.parent; } catch (e) { one = null; }
      }
    }
  }

  function find() {
    const names = ["API", "API_1484_11"];
    for (const name of course.version === "2004" ? names.reverse() : names) {
      for (const one of windows()) {
        try { if (typeof one[name] === "object" && one[name]) return [one[name], name === "API_1484_11"]; } catch (e) { /* the next one */ }
      }
    }
    return [null, false];
  }

  if (parent !== window) {
    try { if (parent.curbcutSession) return; } catch (e) { /* a platform's frame */ }
  }
  const [api, modern] = find(), called = (name, ...given) => String(api[(modern ? "" : "LMS") + name](...given));
  // Begun already (101, 103): this page was loaded anew, and its session goes on.
  if (!api || (called("Initialize", "") !== "true" && !["101", "103"].includes(called("GetLastError")))) return;

  // --- names of the data ------------------------------------------------------------------------------------

  const N = modern ? {
    status: "cmi.completion_status", success: "cmi.success_status", score: "cmi.score.", time: "cmi.session_time", exit: "cmi.exit", mode: "cmi.mode",
    place: "cmi.location", learner: "cmi.learner_id", audio: "cmi.learner_preference.audio_level", speed: "cmi.learner_preference.delivery_speed", captions: "cmi.learner_preference.audio_captioning"
  } : {
    status: "cmi.core.lesson_status", score: "cmi.core.score.", time: "cmi.core.session_time", exit: "cmi.core.exit", mode: "cmi.core.lesson_mode",
    place: "cmi.core.lesson_location", learner: "cmi.core.student_id", audio: "cmi.student_preference.audio", speed: "cmi.student_preference.speed", captions: "cmi.student_preference.text"
  };
  const get = name => called("GetValue", name), LIMIT = modern ? 64000 : 4096; // of suspend_data
  const quiet = /^(browse|review)$/.test(get(N.mode)); // an unknown or empty mode records: some platforms say none
  const set = (name, value) => quiet || called("SetValue", name, String(value)) === "true";

  // --- what is told -----------------------------------------------------------------------------------------

  const RANK = { incomplete: 1, completed: 2, failed: 2, passed: 3 };
  const state = K.read(get("cmi.suspend_data"), lessons);
  let best = parseFloat(get(N.score + "raw")) || 0, now = null, over = false, told = true;

  // A status only ever rises: who has passed and tries once more has passed.
  function rise(name, value) {
    if (RANK[value] >= (RANK[get(name)] || 0)) set(name, value);
  }

  function report() {
    const all = K.total(lessons, state), verdict = all.graded ? (all.passed ? "passed" : "failed") : "completed";
    if (modern) {
      rise(N.status, all.complete ? "completed" : "incomplete");
      if (all.complete && all.graded) rise(N.success, verdict);
      set("cmi.progress_measure", (all.done / all.whole).toFixed(4));
    } else rise(N.status, all.complete ? verdict : "incomplete");
    if (all.graded && all.done) {
      best = Math.max(best, all.percent);
      set(N.score + "min", 0);
      set(N.score + "max", 100);
      set(N.score + "raw", best);
      if (modern) set(N.score + "scaled", best / 100);
    }
  }

  const duration = () => modern ? "PT" + Math.floor((Date.now() - begun) / 1000) + "S" : new Date(Date.now() - begun).toISOString().slice(11, 19);

  function commit() {
    if (over) return;
    pull();
    report();
    set("cmi.suspend_data", K.write(lessons, state, LIMIT));
    set(N.exit, "suspend"); // also when everything is done: without it some platforms begin anew, and what was learned is gone
    set(N.time, duration());
    told = quiet || called("Commit", "") === "true";
    warn();
  }

  // --- interactions -----------------------------------------------------------------------------------------

  const TYPES = { truth: "true-false", blank: "fill-in", number: "numeric", order: "sequencing", match: "matching", open: modern ? "long-fill-in" : "fill-in" };
  const comma = modern ? "[,]" : ",", places = {};

  // Letters and texts as a platform writes them; of pairs, numbers stand left and letters right.
  function said(kind, given) {
    if (kind === "truth") return String(given[0] === "a").slice(0, modern ? 5 : 1);
    if (kind === "match") given = given.map((letter, n) => (n + 1) + (modern ? "[.]" : ".") + letter);
    return given.join(comma).slice(0, modern ? 4000 : 255);
  }

  const response = ({ kind, response }) => kind === "number" ? now.window.curbcut.grading.number(response[0]) : said(kind, response);

  function pattern({ kind, key }) {
    if (kind === "blank") return (modern ? "{case_matters=false}" : "") + said(kind, key.map(accepted => accepted[0]));
    if (kind !== "number") return said(kind, key);
    const [[value, tolerance]] = key, tidy = number => +number.toFixed(7);
    return modern ? tidy(value - tolerance) + "[:]" + tidy(value + tolerance) : value;
  }

  // One for each question: answered again, it says the last answer. 1.2 does not let us read which there are, so a session begins behind them.
  function place(id) {
    if (places[id] !== undefined) return places[id];
    const count = +get("cmi.interactions._count") || 0;
    for (let n = 0; modern && n < count; n++) if (get("cmi.interactions." + n + ".id") === id) return places[id] = n;
    return places[id] = Math.max(count, ...Object.values(places).map(n => n + 1));
  }

  function interaction(answer) {
    const section = now.window.document.getElementById(answer.id), id = now.lesson.id + "." + answer.id, at = "cmi.interactions." + place(id) + ".";
    set(at + "id", id);
    set(at + "type", TYPES[answer.kind] || "choice");
    if (modern) {
      set(at + "timestamp", new Date().toISOString().slice(0, 19) + ".0Z"); // without the fraction some refuse it
      set(at + "description", section.querySelector("h3").textContent.replace(/\s+/g, " ").trim().slice(0, 250));
    } else set(at + "time", new Date().toTimeString().slice(0, 8));
    if (answer.correct !== null) set(at + "correct_responses.0.pattern", pattern(answer));
    set(at + (modern ? "learner_response" : "student_response"), response(answer));
    set(at + "result", answer.correct === null ? "neutral" : answer.correct ? "correct" : modern ? "incorrect" : "wrong");
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
    set(N.place, here.slice(ROOT.length).slice(0, modern ? 1000 : 255));
    if (volume >= 0) page.document.querySelectorAll("audio").forEach(audio => { audio.volume = volume; });
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

  // --- what the learner has set, here or in another course ----------------------------------------------------

  const NAMES = ["pace", "follow"], mine = () => NAMES.map(curbcut.get);
  let volume, before;

  // SCORM 1.2 counts from -100 to 100, 0 being as it was made; 2004 by the ratio. The player goes by quarters, to twice as fast.
  function preferences() {
    const given = [N.speed, N.audio].map(name => parseFloat(get(name))), [speed, loud] = modern ? given : [1 + given[0] / (given[0] > 0 ? 100 : 200), loudness(given[1])];
    if (speed > 0 && speed !== 1) curbcut.set("pace", String(Math.max(0.5, Math.min(2, Math.round(speed * 4) / 4))));
    if (get(N.captions) === "1") curbcut.set("follow", "1");
    if (mine().some(Boolean)) curbcut.set("how", "1"); // every page says what is active
    volume = Math.min(1, loud);
    before = mine();
    document.addEventListener("cc-prefs", changed);
  }

  const loudness = level => level ? Math.max(0, level / 100) : NaN;

  function changed() {
    const fresh = mine(), pace = +fresh[0] || 1;
    if (fresh[0] !== before[0]) set(N.speed, modern ? pace : Math.min(100, Math.round((pace - 1) * (pace > 1 ? 100 : 200))));
    if (fresh[1] !== before[1]) set(N.captions, +fresh[1]);
    before = fresh;
  }

  // --- the page around it -----------------------------------------------------------------------------------

  const main = document.getElementById("main"), ours = document.getElementById("cc-frame").content, [status, leave, frame] = ["p", "button", "iframe"].map(name => ours.querySelector(name));

  function warn() {
    const text = told ? "" : course.words.refused;
    if (status.textContent !== text) status.textContent = text;
  }

  function finish(asked) {
    if (over) return;
    commit();
    if (asked && !told) return; // what is not kept is not thrown away
    if (asked && modern) set("adl.nav.request", "suspendAll");
    over = true;
    called(modern ? "Terminate" : "Finish", "");
  }

  leave.addEventListener("click", () => {
    finish(true);
    if (!over) return;
    frame.remove();
    leave.remove();
    status.textContent = course.words.saved;
    status.tabIndex = -1;
    status.focus();
  });

  function show() {
    const there = new URL(get(N.place) || course.url, location.href).href;
    frame.src = there.startsWith(ROOT) ? there : course.url; // only what is in the package
    document.documentElement.classList.add("framed");
    main.replaceChildren(ours);
    if (quiet) status.textContent = course.words.looking;
  }

  // A short name of the learner, so that what is kept on the device of several people is kept apart.
  function whose(name) {
    let sum = 5381;
    for (const one of name) sum = (sum * 33 + one.codePointAt(0)) >>> 0;
    return name ? sum.toString(36) + " " : "";
  }

  window.curbcutSession = { join, leave: () => {
    commit(); // points that were ticked since the last answer
    now = null;
  }, whose: whose(get(N.learner)) };
  preferences();
  show();
  commit();
  document.addEventListener("visibilitychange", () => { if (document.hidden) commit(); });
  addEventListener("pagehide", () => finish());
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); }); // its session is over
})();
