// Hears of releases, and of what stops the next one. A tab in the background listens to nothing.
(() => {
  let release = document.currentScript.dataset.release;
  let problems = "[]";
  const hear = ({ data }) => {
    const { texts, ...state } = JSON.parse(data);
    const given = JSON.stringify(state.problems);
    const news = given === problems ? null : state.problems.length ? texts.stopped : texts.mended;
    problems = given;
    if (news) curbcutTell.list(state.problems, texts);
    if (state.release === release) return news && curbcutTell.say(news);
    curbcutRenew((changed) => {
      release = state.release;
      const text = changed ? texts.updated : news;
      if (text) curbcutTell.say(text);
    });
  };

  let source;
  const listen = () => {
    source?.close();
    if (document.hidden) return; // a browser allows six streams to one server
    source = new EventSource("/__curbcut/events");
    source.addEventListener("state", hear);
    source.onerror = () => source.readyState === 2 && setTimeout(listen, 3000);
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
