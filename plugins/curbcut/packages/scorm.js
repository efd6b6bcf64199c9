// SCORM 1.2 and SCORM 2004: finds the platform, and says of a course what decision 018 has it say. What happens while a page closes is
// lost in some platforms, so everything is told and committed before. SCORM 1.2 RTE 3.4, SCORM 2004 4th Edition RTE 4.2.
curbcut.platform = course => {
  // --- finding the platform ---------------------------------------------------------------------------------

  // In its windows, nearest first. Any of them may belong to somebody else: what we may ask of it is its parent.
  function find(name) {
    for (let one of [window, opener, top.opener]) {
      for (let n = 0; one && n < 20; n++) {
        try { if (typeof one[name] === "object" && one[name]) return one[name]; } catch (e) { /* the next one */ }
        one = one.parent === one ? null : one.parent;
      }
    }
  }

  const NAMES = ["API", "API_1484_11"], called = (name, ...given) => String(api[(modern ? "" : "LMS") + name](...given));
  let modern = +(course.version === "2004"), api = find(NAMES[modern]) || find(NAMES[modern = 1 - modern]);
  // Begun already (101, 103): this page was loaded anew, and its session goes on.
  if (!api || (called("Initialize", "") !== "true" && !["101", "103"].includes(called("GetLastError")))) return;

  // --- names of the data ------------------------------------------------------------------------------------

  const CORE = modern ? "cmi." : "cmi.core.", SCORE = CORE + "score.", WHO = modern ? "learner" : "student";
  const [STATUS, PLACE, MODE] = (modern ? ["completion_status", "location", "mode"] : ["lesson_status", "lesson_location", "lesson_mode"]).map(name => CORE + name);
  const [AUDIO, SPEED, CAPTIONS] = (modern ? ["audio_level", "delivery_speed", "audio_captioning"] : ["audio", "speed", "text"]).map(name => "cmi." + WHO + "_preference." + name);
  const get = name => called("GetValue", name), quiet = /^(browse|review)$/.test(get(MODE)); // an unknown or empty mode records: some platforms say none
  const set = (name, value) => quiet || called("SetValue", name, String(value));

  // --- what is told -----------------------------------------------------------------------------------------

  const RANK = { incomplete: 1, completed: 2, failed: 2, passed: 3 }, places = {};
  let best = parseFloat(get(SCORE + "raw")) || 0, over = false, told = true;

  // A status only ever rises: who has passed and tries once more has passed.
  function rise(name, value) {
    if (!(RANK[value] < RANK[get(name)])) set(name, value);
  }

  function tell(all, data, say) {
    if (over) return;
    const verdict = all.graded ? (all.passed ? "passed" : "failed") : "completed", spent = performance.now();
    if (modern) {
      rise(STATUS, all.complete ? "completed" : "incomplete");
      if (all.complete && all.graded) rise("cmi.success_status", verdict);
      set("cmi.progress_measure", (all.done / all.whole).toFixed(4));
    } else rise(STATUS, all.complete ? verdict : "incomplete");
    if (all.graded && all.done) {
      best = Math.max(best, all.percent);
      set(SCORE + "min", 0);
      set(SCORE + "max", 100);
      set(SCORE + "raw", best);
      if (modern) set(SCORE + "scaled", best / 100);
    }
    if (session.place) set(PLACE, session.place.slice(0, modern ? 1000 : 255));
    set("cmi.suspend_data", data);
    set(CORE + "exit", "suspend"); // also when everything is done: without it some platforms begin anew, and what was learned is gone
    set(CORE + "session_time", modern ? "PT" + Math.floor(spent / 1000) + "S" : new Date(spent).toISOString().slice(11, 19));
    told = quiet || called("Commit", "") === "true";
    say(!told && course.words.refused);
  }

  // One for each question: answered again, it says the last answer. 1.2 does not let us read which there are, so a session begins behind them.
  function place(id) {
    if (id in places) return places[id];
    const count = +get("cmi.interactions._count") || 0;
    for (let n = 0; modern && n < count; n++) if (get("cmi.interactions." + n + ".id") === id) return places[id] = n;
    return places[id] = Math.max(count, ...Object.values(places).map(n => n + 1));
  }

  function answered(one) {
    const at = "cmi.interactions." + place(one.name) + ".", now = new Date();
    set(at + "id", one.name);
    set(at + "type", one.type);
    if (modern) {
      set(at + "timestamp", now.toISOString().slice(0, 19) + ".0Z"); // without the fraction some refuse it
      set(at + "description", one.title);
    } else set(at + "time", now.toTimeString().slice(0, 8));
    if (one.correct !== null) set(at + "correct_responses.0.pattern", one.pattern);
    set(at + WHO + "_response", one.response);
    set(at + "result", one.correct === null ? "neutral" : one.correct ? "correct" : modern ? "incorrect" : "wrong");
  }

  // Returns what the learner is told, or nothing if it goes on: what is not kept is not thrown away.
  function finish(asked) {
    if (over || (asked && !told)) return;
    if (asked && modern) set("adl.nav.request", "suspendAll");
    over = true;
    called(modern ? "Terminate" : "Finish", "");
    return course.words.saved;
  }

  // --- what the learner has set, here or in another course ----------------------------------------------------

  // SCORM 1.2 counts from -100 to 100, 0 being as it was made; 2004 by the ratio. The player goes by quarters, to twice as fast.
  const mine = () => ["pace", "follow"].map(curbcut.get);
  const given = [SPEED, AUDIO].map(name => parseFloat(get(name))), [speed, loud] = modern ? given : [1 + given[0] / (given[0] > 0 ? 100 : 200), given[1] ? Math.max(0, given[1] / 100) : NaN];
  if (speed > 0 && speed !== 1) curbcut.set("pace", String(Math.max(0.5, Math.min(2, Math.round(speed * 4) / 4))));
  if (get(CAPTIONS) === "1") curbcut.set("follow", "1");
  if (mine().some(Boolean)) curbcut.set("how", "1"); // every page says what is active
  let before = mine();
  document.addEventListener("cc-prefs", () => {
    const fresh = mine(), pace = +fresh[0] || 1;
    if (fresh[0] !== before[0]) set(SPEED, modern ? pace : Math.min(100, Math.round((pace - 1) * (pace > 1 ? 100 : 200))));
    if (fresh[1] !== before[1]) set(CAPTIONS, +fresh[1]);
    before = fresh;
  });

  const session = {
    modern, tell, answered, finish, data: get("cmi.suspend_data"), place: get(PLACE), learner: get(CORE + WHO + "_id"), note: quiet ? course.words.looking : "",
    sound: audio => { if (loud >= 0) audio.volume = Math.min(1, loud); }
  };
  return session;
};
