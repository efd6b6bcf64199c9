// Brings the questions of a lesson to life when they come near the screen, or the focus comes to them. Until then, and where
// that fails, they are what is printed too: texts, hints and answers that open. What can be told of them is told by events.
(function () {
  var me = document.currentScript.src, questions = [].slice.call(document.querySelectorAll("section.question")), started, tries = 0;

  function address(name) { return new URL(name, me).href + (tries ? "?" + tries : ""); } // a browser remembers that a module failed, by its address

  function style(name) {
    return new Promise(function (done) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address(name);
      link.onload = link.onerror = done; // without it everything works, and looks plain
      document.head.append(link);
    });
  }

  function ready() {
    if (!started) {
      var loaded = Promise.all([curbcut.load(address("grading.js")), curbcut.load(address("answering.js")), style("answering.css")]);
      started = loaded.then(function () { curbcut.answering(questions); });
      loaded.catch(function () {
        started = null;
        tries++;
      });
    }
    return started;
  }

  // For packages that report to a learning platform: on("answered", act) gets {id, number, kind, response, key, correct, score} (key as
  // grading.js takes it; correct and score are null where only the learner can judge), on("lesson", act) {count, answered, graded, right, percent, passed} after it.
  // ready() promises what answering.js adds: state() and restore(state).
  curbcut.quiz = { ready: ready, on: function (name, act) { document.addEventListener("cc-quiz-" + name, function (event) { act(event.detail); }); } };

  function near(entries) {
    if (entries.some(function (entry) { return entry.isIntersecting; })) ready();
  }

  var watch = window.IntersectionObserver && new IntersectionObserver(near, { rootMargin: "50%" });
  questions.forEach(function (question) {
    if (watch) watch.observe(question);
    question.addEventListener("focusin", ready, { once: true });
  });
  if (!watch) ready();
})();
