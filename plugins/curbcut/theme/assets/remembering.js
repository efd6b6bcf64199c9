// What a lesson comes to, when a question comes again, and what of an answer is kept. Nothing here knows the page or the storage.
// Published within the scripts that need it (theme/__init__.py); tests/theme/grading.json says what it has to give.
// What a lesson comes to. all: [{id, hash, counts}], counts: whether the machine can grade it; an answer to an older wording is none.
// right: fully right in the best attempt, for what was once known stays done; percent: of all graded questions, answered or not.
function sum(all, records, pass) {
  const best = ({ id, hash }) => records[id] && records[id].hash === hash ? records[id].best : NaN;
  const count = all.length, answered = all.filter(one => best(one) >= 0).length, graded = all.filter(one => one.counts);
  const percent = graded[0] ? Math.floor(100 * graded.reduce((sum, one) => sum + (best(one) || 0), 0) / graded.length + 1e-9) : 100;
  return {
    count, answered, graded: graded.length, right: all.filter(one => best(one) === 1).length,
    percent, passed: percent >= pass && (!!graded[0] || answered === count)
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

// The day that the reader's own calendar shows.
const today = (ms = Date.now(), offsetMinutes = new Date().getTimezoneOffset()) => Math.floor((ms - offsetMinutes * 6e4) / 864e5);

// --- what is kept ------------------------------------------------------------------------------------

const isObject = one => !!one && typeof one === "object" && !Array.isArray(one);
const isText = (one, most) => typeof one === "string" && one.length <= most, isNumber = (one, most) => typeof one === "number" && one >= 0 && one <= most;
const isWhole = (one, most) => isNumber(one, most) && Number.isInteger(one);
const NAME = /^(?!__proto__$)[\p{L}\p{N}_.:-]{1,100}$/u;

// Only what is known is taken over, name by name: a file cannot bring in anything else. Nothing where it is not what we write.
function record(one) {
  const { hash, answer, score, best, tries, box, due, day, title } = Object(one);
  return isText(hash, 64) && Array.isArray(answer) && answer.length <= 400 && answer.every(given => isText(given, 20000)) && isNumber(score, 1) && isNumber(best, 1)
    && isWhole(tries, 1e6) && isWhole(box, DAYS.length - 1) && isWhole(due, 1e5) && isWhole(day, 1e5) && isText(title || "", 1000)
    && { hash, answer, score, best, tries, box, due, day, ...(title && { title }) };
}

// The records of a lesson's questions, {id: record}, or null if one of them is not what we write.
function records(questions) {
  const all = isObject(questions) && Object.entries(questions).map(([id, one]) => [id, NAME.test(id) && record(one)]);
  return all && all.length <= 1000 && all.every(pair => pair[1]) ? Object.fromEntries(all) : null;
}
