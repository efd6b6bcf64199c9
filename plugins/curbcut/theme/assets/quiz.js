// Brings the questions of a lesson to life when they come near the screen, or the focus comes to them. Until then, and where
// that fails, they are what is printed too: texts, hints and answers that open. What can be told of them is told by events.
(() => {
  const me = document.currentScript.src, questions = [...document.querySelectorAll("section.question")], root = document.documentElement;
  const name = root.lang.startsWith("zh") ? "answering.zh.js" : "answering.en.js";
  let started, tries = 0;

  function ready() {
    if (!started) {
      const loaded = curbcut.load(new URL(name, me).href + (tries ? "?" + tries : "")); // a browser remembers that a module failed, by its address
      started = loaded.finally(() => root.classList.add("asking"));
      loaded.catch(() => {
        started = null;
        tries++;
      });
    }
    return started;
  }

  // ready() promises what answering.js adds to it for packages that report to a learning platform.
  curbcut.quiz = { questions, ready, there };

  // What the address leads to.
  function there() {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { /* no address of a place */ }
  }

  // The style sheet keeps questions unseen at first. Where they are in sight, or the address leads to a place that they may push
  // down, they stay so until they are forms: nothing moves under a reader's eyes.
  const target = there();
  if (target || questions[0].getBoundingClientRect().top < innerHeight) ready().then(() => target && performance.now() < 3000 && target.scrollIntoView());
  else root.classList.add("asking");
  const watch = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && ready(), { rootMargin: "50%" });
  questions.forEach(question => {
    watch.observe(question);
    question.addEventListener("focusin", ready); // again, where it did not come before
  });
})();
