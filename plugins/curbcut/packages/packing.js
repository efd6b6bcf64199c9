// The record of a course as a text that fits into SCORM's suspend_data, which has 4,096 bytes in SCORM 1.2.
(() => {
  const K = curbcut.records;
  const base36 = (number, width) => Math.round(number).toString(36).padStart(width, "0");
  const escaped = text => text.replace(/[%;|:,!*=]/g, one => "%" + one.charCodeAt().toString(16));
  const unescaped = text => text.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

  // A record: 3 characters of its wording's hash, 2 of the score, 2 of the best, 3 of the day, then the answer.
  function packed(record, open) {
    return record.hash.slice(0, 3) + base36(record.score * 1000, 2) + base36(record.best * 1000, 2) + base36(record.day, 3) + K.kept(record, open).map(escaped).join(",");
  }

  function unpacked(text, [, hash, , open]) {
    const found = /^(.{3})(\w\w)(\w\w)(\w{3})(.*)$/.exec(text);
    if (!found) return null;
    const [score, best, day] = found.slice(2, 5).map(one => parseInt(one, 36)), answer = found[5] ? found[5].split(",").map(unescaped) : [];
    if (!(score <= 1000 && best <= 1000 && day > 0)) return null;
    return K.record(hash.startsWith(found[1]) ? hash : found[1], score / 1000, best / 1000, day, answer, open);
  }

  // All of it as one text. Where that is longer than limit (in bytes, so in characters too), answers give way to their sums, those
  // of the lesson that was answered longest ago first.
  function write(lessons, state, limit) {
    const bare = new Set();
    const body = lesson => {
      const { records = {}, seen } = state[lesson.id] || {}, { answered, points } = K.sum(lesson, state[lesson.id]);
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

  Object.assign(K, { write, read });
})();
