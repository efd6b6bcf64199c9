// The preview's two boxes at the end of the page: what has just happened, and what stops the next release.
const curbcutTell = (() => {
  const make = (tag, more) => Object.assign(document.createElement(tag), more);
  const list = document.body.appendChild(make("section", { className: "curbcut-problems", hidden: true }));
  const status = document.body.appendChild(make("p", { className: "curbcut-status" }));
  status.setAttribute("role", "status");
  let timer;

  const write = (el, text) => {
    for (const [lang, words] of [["zh-Hans", text.zh], ["en", text.en]]) el.append(make("span", { lang, textContent: words + " " }));
    return el;
  };
  return {
    say(text) {
      status.replaceChildren();
      write(status, text);
      clearTimeout(timer);
      if (list.hidden) timer = setTimeout(() => status.replaceChildren(), 6000);
    },
    list(problems, texts) {
      list.hidden = !problems.length;
      const items = problems.map((problem) => {
        const item = make("li");
        item.append(make("code", { textContent: problem.where }), " ");
        return write(item, problem);
      });
      const all = make("ul");
      all.append(...items);
      list.replaceChildren(write(make("h2"), texts.heading), all);
    },
  };
})();
