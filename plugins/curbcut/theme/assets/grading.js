// What an answer comes to, and what of it is kept: texts, numbers, scores, days of review, what is kept.
// Nothing here knows the page, the clock or the storage; tests/theme/grading.json says what it has to give.
(() => {
  // --- texts and numbers ------------------------------------------------------------------------------

  const SAME = "〇0零0幺1一1壹1二2贰2貳2两2兩2三3叁3參3四4肆4五5伍5六6陆6陸6七7柒7八8捌8九9玖9拾十佰百仟千萬万億亿点.點.负-負-−-";
  const FIGURES = new RegExp("[" + SAME.replace(/(.)./gu, "$1") + "]", "gu"), UNITS = { 千: 1000, 百: 100, 十: 10 };
  const NUMBER = /^(?:第|约|大约|about)?(-?)([\d.十百千万亿]+)(?:(?![十百千万亿])[\p{L}%°]){0,12}$/iu;

  // A text as it is compared: width, case, spaces and punctuation do not matter, but 3.5 is not 35.
  function plain(text) {
    const same = text.normalize("NFKC").toLowerCase().replace(/[\s\p{Cf}]+/gu, "");
    return same.replace(/(\d)\.(?=\d)|\p{P}/gu, (mark, digit) => digit ? mark : "") || same;
  }

  // The value of a numeral whose digits are Arabic already: 12, 3千5, 2万3 (as spoken: the last digit is one unit below), 1.5亿.
  function valueOf(run) {
    for (const [unit, name] of [[1e8, "亿"], [1e4, "万"]]) {
      const at = run.indexOf(name), rest = run.slice(at + 1);
      if (at >= 0) return valueOf(run.slice(0, at)) * unit + (/^[1-9]$/.test(rest) ? rest * unit / 10 : rest ? valueOf(rest) : 0);
    }
    const small = /^(\d+(?:\.\d*)?)([十百千]?)$/.exec(run);
    if (small) return small[1] * (UNITS[small[2]] || 1);
    const places = /^(?:(\d+)千)?0?(?:(\d+)百)?0?(?:(\d*)十)?0?(\d*)(\.\d+)?$/.exec(run);
    if (!run || !places) return NaN;
    const spoken = /([百千])[1-9]$/.exec(run), last = places[4] * (spoken ? UNITS[spoken[1]] / 10 : 1);
    return (places[1] || 0) * 1000 + (places[2] || 0) * 100 + (places[3] === undefined ? 0 : places[3] || 1) * 10 + last + +(places[5] || 0);
  }

  // The number that somebody wrote, in Chinese or Arabic numerals, with or without a unit after it; NaN if it is none.
  function number(text) {
    const same = text.normalize("NFKC").replace(/\s+/g, "").replace(/(\d),(?=\d{3}(?!\d))/g, "$1").replace(FIGURES, ch => SAME[SAME.indexOf(ch) + 1]);
    const found = NUMBER.exec(same.replace(/\.(?!\d)|[^\p{L}\p{N}%°]+$/gu, "")); // 6点 is an hour, and a full stop is no part of a number
    return found ? valueOf(found[2]) * (found[1] ? -1 : 1) : NaN;
  }

  // Several accepted texts; a number may be written in any numerals.
  function accepts(accepted, given) {
    const value = number(given);
    return accepted.some(one => plain(one) === plain(given) || (/^[\d.]+$/.test(plain(one)) && number(one) === value));
  }

  // --- grading ----------------------------------------------------------------------------------------

  const close = (value, [wanted, tolerance]) => Math.abs(value - wanted) <= tolerance + 1e-9 * Math.max(1, Math.abs(wanted));

  // response: strings, what was chosen or written, one for each control (of boxes: the ticked ones). key, by kind:
  // single, truth, scenario: [letter] · multiple: letters · order, match: one for each row · blank: for each what is accepted ·
  // number: for each [value, tolerance] · open: nothing.
  // Gives parts (for each control, or each ticked box, whether it is right), missed (right boxes not ticked) and score from 0 to 1.
  // score: of boxes, right minus wrong ticks; of rows and blanks, the share that is right; of an open question, null: nobody but the learner knows.
  function grade(kind, key, response) {
    if (kind === "open") return { parts: [], missed: 0, score: null };
    const right = (given, n) => kind === "blank" ? accepts(key[n], given) : kind === "number" ? close(number(given), key[n])
      : kind === "multiple" ? key.includes(given) : key[n] === given;
    const parts = response.map(right), hits = parts.filter(Boolean).length;
    const score = kind === "multiple" ? Math.max(0, hits - (parts.length - hits)) / key.length : hits / key.length;
    return { parts, missed: kind === "multiple" ? key.length - hits : 0, score };
  }

  // What a lesson comes to. all: [{counts, record}], counts: whether the machine can grade it; an answer to an older wording is none.
  // right: fully right in the best attempt, for what was once known stays done; percent: of all graded questions, answered or not.
  function sum(all, pass) {
    const graded = all.filter(one => one.counts), done = one => one.record && !one.stale;
    const points = graded.reduce((sum, one) => sum + (done(one) ? one.record.best : 0), 0);
    const percent = graded.length ? Math.floor(100 * points / graded.length + 1e-9) : 100;
    const answered = all.filter(done).length;
    return {
      count: all.length, answered, graded: graded.length, right: graded.filter(one => done(one) && one.record.best === 1).length,
      percent, passed: percent >= pass && (graded.length > 0 || answered === all.length)
    };
  }

  // --- review -----------------------------------------------------------------------------------------

  // Leitner's boxes. Days until a question comes again, by its box; what was not right comes at once. The days are those of
  // SM-2 with its first easiness, 2.5: 1, 6, then 2.5 times the last (Wozniak, Optimization of learning, 1990, 3.2).
  const DAYS = [0, 1, 6, 15, 38, 94];

  // A record with one more answer. day: of the calendar, counted from 1970. Right moves a box on, but only when the question was
  // due, for answering twice in a row proves nothing; not right moves to the first.
  function answered(before, hash, response, score, day) {
    const old = before && before.hash === hash ? before : { best: 0, tries: 0, box: 0, due: 0 };
    const early = score === 1 && old.box > 0 && day < old.due;
    const box = score === 1 ? Math.min(early ? old.box : old.box + 1, DAYS.length - 1) : 0;
    return { hash, answer: response, score, best: Math.max(old.best, score), tries: old.tries + 1, box, due: early ? old.due : day + DAYS[box], day };
  }

  const dayOf = (ms, offsetMinutes) => Math.floor((ms - offsetMinutes * 6e4) / 864e5);

  // --- what is kept ------------------------------------------------------------------------------------

  const NAME = /^(?!__proto__$)[\p{L}\p{N}_.:-]{1,100}$/u;
  const isObject = one => !!one && typeof one === "object" && !Array.isArray(one);
  const isText = (one, most) => typeof one === "string" && one.length <= most, whole = (one, most) => Number.isInteger(one) && one >= 0 && one <= most;
  const part = one => typeof one === "number" && one >= 0 && one <= 1;
  const address = one => isText(one, 500) && /^([\p{L}\p{N}_%.~-]+\/)*([\p{L}\p{N}_%.~-]+)?$/u.test(one) && !/(^|\/)\.\.?(\/|$)/.test(one);

  function isRecord(one) {
    return isObject(one) && isText(one.hash, 64) && part(one.score) && part(one.best) && whole(one.tries, 1e6) && whole(one.box, DAYS.length - 1)
      && whole(one.due, 1e5) && whole(one.day, 1e5) && Array.isArray(one.answer) && one.answer.length <= 400 && one.answer.every(text => isText(text, 20000))
      && (one.title === undefined || isText(one.title, 1000));
  }

  // Only what is known is taken over, name by name: a file cannot bring in anything else.
  const FIELDS = ["hash", "answer", "score", "best", "tries", "box", "due", "day", "title"];
  const pick = (one, names) => Object.fromEntries(names.filter(name => one[name] !== undefined).map(name => [name, one[name]]));

  // What is kept of a lesson, or null where it is not what we write: {title, url, pass, count, graded, questions: {id: record}}.
  function lesson(one) {
    if (!isObject(one) || !isText(one.title, 1000) || !address(one.url) || !whole(one.pass, 100) || !whole(one.count, 1000) || !isObject(one.questions)) return null;
    const records = Object.entries(one.questions);
    if (records.length > 1000 || !records.every(([id, record]) => NAME.test(id) && isRecord(record))) return null;
    return { ...pick(one, ["title", "url", "pass", "count"]), questions: Object.fromEntries(records.map(([id, record]) => [id, pick(record, FIELDS)])) };
  }

  curbcut.grading = { plain, number, grade, sum, answered, dayOf, lesson, DAYS };
})();
