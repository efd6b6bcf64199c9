// What a course comes to, and what of it a platform keeps: values in, values out. How that is written, scorm.js and cmi5.js know.
// lessons: [{id, url, pass, questions: [[id, hash, counts, open]]}], counts: a machine can grade it, open: it is a free text.
// state: {lesson id: {records: {question id: record}, seen, rest}}, records as remembering.js makes them.
(() => {
  const TEXT = 60; // characters of a written answer that are kept: more would not be one of those accepted

  // What is kept of an answer; of an open question only which points were ticked, for its text stays on the device.
  const kept = (record, open) => record.answer.slice(open ? 1 : 0).map(text => text.slice(0, TEXT));

  // The record of what was kept of it.
  function record(hash, score, best, day, answer, open) {
    const box = score === 1 ? 1 : 0; // it comes again the day after, as what was right for the first time
    return { hash, answer: open ? ["", ...answer] : answer, score, best, tries: 1, box, due: day + box, day };
  }

  // What a lesson comes to. rest: {answered, points} of answers that had no room and were kept as sums only.
  function sum(lesson, { records = {}, rest = { answered: 0, points: 0 } } = {}) {
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

  // Two records of one question, from the platform and from this device: the later one, with the better result of both, and the text
  // of an open answer from where it is kept.
  function later(far, here, open) {
    if (!far || !here || far.hash !== here.hash) return !here || (far && far.day >= here.day) ? far : here;
    const one = here.day > far.day || String(kept(far, open)) === String(kept(here, open)) ? here : far;
    const answer = open ? [here.answer[0] || "", ...one.answer.slice(1)] : one.answer;
    return { ...one, answer, best: Math.max(far.best, here.best) };
  }

  curbcut.records = { kept, record, sum, total, later };
})();
