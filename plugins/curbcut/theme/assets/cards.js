// What a result shows: its card, the sentence that answers, the marks. Fetched by finding.js beside the first blocks.
// The specification is in the docstrings of curbcut/core/search: cards, hits, analysis.
(() => {
  curbcut.cards = ({ fold, grams, stem, pairs, WORD, scored }) => {
    function card([url, title, kind, lang, date, validity, recorded, , told]) {
      return { url, title, kind, lang, date, validity, recorded, passages: told.map(line => {
        const [, where, id, other, text] = /^(.)([^ @]*)@?(\S*) ([^]*)$/.exec(line);
        return { where, id, lang: other || lang, text };
      }) };
    }

    // Grams with their places, in UTF-16 units.
    function spots(text) {
      const starts = [], ends = [], found = [];
      let folded = "", place = 0;
      for (const ch of text) {
        for (const piece of fold(ch).split("")) { folded += piece; starts.push(place); ends.push(place + ch.length); }
        place += ch.length;
      }
      for (const run of folded.matchAll(WORD)) {
        let from = run.index;
        for (const gram of run[1] ? pairs([...run[1]]) : [run[2]]) {
          found.push([run[1] ? gram : stem(gram), starts[from], ends[from + gram.length - 1]]);
          from += [...gram][0].length;
        }
      }
      return found;
    }

    function marks(text, terms) {
      const found = [];
      let last = [0, -1];
      spots(text).forEach(([gram, from, to]) => {
        if (!terms.has(gram)) return;
        if (from <= last[1]) last[1] = Math.max(last[1], to);
        else found.push(last = [from, to]);
      });
      return found;
    }

    function shown(hit, score, words, terms, rarity) {
      const texts = [...hit.passages.map(one => one.text), hit.title].map(text => new Set(grams(text))), title = texts.length - 1;
      const worth = scored(words, term => texts.flatMap((held, n) => held.has(term) ? [n, 0] : []), rarity);
      let passage = null, most = 0, anchor = "";
      hit.passages.forEach((one, n) => { if (worth.get(n) > most) { passage = one; most = worth.get(n); } });
      if (passage && /[th]/.test(passage.where)) anchor = passage.id;
      else if (passage && passage.where === "f" && hit.kind === "guide") anchor = passage.id.split(".")[0];
      if (!passage && worth.get(title)) passage = { where: "", id: "cc-title", lang: hit.lang, text: hit.title };
      return { ...hit, score, passage, marks: passage ? marks(passage.text, terms) : [], titleMarks: marks(hit.title, terms), address: hit.url + (anchor && "#" + anchor) };
    }

    curbcut.cards.parts = { spots };
    return { card, shown };
  };
})();
