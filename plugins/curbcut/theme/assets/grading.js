// What an answer comes to, and what of it is kept: texts, numbers, scores, days of review, what is kept.
// Nothing here knows the page, the clock or the storage; tests/theme/grading.json says what it has to give.
(() => {
  // --- texts and numbers (decision 015; tests/theme/comparing.json) ------------------------------------------

  // What is written in one way or another: the digits in their order, then units and signs, each before what stands for it.
  const SAME = "〇零 幺一壹 二贰貳两兩 三叁參 四肆 五伍 六陆陸 七柒 八捌 九玖 十拾 百佰 千仟 万萬 亿億 .点點 -负負".split(" ");
  const UNITS = { 千: 1000, 百: 100, 十: 10 };
  const NUMBER = /^(?:第|大?约|about)?\p{Sc}?(\+|-?)([\d.十百千万亿]{1,40})(?:(?![十百千万亿半几多余])[\p{L}%°]){0,12}$/iu;

  const bare = text => text.normalize("NFKC").toLowerCase().replace(/[\p{Z}\p{Cc}\p{Cf}]+/gu, "").replace(/[−–—]/g, "-");

  // A text as it is compared: width, case, spaces and punctuation do not matter, but 3.5 is not 35, and -5 is not 5.
  function plain(text) {
    const same = bare(text);
    return same.replace(/(^-|\d\.)(?=\d)|\p{P}/gu, (mark, kept) => kept || "") || same;
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
    const [, thousands = 0, hundreds = 0, tens = "0", ones, rest = 0] = places, spoken = /([百千])[1-9]$/.exec(run);
    return thousands * 1000 + hundreds * 100 + (tens || 1) * 10 + ones * (spoken ? UNITS[spoken[1]] / 10 : 1) + +rest;
  }

  // The number that somebody wrote, in Chinese or Arabic numerals, with or without a unit after it; NaN if it is none.
  function number(text) {
    const same = bare(text).replace(/./gu, ch => {
      const n = SAME.findIndex(all => all.includes(ch));
      return n < 0 ? ch : n < 10 ? n : SAME[n][0];
    }).replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
    const found = NUMBER.exec(same.replace(/\.(?!\d)|[^\p{L}\p{N}%°]+$/gu, "")); // 6点 is an hour, and a full stop is no part of a number
    return found ? valueOf(found[2]) * (found[1] === "-" ? -1 : 1) : NaN;
  }

  // Several accepted texts; a number may be written in any numerals, but digits that begin with 0 are a code: 010 is not 10.
  function accepts(accepted, given) {
    const code = text => /^0\d+$/.test(plain(text));
    return accepted.some(one => plain(one) === plain(given) || (/^-?\d+(\.\d+)?$/.test(plain(one)) && !code(one) && !code(given) && number(one) === number(given)));
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
    const many = kind === "multiple";
    const parts = response.map((given, n) => kind === "blank" ? accepts(key[n], given) : kind === "number" ? close(number(given), key[n]) : many ? key.includes(given) : key[n] === given);
    const hits = parts.filter(Boolean).length, points = many ? Math.max(0, 2 * hits - parts.length) : hits;
    return { parts, missed: many ? key.length - hits : 0, score: points / key.length };
  }

  // What a lesson comes to. all: [{counts, record}], counts: whether the machine can grade it; an answer to an older wording is none.
  // right: fully right in the best attempt, for what was once known stays done; percent: of all graded questions, answered or not.
  function sum(all, pass) {
    const graded = some => some.filter(one => one.counts), done = all.filter(one => one.record && !one.stale), best = graded(done).map(one => one.record.best);
    const count = graded(all).length, percent = count ? Math.floor(100 * best.reduce((one, other) => one + other, 0) / count + 1e-9) : 100;
    return {
      count: all.length, answered: done.length, graded: count, right: best.filter(one => one === 1).length,
      percent, passed: percent >= pass && (count > 0 || done.length === all.length)
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

  const isObject = one => !!one && typeof one === "object" && !Array.isArray(one);
  const isText = (one, most) => typeof one === "string" && one.length <= most, isNumber = (one, most) => typeof one === "number" && one >= 0 && one <= most;
  const isWhole = (one, most) => isNumber(one, most) && Number.isInteger(one);
  const NAME = /^(?!__proto__$)[\p{L}\p{N}_.:-]{1,100}$/u;

  // Only what is known is taken over, name by name: a file cannot bring in anything else. Nothing where it is not what we write.
  function record(one) {
    const { hash, answer, score, best, tries, box, due, day, title } = Object(one);
    return isText(hash, 64) && Array.isArray(answer) && answer.length <= 400 && answer.every(given => isText(given, 20000)) && isNumber(score, 1) && isNumber(best, 1)
      && isWhole(tries, 1e6) && isWhole(box, DAYS.length - 1) && isWhole(due, 1e5) && isWhole(day, 1e5) && (title === undefined || isText(title, 1000))
      && { hash, answer, score, best, tries, box, due, day, ...(title && { title }) };
  }

  // The records of a lesson's questions, {id: record}, or null if one of them is not what we write.
  function records(questions) {
    const all = isObject(questions) ? Object.entries(questions).map(([id, one]) => [id, NAME.test(id) && record(one)]) : [[]];
    return all.length <= 1000 && all.every(pair => pair[1]) ? Object.fromEntries(all) : null;
  }

  curbcut.grading = { plain, number, accepts, grade, sum, answered, dayOf, isObject, isText, isWhole, records, DAYS };
})();
