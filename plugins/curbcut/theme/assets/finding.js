// Finds pages in the browser: the same grams, scores and order as curbcut/core/search, whose docstrings are the specification.
// It reads the shards of core/search/shards.py. A query is answered by going through it as if everything were there and
// noting what is not; that is fetched, and the query gone through again, until nothing is missing. guessing.js, which knows
// sounds and slips, is one of the things that may be missing. cards.js says what a result shows.
(() => {
  const HAN = "[\\u3005-\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]", RUNS = new RegExp(HAN + "+", "gu");
  const WORD = new RegExp("(" + HAN + "+)|((?:(?!" + HAN + ")[\\p{L}\\p{N}])+)", "gu");
  const MARKS = /[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufeff]/g;
  const NUMERALS = "〇零幺一二两三四五六七八九十百千万亿", NUMBER = new RegExp("[0-9" + NUMERALS + "][" + NUMERALS + "年月日号时点元岁级届度吨折]");
  const VERSION = 3, TITLES = 10, files = location.protocol === "file:", HASHED = "assets/search/", at = (root, name) => new URL(root + name, document.baseURI).href;

  // --- texts: analysis and numerals -----------------------------------------------------------------

  let variants = new Map(), strange = /[^]{0}/g, whole, stop = new Set(), aside; // whole: whether all variants are there; of the manifest: words that count for nothing

  // pairs: each variant with the simplified one behind it.
  function setVariants(pairs) {
    variants = new Map(pairs.match(/../gu).map(pair => [...pair]));
    strange = new RegExp("[" + [...variants.keys()].join("") + "]", "gu");
  }

  // The characters of GB 2312, in its order: a table that every browser has.
  const common = new TextDecoder("gb2312").decode(Uint8Array.from({ length: 72 * 94 * 2 }, (_, n) => n % 2 ? 161 + (n >> 1) % 94 : 176 + n / 188)).replace(/[^\u4e00-\u9fff]/g, "");

  const fold = text => text.normalize("NFKD").toLowerCase().replace(/u\u0308/g, "v").replace(MARKS, "")
    .replace(strange, ch => variants.get(ch) || "").replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");

  const stem = word => word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word) ? word : word.replace(/ies$|s$/, end => end[1] ? "y" : "");

  let showing, guessing, unread; // cards.js; guessing.js; whether there was a number to be read, which it does

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

  // index: having, starting, said, guess, table. words: typed word → its alternatives → term → weight.
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
      for (const other of index.said.get(word) || []) if (!other.includes(word)) grams(other).forEach(gram => want(gram, own.includes(gram) ? 100 : 50, "synonym", word + " = " + other, typed));
    }

    const guess = (what, given) => index.guess(g => g[what](given, { index, want, asTyped, same }));
    grams(rest).forEach(gram => want(gram, 100, "typed", gram));
    standing(folded, index.said).forEach(word => { asTyped(word); same(word, word); });
    new Set(rest.match(/[a-z0-9]+/g)).forEach(word => { if (/^[a-z]{2,}$/.test(word)) index.table("spellings"); guess("latin", word); });
    (rest.match(RUNS) || []).forEach(run => { if (run.length > 1 && pairs([...run]).some(pair => !index.having(pair))) { index.table("sounds"); guess("homophones", [...run]); } });
    if (![...wanted.keys()].some(index.having)) guess("lastTry", rest);
    return { wanted: [...wanted.values()], words };
  }

  // Number → score before standing. postings: of a term, numbers and impacts in turn.
  function scored(words, postings, rarity) {
    const scores = new Map();
    for (const alternatives of words.values()) {
      const best = new Map();
      for (const terms of alternatives.values()) {
        const sums = new Map();
        terms.forEach((weight, term) => {
          const list = postings(term), worth = rarity(term) * weight;
          for (let n = 0; n < list.length; n += 2) add(sums, list[n], worth * (2 * list[n + 1] + 1));
        });
        sums.forEach((value, number) => raise(best, number, value));
      }
      best.forEach((value, number) => add(scores, number, value));
    }
    return scores;
  }

  // The words of the synonyms that stand in a text, the longest at each place.
  function standing(text, said) {
    const found = [], within = /^[a-z0-9]{2}$/;
    for (let from = 0; from < text.length; from++) for (let size = Math.min(said.longest, text.length - from); size; size--) {
      const word = text.substr(from, size);
      if (said.has(word) && !within.test(text.slice(from ? from - 1 : 0, from + 1)) && !within.test(text.substr(from + size - 1, 2))) {
        found.push(word);
        from += size - 1;
        break;
      }
    }
    return found;
  }

  // --- shards ---------------------------------------------------------------------------------------

  // CRC-32, of two bytes at a time.
  function check(text) {
    let crc = -1;
    for (let n = 0; n < text.length; n++) {
      crc ^= text.charCodeAt(n);
      for (let bit = 0; bit < 16; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return (~crc >>> 0).toString(36);
  }

  const arrived = {};
  curbcut.shard = (...told) => { arrived[told[0]] = told; };

  const run = url => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: url, onload: resolve, onerror: reject });
    document.head.append(script);
  });

  const fetched = (url, cache) => fetch(url, { cache }).then(answer => answer.ok ? answer.text() : Promise.reject(url));

  async function load(root, name, fresh) {
    const url = at(root, name + ".js"), hash = name.split(HASHED)[1], called = hash || name;
    delete arrived[called];
    if (files) await run(url);
    else {
      const text = await (!fresh && curbcut.early && curbcut.early[url] || fetched(url, fresh ? "reload" : "default"));
      arrived[called] = JSON.parse("[" + text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")) + "]");
    }
    const told = arrived[called], value = told.pop(), sum = check(JSON.stringify(value));
    if (told[0] !== called || told.join() !== (hash ? sum.padStart(5, 0).slice(-5) : name + "," + sum)) throw new Error(name);
    return value;
  }

  // The terms of a block or of a list, each with what `read` makes of the bits behind it.
  function unpacked(text, read) {
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
      let more = ones();
      term = term.slice(0, kept);
      for (let n = 0; n <= more; n++) {
        const [k, base] = !n && gone ? [5, last + 1] : term.slice(-1) >= "\u4e00" ? [14, 0x4e00] : [5, 97];
        term += String.fromCharCode(base + coded(k));
      }
      found.set(term, read(ones, number, coded, term));
    }
    return found;
  }

  const nameOf = (ones, number) => number(26).toString(36).padStart(5, 0);

  // --- the index ------------------------------------------------------------------------------------

  function opened(root, manifest) {
    const held = new Map(), missing = new Set(), lists = new Map(), things = {}, said = new Map(), standings = new Map(manifest.standing);
    let total = 0, facets;
    const ends = manifest.stretches.map(one => total += one[1]), top = unpacked(manifest.blocks, nameOf);
    if (manifest.version !== VERSION) throw new Error("version");
    stop = new Set(manifest.stop.split(" "));
    aside = new RegExp(manifest.aside, "g");
    manifest.synonyms.forEach(group => group.forEach(word => said.set(word, new Set([...said.get(word) || [], ...group.filter(other => other !== word)]))));
    if (!whole) setVariants(manifest.folded);
    said.longest = Math.max(0, ...[...said.keys()].map(word => word.length));

    function get(name) {
      if (!held.has(name)) missing.add(name);
      return held.get(name);
    }

    const tableOf = name => get(HASHED + manifest.tables[name]);

    // What is made of a shard, once.
    function made(name, make) {
      const given = things[name] ? 0 : get(HASHED + name);
      if (given) things[name] = make(given);
      return things[name];
    }

    // Ordinals and impacts in turn, of the documents that have a term.
    function listOf(ones, number, coded, term) {
      const count = coded(0) + 1, k = Math.max(0, 31 - Math.clz32(8 * total / (10 * count))), levels = term > "\u3000" ? [1, 2, 3] : [3, 1, 2], list = [];
      for (let n = 0, last = -1, left = coded(0); n < count; n++) {
        last += ones() * 2 ** k + number(k) + 1;
        const times = levels[--left ? 0 : (left = coded(0), ones() + 1)], length = 16 / (parseInt(manifest.usual[last], 16) + 0.5) - 1;
        list.push(last, times ? Math.floor(16 * times / (times + length)) : number(4));
      }
      return list;
    }

    // The block that may have a term; of all that may have terms which begin so, those that are there.
    function blocksOf(term, all, list = top, shelved = manifest.shelved) {
      const starts = [...list.keys()], from = Math.max(1, starts.filter(start => start <= term).length) - 1;
      return starts.filter((start, n) => n === from || all && start.startsWith(term)).flatMap(start => {
        const inner = made(list.get(start), text => unpacked(text, shelved ? nameOf : listOf));
        return !inner ? [] : shelved ? blocksOf(term, all, inner, 0) : [inner];
      });
    }

    function postings(term) {
      if (!lists.has(term)) {
        const [block] = blocksOf(term);
        if (!block && top.size) return null;
        lists.set(term, block && block.get(term) || []);
      }
      return lists.get(term);
    }

    // What is not there yet counts as had, so that nothing else is tried for it.
    function having(term) {
      const list = postings(term);
      return list ? list.length / 2 : 1;
    }

    const starting = prefix => blocksOf(prefix, true).flatMap(block => [...block.keys()].filter(term => term.startsWith(prefix)).map(term => [term, having(term)]));

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

    const index = { having, starting, said, guess, table: tableOf };
    const rarity = term => Math.round(1000 * Math.log(1 + (total - having(term) + 0.5) / (having(term) + 0.5)));

    function ranked(words, wish, narrowed) {
      const langs = manifest.langs.slice().reverse(), foreign = pair => wish.first && langs.find(run => run[0] <= pair[0])[1] !== wish.first;
      let found = [...scored(words, postings, rarity)].map(([ordinal, score]) => [ordinal, Math.floor(score * (standings.get(ordinal) || 10) / 10)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (narrowed) found = guessing.narrowed(found, wish, facets);
      return wish.sort === "date" ? found : found.filter(pair => !foreign(pair)).concat(found.filter(foreign));
    }

    function card(ordinal) {
      const n = ends.findIndex(end => ordinal < end), [name, size] = manifest.stretches[n], given = get("search/cards/" + name + "/" + (ordinal - ends[n] + size));
      if (given && given[7]) needVariants();
      return given && showing.card(given);
    }

    function attempt(query, wish) {
      const narrowed = wish.facets || wish.sort === "date" || (wish.labels || []).length;
      missing.clear();
      unread = false;
      showing = get("cards");
      if (narrowed) {
        facets = tableOf("facets");
        guess(() => 0);
      }
      if ((fold(query).match(new RegExp(HAN, "gu")) || []).some(ch => !common.includes(ch)) && !needVariants()) return null;
      const { wanted: terms, words } = plan(query, index), unknown = terms.filter(one => one.why === "typed" && !having(one.term)).map(one => one.term);
      terms.forEach(one => having(one.term));
      if (unread || /[0-9]/.test(query)) guess(() => 0);
      if (missing.size) return null;
      const wanted = terms.filter(one => having(one.term)), found = ranked(words, wish, narrowed), { start = 0, limit = 10 } = wish, titles = found.slice(0, TITLES).map(one => card(one[0])), cards = found.slice(start, start + limit).map(one => card(one[0]));
      if (missing.size) return null;
      const heard = wanted.some(one => /sound|homophone|typo/.test(one.why) || (one.why === "typed" && /[a-z]/.test(one.term))), suggestion = heard && guess(g => g.suggestion(query, wanted, titles.map(one => one.title), index)) || "";
      const marked = new Set([...wanted.map(one => one.term), ...grams(suggestion)]), hits = cards.map((held, n) => showing.shown(held, found[start + n][1], words, marked, rarity));
      if (unread && wanted.some(one => /[0-9]/.test(one.term))) guess(() => 0); // a sentence may have the number in the other writing
      if (missing.size) return null;
      return { total: found.length, hits, wanted, unknown, suggestion, facets: wish.facets ? guessing.counted(found, facets) : {}, words: wish.facets ? facets.words : {} };
    }

    const fetchMissing = () => Promise.all([...missing].map(async name => { held.set(name, await (name.includes("/") ? load(root, name) : curbcut.code(name))); }));

    async function find(query, wish) {
      for (let tries = 0; tries < 30; tries++) {
        const answer = attempt(query, wish);
        if (answer) return answer;
        await fetchMissing();
      }
      throw new Error("no end");
    }

    // What most questions need besides blocks, while the first one is being typed.
    find.warm = () => {
      missing.clear();
      tableOf("sounds");
      get("guessing");
      get("cards");
      return fetchMissing();
    };
    return find;
  }

  // root: the way back to the site's root. find(query, wish) promises the answer of core/search/searching.py; wish: labels,
  // sort, start, limit, first (the language whose pages come first), facets (whether to count them).
  curbcut.finding = (root, guessing) => {
    let index, tries = 0; // a browser remembers that a module failed, by its address
    curbcut.code = async name => {
      if (!curbcut[name]) await (files ? run : url => import(url + (tries++ ? "?" + tries : "")))(name === "cards" ? at(root, "assets/" + "cards.js") : at("", guessing));
      return curbcut[name]({ fold, grams, stem, pairs, common, scored, RUNS, WORD });
    };
    function ready(fresh) {
      if (!index || fresh) {
        index = load(root, "search/manifest", fresh).then(manifest => opened(root, manifest));
        index.catch(() => { index = null; });
      }
      return index;
    }
    return {
      ready,
      // What fails may be of a site that was published meanwhile: its list is fetched anew, once.
      find: (query, wish = {}) => ready().then(find => find(query, wish)).catch(() => ready(true).then(find => find(query, wish)))
    };
  };
  curbcut.finding.parts = { fold, grams };
})();
