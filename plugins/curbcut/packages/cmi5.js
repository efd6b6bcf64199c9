// cmi5: learns from the address who has opened the course, and says of it what decision 018 has it say, in statements to a learning
// record store. What does not arrive waits its turn; answers wait on the device for the next visit too. cmi5 Quartz 7 to 11; xAPI 1.0.3.
(() => {
  const K = curbcut.records;

  // The record of a course as it stands in the platform's document: {lesson: {seen, records: {question: [hash, score, best, day, ...answer]}}}.
  K.write = (lessons, state) => Object.fromEntries(lessons.filter(lesson => state[lesson.id]).map(({ id, questions }) => {
    const { seen, records } = state[id], packed = questions.filter(([name]) => records[name]).map(([name, , , open]) => {
      const one = records[name];
      return [name, [one.hash, one.score, one.best, one.day, ...K.kept(one, open)]];
    });
    return [id, { seen, records: Object.fromEntries(packed) }];
  }));

  // The same back; what is not understood is left out.
  K.read = (data, lessons) => Object.fromEntries(lessons.map(({ id, questions }) => {
    const { seen, records } = Object(Object(data)[id]), found = {};
    for (const [name, , , open] of questions) {
      const [hash, score, best, day, ...answer] = [].concat(Object(records)[name]);
      if ([hash, ...answer].every(one => typeof one === "string") && [score, best, day].every(one => typeof one === "number" && one >= 0) && score <= 1 && best <= 1) found[name] = K.record(hash, score, best, day, answer, open);
    }
    return [id, { seen: seen === true, records: found }];
  }));
})();

curbcut.platform = async course => {
  const { words } = course, IDS = "https://w3id.org/xapi/cmi5/", VERBS = "http://adlnet.gov/expapi/verbs/", lang = document.documentElement.lang;
  const given = new URLSearchParams(location.search), names = ["endpoint", "fetch", "registration", "activityId", "actor"];
  const [endpoint, tokens, registration, activity, agent] = names.map(name => given.get(name) || "");
  if (!names.some(name => given.get(name))) return null; // no platform has opened it

  // --- asking the platform ----------------------------------------------------------------------------------

  const MOST = 200000, PATIENCE = 20000; // characters: more than we ever keep there is not ours; milliseconds
  const pause = ms => new Promise(done => setTimeout(done, ms)), web = address => /^https?:\/\/[^/]/i.test(address);
  let token;

  function object(text) {
    let found = null;
    try { found = JSON.parse(text); } catch (e) { /* not JSON */ }
    return found && typeof found === "object" && !Array.isArray(found) ? found : null;
  }

  // keepalive: it may arrive after the page has closed, where there is not more of it than browsers take then.
  function call(method, path, query, body = "") {
    const headers = { Authorization: "Basic " + token, "X-Experience-API-Version": "1.0.3", ...(body && { "Content-Type": "application/json" }) };
    const address = endpoint.replace(/\/*$/, "/") + path + (query ? "?" + new URLSearchParams(query) : "");
    const limit = AbortSignal.timeout && { signal: AbortSignal.timeout(PATIENCE) };
    return fetch(address, { method, headers, cache: "no-store", ...limit, ...(body && { body, keepalive: new Blob([body]).size < 60000 }) });
  }

  // A document; {} where there is none, or nothing that can be understood. Thrice, then it throws.
  async function read(path, query, tries = 3) {
    try {
      const answer = await call("GET", path, query), text = await answer.text();
      if (!answer.ok && answer.status !== 404) throw new Error(answer.status);
      return (answer.ok && text.length < MOST && object(text)) || {};
    } catch (problem) {
      if (tries === 1) throw problem;
      await pause(1000);
      return read(path, query, tries - 1);
    }
  }

  // Whether the platform has heard something before: our own document may say too little, if the window was closed just then.
  const heard = verb => read("statements", { agent, verb: VERBS + verb, activity, registration, limit: 1 }, 1)
    .then(found => !!found.statements && found.statements.length > 0).catch(() => false);

  const OURS = { agent, activityId: activity, registration, stateId: "curbcut" };
  let launch = null, likes = {}, kept = {}, quiet = false, mastery = null;
  const sure = {}, said = {}; // what is known to have arrived of what is said once for a registration, and what has been said of it

  // Gives what the platform says of this visit, or null.
  async function connect() {
    const { account } = object(agent) || {};
    if (!web(endpoint) || !web(tokens) || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(registration) || !/^[a-z][\w+.-]*:\S+$/i.test(activity)) return null;
    if (!account || typeof account.name !== "string" || typeof account.homePage !== "string") return null;
    token = (object(await (await fetch(tokens, { method: "POST", cache: "no-store" })).text()) || {})["auth-token"]; // given out once only
    if (typeof token !== "string") return null;
    const all = await Promise.all([
      read("activities/state", { ...OURS, stateId: "LMS.LaunchData" }), read("activities/state", OURS),
      read("agents/profile", { agent, profileId: "cmi5LearnerPreferences" }).catch(() => ({})), heard("completed"), heard("passed")
    ]);
    [, kept, likes] = all;
    ["completed", "passed"].forEach((verb, n) => { sure[verb] = said[verb] = kept[verb] === true || all[3 + n]; });
    return object(JSON.stringify(all[0].contextTemplate)) && all[0];
  }

  // --- statements -------------------------------------------------------------------------------------------

  const KEPT = "curbcut-told " + registration;
  let queue = [], latest = 0, begun = 0;

  // Version 4, variant 1 (RFC 4122 4.4): an x is any hex digit, the v one of 8 9 a b.
  const uuid = () => "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx".replace(/[xv]/g, one => (crypto.getRandomValues(new Uint8Array(1))[0] % (one === "v" ? 4 : 16) + (one === "v" && 8)).toString(16));

  // Their order is that of their times, so no two have the same.
  function moment() {
    latest = Math.max(Date.now(), latest + 1);
    return new Date(latest).toISOString();
  }

  const duration = () => "PT" + Math.max(0, (Date.now() - begun) / 1000).toFixed(2) + "S";

  // about: the question; without it the statement is one of those that cmi5 defines, about the whole course.
  function add(verb, result, about) {
    queue.push({ id: uuid(), timestamp: moment(), verb: { id: VERBS + verb, display: { en: verb } }, object: about || { objectType: "Activity", id: activity }, ...(result && { result }) });
    store();
  }

  // As it is sent: with the learner, and with all that the platform wants to find in each statement.
  function whole(one) {
    const context = JSON.parse(JSON.stringify(launch.contextTemplate)), { result = {} } = one, judged = "success" in result && one.object.id === activity;
    const categories = one.object.id !== activity ? [] : ["cmi5", ...(judged || result.completion ? ["moveon"] : [])];
    context.registration = registration;
    context.contextActivities = context.contextActivities || {};
    if (categories.length) {
      const there = [].concat(context.contextActivities.category || []);
      context.contextActivities.category = there.concat(categories.map(name => ({ id: IDS + "context/categories/" + name })));
    }
    if (judged && mastery !== null) context.extensions = { ...context.extensions, [IDS + "context/extensions/masteryscore"]: mastery };
    return { ...one, actor: object(agent), context };
  }

  // Answers that have not arrived, kept for the next visit: their session is over then, so they are said in the new one.
  function store() {
    const answers = quiet ? [] : queue.filter(one => one.object.id !== activity).slice(-200);
    try {
      if (answers.length) localStorage.setItem(KEPT, JSON.stringify(answers)); else if (!quiet) localStorage.removeItem(KEPT);
    } catch (e) { /* no storage: they wait as long as the window is open */ }
  }

  function stored() {
    try {
      const good = one => one && /^[\da-f-]{36}$/.test(one.id) && one.verb.id === VERBS + "answered" && one.object.id.startsWith(activity + "/") && one.result;
      return JSON.parse(localStorage.getItem(KEPT)).filter(good).slice(-200);
    } catch (e) { // none, or not what we wrote
      return [];
    }
  }

  // --- sending them -----------------------------------------------------------------------------------------

  const FIRST = 5000, LAST = 60000; // how long it waits before it tries again
  let line = Promise.resolve(), wait = FIRST, timer = 0, told = true, data = null, saved = "", say = () => {};

  const post = some => call("POST", "statements", null, JSON.stringify(some.map(whole)));
  const put = text => call("PUT", "activities/state", OURS, text), state = () => JSON.stringify({ data, place: session.place, ...sure });

  // All or none of them arrive. What the platform will never take is let go, so that what comes after it arrives.
  async function deliver(some) {
    const { ok, status } = await post(some), never = [400, 403, 409, 413].includes(status);
    if (!ok && (!never || some.length > 1)) {
      if (!never) throw new Error(status);
      for (const one of some) await deliver([one]);
      return;
    }
    some.forEach(one => Object.keys(said).forEach(verb => { if (one.verb.id === VERBS + verb) sure[verb] = true; }));
    queue = queue.filter(one => !some.includes(one));
    store();
  }

  async function send() {
    if (gone) return;
    try {
      while (queue.length) await deliver(queue.slice(0, 20));
      const text = state();
      if (data !== null && text !== saved) {
        if (!(await put(text)).ok) throw new Error("state");
        saved = text;
      }
      told = true;
    } catch (e) {
      told = false;
    }
    clearTimeout(timer);
    if (told) wait = FIRST; else if (!over) timer = setTimeout(again, wait);
    say(told ? "" : words.waiting);
  }

  const flush = () => line = line.then(send);

  function again() {
    wait = Math.min(LAST, wait * 2);
    flush();
  }

  // --- what is said of the course ---------------------------------------------------------------------------

  const answers = [];
  let all = null, tried = false, over = false, gone = false;

  const passed = () => mastery === null ? all.passed : all.percent / 100 >= mastery;
  const score = () => ({ scaled: all.percent / 100, raw: all.percent, min: 0, max: 100 });
  const progress = () => all && !all.complete && !said.completed ? { extensions: { [IDS + "result/extensions/progress"]: Math.floor(100 * all.done / all.whole) } } : {};

  // What there is to choose from, so that a report can be read without the course.
  function parts({ id, type }) {
    const section = document.querySelector("iframe").contentDocument.getElementById(id);
    const list = selector => [...section.querySelectorAll(selector)].map((one, n) => {
      const [, sign, text] = /^(?:(\w+)\. )?(.*)$/.exec(one.textContent.replace(/\s+/g, " ").trim().slice(0, 500));
      return { id: one.matches("li") ? "abcdefghijklmnopqrstuvwxyz"[n] : sign.toLowerCase(), description: { [lang]: text || "–" } }; // of a picture
    });
    if (type === "choice" || type === "sequencing") return { choices: list(".controls label") };
    return type === "matching" ? { source: list(".controls label"), target: list(".options > li") } : {};
  }

  function answer(one) {
    const { id, name, title, type, pattern, response, correct } = one, judged = correct === null ? {} : { success: correct, score: { scaled: +one.score.toFixed(4) } };
    const about = {
      objectType: "Activity", id: activity + "/test/" + name.slice(0, -id.length - 1) + "/question/" + id, // as cmi5's best practices have it
      definition: {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction", name: { [lang]: title }, interactionType: type,
        ...(correct === null ? {} : { correctResponsesPattern: [pattern] }), ...parts(one)
      }
    };
    add("answered", { response: String(response), ...judged, ...progress() }, about);
  }

  function tell(now, text, tells) {
    say = tells;
    if (over || quiet) return;
    [all, data] = [now, text];
    answers.splice(0).forEach(answer);
    if (!launch) return;
    if (all.complete && !said.completed) {
      said.completed = true;
      add("completed", { completion: true, duration: duration() });
    }
    if (all.complete && all.graded && !said.passed && passed()) {
      said.passed = true;
      add("passed", { success: true, score: score(), duration: duration() });
    }
    flush();
  }

  // A session has one verdict only: who has not passed may still pass until it ends.
  function close() {
    over = true;
    if (!quiet && tried && all.complete && all.graded && !said.passed) add("failed", { success: false, score: score(), duration: duration() });
    add("terminated", { duration: duration(), ...(quiet ? {} : progress()) });
  }

  async function finish(asked) {
    if (over) return "";
    if (!launch) return words.lost;
    if (asked) {
      await flush();
      if (over || !told) return ""; // what is not told is not thrown away
      close();
      await flush();
      if (web(launch.returnURL)) location.assign(launch.returnURL);
      document.querySelectorAll(".sound").forEach(one => one.remove());
      return words.saved;
    }
    close();
    gone = true; // nobody waits for an answer any more
    post(queue).catch(() => {});
    if (data !== null && state() !== saved) put(state()).catch(() => {});
    return "";
  }

  // --- the sound --------------------------------------------------------------------------------------------

  // Who wants no sound gets none, until they ask for it here.
  function sound(audio) {
    const on = document.querySelector(".sound");
    if (likes.audioPreference !== "off" || !on) return;
    audio.muted = true;
    on.hidden = false;
    on.onclick = () => {
      likes.audioPreference = "on";
      document.querySelector("iframe").contentDocument.querySelectorAll("audio").forEach(one => { one.muted = false; });
      document.querySelector(".leaving button").focus();
      on.remove();
      call("POST", "agents/profile", { agent, profileId: "cmi5LearnerPreferences" }, '{"audioPreference":"on"}').catch(() => {}); // it may say no
    };
  }

  // ----------------------------------------------------------------------------------------------------------

  const main = document.getElementById("main"), before = [...main.children].slice(1), waiting = document.createElement("p");
  waiting.setAttribute("role", "status");
  waiting.textContent = words.connecting;
  before.forEach(one => one.remove());
  main.append(waiting);
  launch = (await Promise.race([connect().catch(() => null), pause(PATIENCE)])) || null;

  queue = stored();
  if (launch) {
    quiet = /^(browse|review)$/i.test(launch.launchMode);
    const least = parseFloat(launch.masteryScore), old = quiet ? [] : queue;
    if (least >= 0 && least <= 1) mastery = least;
    queue = [];
    begun = Date.now();
    add("initialized");
    queue.push(...old.map(one => ({ ...one, timestamp: moment() })));
    store();
    if (quiet) flush();
    addEventListener("online", flush);
  }
  const session = {
    tell, finish, sound, learner: registration, note: launch ? (quiet ? words.looking : "") : words.lost,
    data: kept.data, place: typeof kept.place === "string" ? kept.place : "",
    answered: one => {
      tried = true;
      if (!quiet) answers.push(one);
    }
  };
  return session;
};
