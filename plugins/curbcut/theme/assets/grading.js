// What an answer comes to: texts, numbers, scores. Nothing here knows the page; tests/theme/grading.json says what it has to give.
// Published within answering.js (theme/__init__.py).
// --- texts and numbers (decision 015; tests/theme/comparing.json) ------------------------------------------

// What is written in one way or another: the digits in their order, then units and signs, each before what stands for it.
const SAME = "〇零 幺一壹 二贰貳两兩 三叁參 四肆 五伍 六陆陸 七柒 八捌 九玖 十拾 百佰 千仟 万萬 亿億 .点點 -负負".split(" ");
const UNITS = [["亿", 1e8], ["万", 1e4], ["千", 1000], ["百", 100], ["十", 10]];
const NUMBER = /^(?:第|大?约|about)?\p{Sc}?(\+|-?)([\d.十百千万亿]{1,40})(?:(?![十百千万亿半几多余])[\p{L}%°]){0,12}$/iu;

const bare = text => text.normalize("NFKC").toLowerCase().replace(/[\p{Z}\p{Cc}\p{Cf}]+/gu, "").replace(/[−–—]/g, "-");

// A text as it is compared: width, case, spaces and punctuation do not matter, but 3.5 is not 35, and -5 is not 5.
function plain(text) {
  const same = bare(text);
  return same.replace(/(^-|\d\.)(?=\d)|\p{P}/gu, (mark, kept) => kept || "") || same;
}

// The value of a numeral whose digits are Arabic already: 12, 3千5, 2万3 (as spoken: the last digit is one unit below), 1.5亿.
// Before 千, 百 and 十 stand digits only, and before 十 perhaps none; what stands after a unit has smaller ones.
function valueOf(run, level = 0) {
  const [name, unit] = UNITS[level] || [], at = run.indexOf(name), many = run.slice(0, at), rest = run.slice(at + 1), large = unit > 1000;
  if (!unit) return /^\d*(\.\d+)?$/.test(run) && run ? +run : NaN;
  if (at < 0) return valueOf(run, level + 1);
  return (large ? valueOf(many, level) : +many || (unit > 10 ? NaN : 1)) * unit + (/^[1-9]$/.test(rest) ? rest * unit / 10 : rest ? valueOf(rest, level + !large) : 0);
}

// The number that somebody wrote, in Chinese or Arabic numerals, with or without a unit after it; NaN if it is none.
function number(text) {
  const same = bare(text).replace(/./gu, ch => {
    const n = SAME.findIndex(all => all.includes(ch));
    return n < 0 ? ch : n < 10 ? n : SAME[n][0];
  }).replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
  const found = NUMBER.exec(same.replace(/\.(?!\d)|[^\p{L}\p{N}%°]+$/gu, "")); // 6点 is an hour, and a full stop is no part of a number
  return found ? +(found[1] + valueOf(found[2])) : NaN;
}

// Several accepted texts; a number may be written in any numerals, but digits that begin with 0 are a code: 010 is not 10.
function accepts(accepted, given) {
  const said = plain(given), code = /^0\d+$/.test(said);
  return accepted.some(one => plain(one) === said || (!code && /^(?!0\d+$)-?\d+(\.\d+)?$/.test(plain(one)) && number(one) === number(given)));
}

// --- grading ----------------------------------------------------------------------------------------

const close = (value, [wanted, tolerance]) => Math.abs(value - wanted) <= tolerance + 1e-9 * (1 + Math.abs(wanted));

// response: strings, what was chosen or written, one for each control (of boxes: the ticked ones). key, by kind:
// single, truth, scenario: [letter] · multiple: letters · order, match: one for each row · blank: for each what is accepted ·
// number: for each [value, tolerance] · open: nothing.
// Gives parts (for each control, or each ticked box, whether it is right) and score from 0 to 1.
// score: of boxes, right minus wrong ticks; of rows and blanks, the share that is right; without a key, null: nobody but the learner knows.
function grade(kind, key, response) {
  if (!key.length) return { parts: [], score: null };
  const many = kind === "multiple";
  const parts = response.map((given, n) => kind === "blank" ? accepts(key[n], given) : kind === "number" ? close(number(given), key[n]) : many ? key.includes(given) : key[n] === given);
  const hits = parts.filter(Boolean).length, points = many ? Math.max(0, 2 * hits - parts.length) : hits;
  return { parts, score: points / key.length };
}
