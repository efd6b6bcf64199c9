// Makes a standing node what the source now says, touching only what differs: focus, selection, open details,
// answers, playing sound and scroll live in the nodes that are left alone. `was` is the source it was made from.
// Returns the node that stands there afterwards.
const curbcutMorph = (live, was, next) => {
  if (was.isEqualNode(next)) return live;
  if (live.nodeType === 3 && next.nodeType === 3) return (live.data = next.data), live;
  const olds = [...was.childNodes];
  const news = [...next.childNodes];
  const lives = [...live.childNodes];
  // Something of another name, or a place where a script of the page has added its own: take the new one whole.
  if (was.nodeName !== next.nodeName || live.nodeType !== 1 || lives.length !== olds.length) {
    const whole = document.importNode(next, true);
    live.replaceWith(whole);
    return whole;
  }
  for (const { name } of [...was.attributes, ...next.attributes]) {
    const value = next.getAttribute(name);
    if (value === was.getAttribute(name)) continue; // what the reader changed, such as `open`, stays
    if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
  }
  let first = 0;
  while (first < olds.length && first < news.length && olds[first].isEqualNode(news[first])) first++;
  let [o, n] = [olds.length, news.length];
  while (o > first && n > first && olds[o - 1].isEqualNode(news[n - 1])) o--, n--;
  const after = lives[o] || null;
  for (let i = first; i < Math.max(o, n); i++) {
    if (i >= o) live.insertBefore(document.importNode(news[i], true), after);
    else if (i >= n) lives[i].remove();
    else curbcutMorph(lives[i], olds[i], news[i]);
  }
  return live;
};
