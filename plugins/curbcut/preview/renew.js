// Renews the page from the server, keeping focus where it was, and tells `then` whether anything changed.
const curbcutRenew = (() => {
  const regions = (page) => [...page.body.children].filter((el) => !el.matches("script, link, [class^=curbcut-]"));
  const outside = (page) => [...page.querySelectorAll("head link[rel=stylesheet], head script[src]")].map((el) => el.outerHTML).join();
  // This script runs before deferred ones: what stands now is what the server sent.
  let shown = regions(document);
  let sent = shown.map((el) => el.cloneNode(true));
  const head = outside(document);

  // Returns whether this page changed.
  const renew = (page) => {
    const next = regions(page);
    if (outside(page) !== head || next.length !== sent.length) return location.reload();
    const path = [];
    for (let at = document.activeElement; at; at = at.parentElement) path.push(at);
    const changed = next.some((el, i) => !el.isEqualNode(sent[i]));
    document.title = page.title;
    shown = next.map((el, i) => curbcutMorph(shown[i], sent[i], el));
    sent = next;
    const near = path.find((el) => el.isConnected);
    if (near !== path[0]) {
      if (near.tabIndex < 0) near.tabIndex = -1;
      near.focus({ preventScroll: true });
    }
    return changed;
  };

  // XMLHttpRequest parses the page itself: no text becomes HTML here, so Trusted Types need no policy.
  let ask;
  return (then) => {
    ask?.abort(); // a later release overtakes
    ask = new XMLHttpRequest();
    ask.open("GET", location.pathname + location.search);
    ask.responseType = "document";
    ask.onload = () => ask.response && then(renew(ask.response));
    ask.send();
  };
})();
