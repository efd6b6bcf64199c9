// What a platform keeps of a course, and what it comes to: values in, values out.
// lessons: [{id, url, pass, questions: [[id, hash, counts, open]]}], counts: a machine can grade it, open: it is a free text.
// state: {lesson id: {records: {question id: record}, seen, rest}}, records as grading.js makes them.
(() => {
  const TEXT = 60; // characters of a written answer that are kept: more would not be one of those accepted
  const base36 = (number, width) => Math.round(number).toString(36).padStart(width, "0");
  const escaped = text => text.slice(0, TEXT).replace(/[%;|:,!*=]/g, one => "%" + one.charCodeAt().toString(16));
  const unescaped = text => text.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

  // A record: 3 characters of its wording's hash, 2 of the score, 2 of the best, 3 of the day, then the answer; of an open question
  // only which points were ticked, for its text has no room here and stays on the device.
  function packed(record, open) {
    const answer = open ? record.answer.slice(1) : record.answer;
    return record.hash.slice(0, 3) + base36(record.score * 1000, 2) + base36(record.best * 1000, 2) + base36(record.day, 3) + answer.map(escaped).join(",");
  }

  function unpacked(text, [, hash, , open]) {
    const found = /^(.{3})(\w\w)(\w\w)(\w{3})(.*)$/.exec(text);
    if (!found) return null;
    const [score, best, day] = found.slice(2, 5).map(one => parseInt(one, 36)), answer = found[5] ? found[5].split(",").map(unescaped) : [];
    if (!(score <= 1000 && best <= 1000 && day > 0)) return null;
    const box = score === 1000 ? 1 : 0; // it comes again the day after, as what was right for the first time
    return { hash: hash.startsWith(found[1]) ? hash : found[1], answer: open ? ["", ...answer] : answer, score: score / 1000, best: best / 1000, tries: 1, box, due: day + box, day };
  }

  // What a lesson comes to. rest: {answered, points} of answers that had no room and were kept as sums only.
  function sum(lesson, kept) {
    const { records = {}, rest = { answered: 0, points: 0 } } = kept || {};
    const valid = lesson.questions.filter(([id, hash]) => records[id] && records[id].hash === hash);
    const points = valid.reduce((all, [id, , counts]) => all + (counts ? records[id].best : 0), 0);
    return { count: lesson.questions.length, graded: lesson.questions.filter(one => one[2]).length, answered: Math.max(valid.length, rest.answered), points: Math.max(points, rest.points) };
  }

  // Thirds are kept as 0.333 and 0.667: what is missing by that is no point.
  const percent = (points, graded) => Math.min(100, Math.floor(100 * points / graded + 0.04));

  // What the course comes to: done of all things to do (a question each; of a lesson without any, to see its end).
  function total(lessons, state) {
    const all = lessons.map(lesson => ({ ...sum(lesson, state[lesson.id]), seen: !!(state[lesson.id] || {}).seen, mark: lesson.pass }));
    const add = of => all.reduce((so, one) => so + of(one), 0);
    const whole = add(one => one.count || 1), done = add(one => one.count ? one.answered : +one.seen), graded = add(one => one.graded);
    return {
      whole, done, graded, complete: done === whole, percent: graded ? percent(add(one => one.points), graded) : 0,
      passed: all.every(one => !one.graded || percent(one.points, one.graded) >= one.mark)
    };
  }

  // All of it as one text. Where that is longer than limit (in bytes, so in characters too), answers give way to their sums, those
  // of the lesson that was answered longest ago first.
  function write(lessons, state, limit) {
    const bare = new Set();
    const body = lesson => {
      const { records = {}, seen } = state[lesson.id] || {}, { answered, points } = sum(lesson, state[lesson.id]);
      const held = bare.has(lesson.id) ? [] : lesson.questions.filter(one => records[one[0]]).map(([id, , , open]) => escaped(id) + ":" + packed(records[id], open));
      const rest = held.length < answered ? "*" + answered + "*" + base36(points * 1000, 1) : "";
      const entries = [seen ? "!" : "", rest, ...held].filter(Boolean);
      return entries.length ? lesson.id + "=" + entries.join(";") : "";
    };
    const text = () => ["1", ...lessons.map(body).filter(Boolean)].join("|");
    const last = lesson => Math.max(0, ...Object.values((state[lesson.id] || {}).records || {}).map(record => record.day));
    const old = lessons.filter(lesson => state[lesson.id]).sort((one, other) => last(one) - last(other));
    while (new TextEncoder().encode(text()).length > limit && old.length) bare.add(old.shift().id);
    return text();
  }

  // The same back; what is not understood is left out.
  function read(text, lessons) {
    const state = {}, [version, ...parts] = String(text || "").split("|");
    if (version !== "1") return state;
    for (const part of parts) {
      const [id, body = ""] = part.split("="), lesson = lessons.find(one => one.id === id);
      if (!lesson) continue;
      const kept = state[id] = { records: {} };
      for (const entry of body.split(";")) {
        const rest = /^\*(\d+)\*(\w+)$/.exec(entry), [name, packed = ""] = entry.split(":"), asked = lesson.questions.find(one => one[0] === unescaped(name));
        const record = asked && unpacked(packed, asked);
        if (entry === "!") kept.seen = true;
        if (rest) kept.rest = { answered: Math.min(+rest[1], lesson.questions.length), points: parseInt(rest[2], 36) / 1000 };
        if (record) kept.records[asked[0]] = record;
      }
    }
    return state;
  }

  // Two records of one question, from the platform and from this device: the later one, with the better result of both, and the text
  // of an open answer from where it is kept.
  function later(far, here, open) {
    if (!far || !here || far.hash !== here.hash) return !here || (far && far.day >= here.day) ? far : here;
    const one = here.day > far.day || packed(far, open) === packed(here, open) ? here : far;
    const answer = open ? [here.answer[0] || "", ...one.answer.slice(1)] : one.answer;
    return { ...one, answer, best: Math.max(far.best, here.best) };
  }

  curbcut.keeping = { total, write, read, later };
})();
