// Finds pages in the browser: the same grams, scores and order as curbcut/core/search, whose docstrings are the specification.
// It reads the shards of core/search/shards.py. A query is answered by going through it as if everything were there and
// noting what is not; that is fetched, and the query gone through again, until nothing is missing. guessing.js, which knows
// sounds and slips, is one of the things that may be missing.
(() => {
  const HAN = "[\\u3005-\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]", RUNS = new RegExp(HAN + "+", "gu"), PAIR = new RegExp("^" + HAN + "{2}$", "u");
  const WORD = new RegExp("(" + HAN + "+)|((?:(?!" + HAN + ")[\\p{L}\\p{N}])+)", "gu");
  const MARKS = /[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufeff]/g;
  const NUMERALS = "〇零幺一二两三四五六七八九十百千万亿", NUMBER = new RegExp("[0-9" + NUMERALS + "][" + NUMERALS + "年月日号时点元岁级届度吨折]");
  const VERSION = 3, HASHED = "assets/search/";

  // --- texts: analysis and numerals -----------------------------------------------------------------

  let variants = new Map(), strange = /[^]{0}/g, whole, stop = new Set(), aside; // whole: whether all variants are there; of the manifest: words that count for nothing

  // pairs: each variant with the simplified one behind it.
  function setVariants(pairs) {
    variants = new Map(pairs.match(/../gu).map(pair => [...pair]));
    strange = new RegExp("[" + [...variants.keys()].join("") + "]", "gu");
  }

  const fold = text => text.normalize("NFKD").toLowerCase().replace(/u\u0308/g, "v").replace(MARKS, "")
    .replace(strange, ch => variants.get(ch) || "").replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");

  const stem = word => word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word) ? word : word.replace(/ies$|s$/, end => end[1] ? "y" : "");

  let guessing, unread; // guessing.js; whether there was a number to be read, which it does

  const pairs = han => han[1] ? han.slice(1).map((ch, n) => han[n] + ch) : han;

  function grams(text) {
    const folded = fold(text), found = [];
    for (const [, han, word] of folded.matchAll(WORD)) {
      if (han) found.push(...pairs([...han]));
      else if (!stop.has(word) && word.length <= 40) found.push(stem(word));
    }
    if (guessing) found.push(...guessing.numbers(folded));
    else if (NUMBER.test(folded)) unread = true;
    return found;
  }

  // --- the plan: queries ----------------------------------------------------------------------------

  const within = (map, key) => map.get(key) || map.set(key, new Map()).get(key);
  const add = (map, key, value) => map.set(key, (map.get(key) || 0) + value);
  const raise = (map, key, value) => map.set(key, Math.max(map.get(key) || 0, value));

  // index: having, blocksOf, said, standing, guess, table, needVariants. words: typed word → its alternatives → term → weight.
  function plan(text, index) {
    const wanted = new Map(), words = new Map(), folded = fold([...text].slice(0, 200).join("")), bare = folded.replace(aside, " "), rest = grams(bare).length ? bare : folded;

    function want(term, weight, why, word, typed = "") {
      const before = wanted.get(term), terms = within(within(words, typed), typed && word);
      raise(terms, term, weight);
      if (!before) wanted.set(term, { term, weight, why, word });
      else before.weight = Math.max(before.weight, weight);
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
      for (const other of index.said.get(word) || []) if (!other.includes(word)) grams(other).forEach(gram => want(gram, own.includes(gram) ? 100 : 70, "synonym", word + " = " + other, typed));
    }

    const guess = (what, given) => index.guess(g => g[what](given, { index, want, asTyped, same }));
    grams(rest).forEach(gram => want(gram, 100, "typed", gram));
    (folded.replace(/_/g, " ").match(index.standing) || []).forEach(word => { asTyped(word); same(word, word); });
    new Set(rest.match(/[a-z0-9]+/g)).forEach(word => { if (/^[a-z]{2,}$/.test(word)) index.table("spellings"); guess("latin", word); });
    (rest.match(RUNS) || []).forEach(run => {
      run = [...run];
      if (pairs(run).every(index.having)) return;
      if (run[1]) index.table("sounds");
      guess("homophones", run);
    });
    if (![...wanted.keys()].some(index.having)) guess("lastTry", rest);
    return { wanted: [...wanted.values()], words };
  }

  // Number → score before standing. postings: of a term, numbers and impacts in turn.
  function scored(words, postings, rarity) {
    const scores = new Map();
    for (const alternatives of words.values()) {
      const best = new Map(), most = Math.min(...[...alternatives.values()].map(terms => Math.max(...[...terms.keys()].map(rarity))));
      for (const terms of alternatives.values()) {
        const sums = new Map();
        terms.forEach((weight, term) => {
          const list = postings(term), worth = Math.min(rarity(term), most) * weight;
          for (let n = 0; worth && n < list.length; n += 2) add(sums, list[n], worth * (2 * list[n + 1] + 1));
        });
        sums.forEach((value, number) => raise(best, number, value));
      }
      best.forEach((value, number) => add(scores, number, value));
    }
    return scores;
  }

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
      if (!terms.has(gram)) return;
      if (from > last[1]) found.push(last = [from, to]);
      else last[1] = Math.max(last[1], to);
    });
    return found;
  }

  function shown([url, title, kind, lang, date, validity, recorded, , told], score, words, terms, rarity) {
    const passages = told.map(line => {
      const [, where, id, other, text] = line.match(/^(.)([^ @]*)@?(\S*) ([^]*)/);
      return { where, id, lang: other || lang, text };
    });
    // A pair stands in a text wherever its letters do; other grams have to be told apart.
    const texts = [...passages.map(one => one.text), title], folded = texts.map(fold), held = [];
    const has = (term, n) => PAIR.test(term) ? folded[n].includes(term) : (held[n] = held[n] || grams(texts[n])).includes(term);
    const worth = scored(words, term => texts.flatMap((_, n) => has(term, n) ? [n, 0] : []), rarity);
    let passage = null, most = 0, anchor = "";
    passages.forEach((one, n) => { if (worth.get(n) > most) { passage = one; most = worth.get(n); } });
    if (passage) {
      if (/[th]/.test(passage.where)) anchor = passage.id;
      else if (passage.where === "f" && kind === "guide") anchor = passage.id.split(".")[0];
    } else if (worth.get(passages.length)) passage = { where: "", id: "cc-title", lang, text: title };
    return { url, title, kind, lang, date, validity, recorded, passages, score, passage, marks: passage ? marks(passage.text, terms) : [], titleMarks: marks(title, terms), address: url + (anchor && "#" + anchor) };
  }

  // --- shards ---------------------------------------------------------------------------------------

  const remainders = Int32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 8; bit--;) n = (n >>> 1) ^ (0xedb88320 & -(n & 1));
    return n;
  });

  // CRC-32, of two bytes for each unit.
  function check(text) {
    let crc = -1;
    for (let n = 0; n < 2 * text.length; n++) crc = remainders[(crc ^ text.charCodeAt(n >> 1) >> 8 * (n & 1)) & 255] ^ (crc >>> 8);
    return (~crc >>> 0).toString(36);
  }

  // curbcut.told, of search.js, has what was asked for before this script was there, and what stands in a folder.
  async function load(root, name, fresh) {
    const url = new URL(root + name + ".js", document.baseURI).href, hash = name.split(HASHED)[1];
    const file = await (curbcut.told(url, fresh) || fetch(url, { cache: fresh ? "reload" : "default" }).then(answer => answer.ok && answer.text()));
    const [, called, sum, text] = file.match(/\("([^"]*)",(?:"(\w+)",)?([^]*)\)/);
    if (called !== (hash || name) || !check(text).padStart(5, 0).endsWith(hash || sum)) throw name;
    return JSON.parse(text);
  }

  // What each block of a list begins with, and its name.
  function listed(text) {
    const starts = text.split(" "), names = starts.pop().match(/.{5}/g);
    return starts.map((start, n) => [start, names[n]]);
  }

  // The terms of a block, each with the ordinals and impacts, in turn, of the documents that have it.
  function unpacked(text, total, usual) {
    const sign = ch => ch.charCodeAt() - 32 - (ch > '"') - (ch > "\\");
    const bits = text.replace(/../g, pair => (8192 + 93 * sign(pair[0]) + sign(pair[1])).toString(2).slice(1)), found = new Map();
    let place = 0, term = "";
    const ones = () => {
      const from = place;
      place = bits.indexOf("0", from) + 1;
      return place - from - 1;
    };
    const number = size => size && parseInt(bits.slice(place, place += size), 2);
    const coded = k => {
      const more = ones();
      return 2 ** k * (2 ** more - 1) + number(more + k);
    };
    while (bits.includes("0", place)) {
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
        const times = levels[--left ? 0 : (left = coded(0), ones() + 1)], length = 16 / (parseInt(usual[last], 16) + 0.5) - 1;
        list.push(last, times ? Math.floor(16 * times / (times + length)) : number(4));
      }
      found.set(term, list);
    }
    return found;
  }

  // --- the index ------------------------------------------------------------------------------------

  function opened(root, code, manifest) {
    const held = new Map(), missing = new Set(), lists = new Map(), said = new Map(), standings = new Map(manifest.standing);
    let total = 0, facets;
    const ends = manifest.stretches.map(one => total += one[1]), top = listed(manifest.blocks);
    if (manifest.version !== VERSION) throw VERSION;
    stop = new Set(manifest.stop.split(" "));
    aside = new RegExp(manifest.aside, "g");
    manifest.synonyms.forEach(group => group.forEach(word => said.set(word, new Set([...said.get(word) || [], ...group.filter(other => other !== word)]))));
    if (!whole) setVariants(manifest.folded);
    // The words of the synonyms that stand in a text, the longest at each place; of letters and digits, whole words.
    const standing = new RegExp([...said.keys()].sort((a, b) => b.length - a.length).map(word => word.replace(/[^\p{L}\p{N}]/gu, "\\$&").replace(/^(?=[a-z0-9])|([a-z0-9])$/g, "$1\\b")).join("|") || "[^]{0}", "g");

    function get(name) {
      if (!held.has(name)) missing.add(name);
      return held.get(name);
    }

    const tableOf = name => get(HASHED + manifest.tables[name]);

    // What is made of a shard, once.
    function made(name, make) {
      const given = get(name = HASHED + name);
      return given && given.big ? held.set(name, make(given)).get(name) : given;
    }

    // The block that may have a term; of all that may have terms which begin so, those that are there.
    function blocksOf(term, all, list = top, shelved = manifest.shelved) {
      const from = Math.max(1, list.filter(one => one[0] <= term).length) - 1;
      return list.filter((one, n) => n === from || all && one[0].startsWith(term)).flatMap(one => {
        const inner = made(one[1], text => shelved ? listed(text) : unpacked(text, total, manifest.usual));
        return !inner ? [] : shelved ? blocksOf(term, all, inner, 0) : [inner];
      });
    }

    function postings(term) {
      if (!lists.has(term)) {
        const [block] = blocksOf(term);
        if (!block && top[0]) return null;
        lists.set(term, block && block.get(term) || []);
      }
      return lists.get(term);
    }

    // What is not there yet counts as had, so that nothing else is tried for it.
    function having(term) {
      const list = postings(term);
      return list ? list.length / 2 : 1;
    }

    function needVariants() {
      const given = !whole && tableOf("variants");
      if (given) {
        setVariants(given);
        whole = true;
      }
      return whole;
    }

    function guess(use) {
      guessing = get("guessing") || guessing;
      if (held.has("guessing")) return use(guessing);
    }

    const index = { having, blocksOf, said, standing, guess, table: tableOf, needVariants };
    const rarity = term => Math.round(1000 * Math.log(1 + (total - having(term) + 0.5) / (having(term) + 0.5)));

    function ranked(words, wish, narrowed) {
      const langs = manifest.langs.slice().reverse(), foreign = pair => wish.first && langs.find(run => run[0] <= pair[0])[1] !== wish.first;
      let found = [...scored(words, postings, rarity)].map(([ordinal, score]) => [ordinal, Math.floor(score * (standings.get(ordinal) || 10) / 10)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (narrowed) found = guessing.narrowed(found, wish, facets);
      return wish.sort === "date" ? found : [...found.filter(pair => !foreign(pair)), ...found.filter(foreign)];
    }

    function card(ordinal) {
      const n = ends.findIndex(end => ordinal < end), [name, size] = manifest.stretches[n], given = get("search/cards/" + name + "/" + (ordinal - ends[n] + size));
      if (given && given[7]) needVariants();
      return given;
    }

    function attempt(query, wish) {
      const narrowed = wish.facets || wish.sort === "date" || (wish.labels || []).length;
      missing.clear();
      unread = false;
      if (narrowed) {
        facets = tableOf("facets");
        guess(() => 0);
      }
      const { wanted: terms, words } = plan(query, index), unknown = terms.filter(one => one.why === "typed" && !having(one.term)).map(one => one.term);
      terms.forEach(one => having(one.term));
      if (unread || /[0-9]/.test(query)) guess(() => 0);
      if (missing.size) return null;
      const wanted = terms.filter(one => having(one.term)), found = ranked(words, wish, narrowed), { start = 0, limit = 10 } = wish, cards = found.slice(start, start + limit).map(one => card(one[0]));
      if (missing.size) return null;
      const heard = wanted.some(one => /sound|homophone|typo/.test(one.why) || (one.why === "typed" && /[a-z]/.test(one.term))), suggestion = heard && guess(g => g.suggestion(query, wanted, found, card, index)) || "";
      const marked = new Set([...wanted.map(one => one.term), ...grams(suggestion)]), hits = cards.map((held, n) => shown(held, found[start + n][1], words, marked, rarity));
      if (unread && wanted.some(one => /[0-9]/.test(one.term))) guess(() => 0); // a sentence may have the number in the other writing
      if (missing.size) return null;
      return { total: found.length, hits, wanted, unknown, suggestion, facets: wish.facets ? guessing.counted(found, facets) : {}, words: wish.facets ? facets.words : {} };
    }

    const fetchMissing = () => Promise.all([...missing].map(async name => { held.set(name, await (name.includes("/") ? load(root, name) : code())); }));

    async function find(query, wish) {
      for (let tries = 30; tries--; await fetchMissing()) {
        const answer = attempt(query, wish);
        if (answer) return answer;
      }
      throw root;
    }

    // What most questions need besides blocks, while the first one is being typed.
    find.warm = () => {
      missing.clear();
      tableOf("sounds");
      get("guessing");
      return fetchMissing();
    };
    return find;
  }

  // root: the way back to the site's root. find(query, wish) promises the answer of core/search/searching.py; wish: labels,
  // sort, start, limit, first (the language whose pages come first), facets (whether to count them).
  curbcut.finding = (root, guessing) => {
    let index;
    const code = async () => {
      if (!curbcut.guessing) await curbcut.run(guessing);
      return curbcut.guessing({ fold, grams, RUNS });
    };
    function ready(fresh) {
      if (!index || fresh) (index = load(root, "search/manifest", fresh).then(manifest => opened(root, code, manifest))).catch(() => { index = null; });
      return index;
    }
    return {
      ready,
      // What fails may be of a site that was published meanwhile: its list is fetched anew, once.
      find: (query, wish = {}) => ready().then(find => find(query, wish)).catch(() => ready(true).then(find => find(query, wish)))
    };
  };
  curbcut.finding.parts = { fold, grams, spots };
})();
