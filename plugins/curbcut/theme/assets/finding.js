// Finds pages in the browser: the same grams, scores and order as curbcut/core/search, whose docstrings are the specification.
// It reads the shards of core/search/shards.py. A query is answered by going through it as if everything were there and
// noting what is not; that is fetched, and the query gone through again, until only the sentences of its results are missing.
// What comes is made ready while the rest is on its way. guessing.js, which knows sounds and slips, is one of the things that may
// be missing.
(() => {
  const HAN = "[\\u3005-\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]", RUNS = new RegExp(HAN + "+", "gu"), PAIR = new RegExp("^" + HAN + "{2}$", "u");
  const WORD = new RegExp("(" + HAN + "+)|((?:(?!" + HAN + ")[\\p{L}\\p{N}])+)", "gu");
  const MARKS = /[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufeff]/g;
  const VERSION = 3, HASHED = "assets/search/", PAGES = 2 ** 17, FIRST = 2 ** 35; // more than a site has, and than any score

  // --- texts: analysis and numerals -----------------------------------------------------------------

  let variants = new Map(), strange = /[^]{0}/g, whole, stop = new Set(), aside, numeral = /[^]{0}/; // whole: whether all variants are there; the rest of the manifest

  // pairs: each variant with the simplified one behind it.
  function setVariants(pairs) {
    variants = new Map(pairs.match(/../gu).map(pair => [...pair]));
    strange = new RegExp("[" + [...variants.keys()].join("") + "]", "gu");
  }

  const fold = text => text.normalize("NFKD").toLowerCase().replace(/u\u0308/g, "v").replace(MARKS, "")
    .replace(strange, ch => variants.get(ch) || "").replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");

  const stem = word => /^[a-z]{2,}[a-hj-rtv-z]s$/.test(word) ? word.replace(/ies$|s$/, end => end[1] ? "y" : "") : word;

  let guessing, unread; // guessing.js; whether there was a number to be read, which it does

  const pairs = han => han[1] ? han.slice(1).map((ch, n) => han[n] + ch) : han;

  function grams(text) {
    const folded = fold(text), found = [];
    for (const [, han, word] of folded.matchAll(WORD)) {
      if (han) found.push(...pairs([...han]));
      else if (!stop.has(word) && word.length <= 40) found.push(stem(word));
    }
    if (guessing) found.push(...guessing.numbers(folded));
    else if (numeral.test(folded)) unread = true;
    return found;
  }

  const within = (map, key, make = () => new Map()) => map.get(key) || map.set(key, make()).get(key);
  const add = (map, key, value) => map.set(key, (map.get(key) || 0) + value);
  const raise = (map, key, value) => map.set(key, Math.max(map.get(key) || 0, value));

  // --- what a result shows: cards, hits -------------------------------------------------------------

  // Grams with their places, in UTF-16 units.
  function spots(text) {
    const places = [], found = [];
    let folded = "", place = 0;
    for (const ch of text) {
      const end = place + ch.length, piece = fold(ch);
      for (let n = 0; n < piece.length; n++) places.push([place, end]);
      folded += piece;
      place = end;
    }
    for (const run of folded.matchAll(WORD)) {
      let from = run.index;
      for (const gram of run[1] ? pairs([...run[1]]) : [run[2]]) {
        found.push([run[1] ? gram : stem(gram), places[from][0], places[from + gram.length - 1][1]]);
        from += [...gram][0].length;
      }
    }
    return found;
  }

  function marks(text, terms) {
    const found = [];
    let last = [0, -1];
    spots(text).forEach(([gram, from, to]) => {
      if (terms.has(gram)) if (from > last[1]) found.push(last = [from, to]); else last[1] = Math.max(last[1], to);
    });
    return found;
  }

  // --- shards ---------------------------------------------------------------------------------------

  const remainders = Int32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 8; bit--;) n = (n >>> 1) ^ (0xedb88320 & -(n & 1));
    return n;
  });

  // CRC-32, of two bytes for each unit.
  function check(text) {
    let crc = -1;
    for (let n = 0; n < text.length; n++) {
      const unit = text.charCodeAt(n);
      crc = remainders[(crc ^ unit) & 255] ^ (crc >>> 8);
      crc = remainders[(crc ^ unit >> 8) & 255] ^ (crc >>> 8);
    }
    return (~crc >>> 0).toString(36);
  }

  // curbcut.told, of search.js, has what was asked for before this script was there, and what stands in a folder.
  async function load(root, name, fresh) {
    const url = root + name + ".js", hash = name.split(HASHED)[1];
    const file = await (curbcut.told(url, fresh) || new Promise(done => {
      const asked = new XMLHttpRequest(); // less work for a slow telephone than fetch is
      asked.open("GET", url);
      if (fresh) asked.setRequestHeader("If-Modified-Since", 0); // so asked, no cache answers
      asked.onloadend = () => done(asked.response);
      asked.send();
    }));
    const [, called, sum, text] = file.match(/\("(.*?)",(?:"(\w+)",)?(.*)\)/s);
    if (called !== (hash || name) || !check(text).padStart(5, 0).endsWith(hash || sum)) throw name;
    return JSON.parse(text);
  }

  // What each block of a list begins with, and its name.
  function listed(text) {
    const starts = text.split(" "), names = starts.pop().match(/.{5}/g);
    return starts.map((start, n) => [start, names[n]]);
  }

  // The terms of a block, to one that is not before `until`, each with the documents that have it: ordinals, each with its level
  // (below 0) or its impact behind it.
  function unpacked(text, total, until) {
    const sign = n => text.charCodeAt(n) - 32 - (text[n] > '"') - (text[n] > "\\"), values = Uint16Array.from({ length: text.length / 2 }, (_, n) => 93 * sign(2 * n) + sign(2 * n + 1)), found = new Map();
    let place = 0, end = 13 * values.length, term = "";
    const bits = (n = place / 13 | 0) => (values[n] << 19 | values[n + 1] << 6 | values[n + 2] >> 7) << place % 13; // 20 of them
    const ones = () => {
      let all = 0, run;
      do all += run = Math.min(20, Math.clz32(~bits())), place += run; while (run > 19);
      place++;
      return all;
    };
    const number = size => {
      const n = size && bits() >>> 32 - size;
      place += size;
      return n;
    };
    const coded = k => {
      const more = ones();
      return 2 ** k * (2 ** more - 1) + number(more + k);
    };
    while (values[--end / 13 | 0] >> 12 - end % 13 & 1);
    while (place <= end && !(term >= until)) {
      const gone = ones(), kept = term.length - gone, last = term.charCodeAt(kept);
      const more = ones();
      term = term.slice(0, kept);
      for (let n = 0; n <= more; n++) {
        const [k, base] = !n && gone ? [5, last + 1] : term.slice(-1) >= "\u4e00" ? [14, 0x4e00] : [5, 97];
        term += String.fromCharCode(base + coded(k));
      }
      const count = coded(0) + 1, k = Math.max(0, 31 - Math.clz32(8 * total / (10 * count))), levels = term > "\u3000" ? [1, 2, 3] : [3, 1, 2], list = [];
      for (let n = 0, last = -1, left = coded(0); n < count; n++) {
        last += ones() * 2 ** k + number(k) + 1;
        list.push(last, -levels[--left ? 0 : (left = coded(0), ones() + 1)] || number(4));
      }
      found.set(term, list);
    }
    return found;
  }

  // --- the index ------------------------------------------------------------------------------------

  function opened(root, code, manifest) {
    const held = new Map(), coming = new Map(), missing = new Set(), lists = new Map(), shelves = new Map(), said = new Map(), standings = new Map(manifest.standing);
    let total = 0, longest = 0, asked = [], facets;
    const ends = manifest.stretches.map(one => total += one[1]), top = listed(manifest.blocks);
    if (manifest.version !== VERSION) throw VERSION;
    stop = new Set(manifest.stop.split(" "));
    aside = new RegExp(manifest.aside, "g");
    numeral = new RegExp(manifest.number);
    manifest.synonyms.forEach(group => group.forEach(word => {
      said.set(word, [...said.get(word) || [], group]);
      longest = Math.max(longest, word.length);
    }));
    if (!whole) setVariants(manifest.folded);

    // The words of the synonyms that stand in a text, each behind its place, the longest at each; of letters and digits, whole words.
    function standing(text) {
      const found = [], glued = at => /[a-z0-9]{2}/.test(text.slice(at - 1, at + 1));
      for (let at = 0, size; at < text.length; at += size || 1) {
        for (size = Math.min(longest, text.length - at); size && (!said.has(text.substr(at, size)) || glued(at) || glued(at + size));) size--;
        if (size) found.push([at, text.substr(at, size)]);
      }
      return found;
    }

    function get(name) {
      return held.get(name) || void missing.add(name);
    }

    const tableOf = name => get(HASHED + manifest.tables[name]);

    // The block that may have a term; of all that may have terms which begin so, those that are there.
    function blocksOf(term, all, list = top, shelved = manifest.shelved) {
      let from = 0, end = list.length;
      for (let n; n = end - from >> 1;) if (list[from + n][0] > term) end = from + n; else from += n;
      return (all ? list.filter((one, n) => n === from || one[0].startsWith(term)) : list.slice(from, from + 1)).flatMap(one => {
        const inner = get(HASHED + one[1]);
        return !inner ? [] : shelved ? blocksOf(term, all, within(shelves, inner, () => listed(inner)), 0) : [unpacked(inner, total, all ? undefined : term)];
      });
    }

    function postings(term) {
      if (!lists.has(term)) {
        const [block] = blocksOf(term);
        if (!block && top[0]) return null;
        lists.set(term, (block && block.get(term) || []).map((one, n, list) => one < 0 ? Math.floor(16 * one / (one + 1 - 16 / (parseInt(manifest.usual[list[n - 1]], 16) + 0.5))) : one));
      }
      return lists.get(term);
    }

    // What is not there yet counts as had, so that nothing else is tried for it.
    function having(term) {
      const list = postings(term);
      return list ? list.length / 2 : 1;
    }

    function needVariants() {
      if (!whole && (whole = tableOf("variants"))) setVariants(whole);
      return whole;
    }

    function guess(what, ...given) {
      if ((guessing = get("guessing")) && what) return guessing[what](...given);
    }

    const index = { having, blocksOf, said, standing, table: tableOf, needVariants }; // for guessing.js
    const rarity = term => Math.round(1000 * Math.log(1 + (total - having(term) + 0.5) / (having(term) + 0.5)));

    // Number → score before standing. postings: of a term, numbers and impacts in turn.
    function scored(words, postings) {
      const scores = new Map();
      words.forEach(alternatives => {
        const best = new Map(), most = Math.min(...Array.from(alternatives.values(), terms => Math.max(...Array.from(terms.keys(), rarity))));
        alternatives.forEach(terms => {
          const sums = new Map();
          terms.forEach((weight, term) => {
            const list = postings(term), worth = Math.min(rarity(term), most) * weight;
            for (let n = 0; worth && n < list.length; n += 2) add(sums, list[n], worth * (2 * list[n + 1] + 1));
          });
          sums.forEach((value, number) => raise(best, number, value));
        });
        best.forEach((value, number) => add(scores, number, value));
      });
      return scores;
    }

    // Ordinals and scores, the best first, those in the language `first` before others, but for the order of dates. They are sorted
    // as plain numbers, ten thousand of them in no time.
    function ranked(words, wish, narrowed) {
      const langs = manifest.langs.slice().reverse(), first = wish.sort !== "date" && wish.first;
      const place = ([ordinal, score]) => ordinal - PAGES * (Math.floor(score * (standings.get(ordinal) || 10) / 10) + FIRST * (langs.find(run => run[0] <= ordinal)[1] === first));
      const found = Array.from(Float64Array.from(scored(words, postings), place).sort(), place => [place - PAGES * Math.floor(place / PAGES), -Math.floor(place / PAGES) % FIRST]);
      return narrowed ? guessing.narrowed(found, wish, facets) : found;
    }

    function shown([url, title, kind, lang, date, validity, recorded, , told], score, words, terms) {
      const passages = told.map(line => {
        const [, where, anchor, other, text] = line.match(/^(.)([^ @]*)@?(\S*) ([^]*)/);
        return { where, anchor, lang: other || lang, text };
      });
      // A pair stands in a text wherever its letters do; other grams have to be told apart.
      const texts = [...passages.map(one => one.text), title], folded = texts.map(fold), held = [];
      const has = (term, n) => PAIR.test(term) ? folded[n].includes(term) : (held[n] = held[n] || grams(texts[n])).includes(term);
      const worth = scored(words, term => texts.flatMap((_, n) => has(term, n) ? [n, 0] : []));
      let passage = worth.get(passages.length) && { where: "", anchor: "", lang, text: title }, most = 0;
      passages.forEach((one, n) => { if (worth.get(n) > most) { passage = one; most = worth.get(n); } });
      return { url, title, kind, lang, date, validity, recorded, passages, score, passage, marks: passage ? marks(passage.text, terms) : [], titleMarks: marks(title, terms), address: url + (passage && passage.anchor ? "#" + passage.anchor : "") };
    }

    function card(ordinal) {
      const n = ends.findIndex(end => ordinal < end), [name, size] = manifest.stretches[n], given = get("search/cards/" + name + "/" + (ordinal - ends[n] + size));
      if (given && given[7]) needVariants();
      return given;
    }

    // --- the plan: queries

    // words: typed word → its alternatives → term → weight.
    function plan(text) {
      const wanted = new Map(), words = new Map(), folded = fold([...text].slice(0, 200).join("")), bare = folded.replace(aside, " "), rest = grams(bare).length ? bare : folded;

      function want(term, weight, why, word, typed = "") {
        const one = within(wanted, term, () => ({ term, weight, why, word }));
        one.weight = Math.max(one.weight, weight);
        raise(within(within(words, typed), typed && word), term, weight);
      }

      // What was typed is one alternative of a word.
      function asTyped(word) {
        grams(word).filter(gram => wanted.has(gram) && wanted.get(gram).why === "typed").forEach(gram => {
          within(within(words, ""), "").delete(gram);
          want(gram, 100, "typed", word, word);
        });
      }

      function same(word, typed) {
        const own = grams(word);
        for (const other of new Set((said.get(word) || []).flat())) if (!other.includes(word)) grams(other).forEach(gram => want(gram, own.includes(gram) ? 100 : 70, "synonym", word + " = " + other, typed));
      }

      const plan = { index, want, asTyped, same }; // for guessing.js, as `index` is
      grams(rest).forEach(gram => want(gram, 100, "typed", gram));
      standing(folded).forEach(([, word]) => { asTyped(word); same(word, word); });
      new Set(rest.match(/[a-z0-9]+/g)).forEach(word => { if (/^[a-z]{2,}$/.test(word)) tableOf("spellings"); guess("latin", word, plan); });
      (rest.match(RUNS) || []).forEach(run => {
        run = [...run];
        if (pairs(run).every(having)) return;
        if (run[1]) tableOf("sounds");
        guess("homophones", run, plan);
      });
      if (![...wanted.keys()].some(having)) guess("lastTry", rest, plan);
      return { wanted: [...wanted.values()], words };
    }

    // What is found, in its order, and by what; null where something is missing.
    function sought(query, wish) {
      const narrowed = wish.facets || wish.sort === "date" || (wish.labels || []).length, before = variants;
      unread = false;
      if (narrowed) {
        facets = tableOf("facets");
        guess();
      }
      const { wanted: terms, words } = plan(query), wanted = terms.filter(one => having(one.term));
      asked = terms.map(one => one.term);
      if (unread || asked.some(term => /[0-9]/.test(term))) guess(); // a sentence may have the number in the other writing
      if (variants !== before) return sought(query, wish); // it was read without them
      return missing.size ? null : { wanted, words, found: ranked(words, wish, narrowed), hits: [] };
    }

    // The answer; null where something is missing. What is there of it is made ready.
    function answered(query, { start = 0, limit = 10, facets: counts }, { wanted, words, found, hits }) {
      const cards = found.slice(start, start + limit).map(one => card(one[0]));
      const heard = wanted.some(one => /^(sound|homo|typo|typed.*[a-z])/.test(one.why + one.term)), suggestion = heard && guess("suggestion", query, wanted, found, card, index) || "";
      if (heard && missing.size) return null;
      const marked = new Set([...wanted.map(one => one.term), ...grams(suggestion)]);
      cards.forEach((held, n) => { if (held && (whole || !held[7])) hits[n] = hits[n] || shown(held, found[start + n][1], words, marked); });
      return missing.size ? null : { total: found.length, hits, wanted, suggestion, ...counts && { facets: guessing.counted(found, facets), words: facets.words } };
    }

    const fetched = (names, then) => Promise.all(names.map(name => within(coming, name, async () => held.set(name, await (name.includes("/") ? load(root, name) : code()))).then(then)));

    async function find(query, wish) {
      for (let tries = 30, known, answer; tries--;) {
        missing.clear();
        known = known || sought(query, wish);
        if (answer = known && answered(query, wish, known)) return answer;
        if (![...missing].every(name => name.includes("/cards/"))) known = null; // other words may come of it
        const ready = () => {
          known ? answered(query, wish, known) : asked.forEach(having);
          return fetched([...missing].filter(name => !coming.has(name)), ready);
        };
        await fetched([...missing], ready);
      }
      throw root;
    }

    // What most questions need besides blocks, while one is being typed; all lists where somebody asks again and has the data for it.
    find.warm = thrifty => {
      missing.clear();
      tableOf("sounds");
      get("guessing");
      if (manifest.shelved && asked[0] && !thrifty) top.forEach(one => get(HASHED + one[1]));
      return fetched([...missing]);
    };
    return find;
  }

  // root: the way back to the site's root. find(query, wish) promises the answer of core/search/searching.py; wish: labels,
  // sort, start, limit, first (the language whose pages come first), facets (whether to count them).
  curbcut.finding = (root, guessing) => {
    let index;
    const code = () => curbcut.run(guessing).then(() => curbcut.guessing({ fold, grams, spots, RUNS }));
    function ready(fresh) {
      return index = !fresh && index || load(root, "search/manifest", fresh).then(manifest => opened(root, code, manifest));
    }
    return {
      ready,
      // What fails may be of a site that was published meanwhile: its list is fetched anew, once.
      find: (query, wish = {}) => ready().then(find => find(query, wish)).catch(() => ready(true).then(find => find(query, wish)))
    };
  };
})();
