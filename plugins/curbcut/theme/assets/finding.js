// Finds pages in the browser: the same grams, scores and order as curbcut/core/search, whose docstrings are the specification.
// It reads the shards of core/search/shards.py. A query is answered by going through it as if everything were there and
// noting what is not; that is fetched, and the query gone through again, until nothing is missing. guessing.js, which knows
// sounds and slips, is one of the things that may be missing.
(() => {
  const HAN = "[\\u3005-\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]", RUNS = new RegExp(HAN + "+", "gu");
  const WORD = new RegExp("(" + HAN + "+)|((?:(?!" + HAN + ")[\\p{L}\\p{N}])+)", "gu");
  const MARKS = /[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufeff]/g;
  const NUMBER = /([0-9]+|[〇零幺一二两三四五六七八九十百千万亿]+)([年月日号时点元岁级届度吨折]?)/g, PLACES = "[零〇]?(?:(D)百)?[零〇]?(D?十)?[零〇]?(D)?$";
  const SECTION = new RegExp(("^(?:(D)千)?" + PLACES).replace(/D/g, "[一二两三四五六七八九]"));
  const LINE = /([ {|}~])([^ {|}~A-Z!#-\/:-@[\]^-`]+)([A-Z!#-\/:-@[\]^-`]+)/g, DIGITS = "!#$%&'*()+,-./:;<=>?@[]^_`";
  const VERSION = 1, TITLES = 10, files = location.protocol === "file:", at = (root, name) => new URL(root + name, document.baseURI).href;

  // --- texts: analysis and numerals -----------------------------------------------------------------

  let variants = new Map(), strange = /[^]{0}/g, whole, stop = new Set(), aside; // whole: whether all variants are there; of the manifest: words that count for nothing

  function setVariants(map) {
    variants = map;
    strange = new RegExp("[" + [...map.keys()].join("") + "]", "gu");
  }

  // The characters of GB 2312, in its order: a table that every browser has.
  const common = new TextDecoder("gb2312").decode(Uint8Array.from({ length: 72 * 94 * 2 }, (_, n) => n % 2 ? 161 + (n >> 1) % 94 : 176 + Math.floor(n / 188))).replace(/[^\u4e00-\u9fff]/g, "");

  const fold = text => text.normalize("NFKD").toLowerCase().replace(/u\u0308/g, "v").replace(MARKS, "")
    .replace(strange, ch => variants.get(ch) || "").replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");

  const stem = word => word.length < 4 || !/^[a-z]+s$/.test(word) || /(ss|us|is)$/.test(word) ? word : word.replace(/ies$|s$/, end => end[1] ? "y" : "");

  const digit = ch => "零一二三四五六七八九".indexOf({ 〇: "零", 幺: "一", 两: "二" }[ch] || ch);

  function valueOf(run) {
    if (run.length > 16) return "";
    if (/^[〇零幺一二三四五六七八九]+$/.test(run)) return run.length === 2 ? "" : run.replace(/./g, digit);
    let total = 0, rest = run;
    for (const [unit, name] of [[1e8, "亿"], [1e4, "万"], [1, ""]]) {
      const end = name ? rest.indexOf(name) : rest.length;
      if (end < 0) continue;
      const part = rest.slice(0, end), places = SECTION.exec(part);
      if (!places || (name && !part)) return "";
      [1000, 100, 10, 1].forEach((worth, n) => { if (places[n + 1]) total += unit * worth * (places[n + 1] === "十" ? 1 : digit(places[n + 1][0])); });
      rest = rest.slice(end + 1);
    }
    const unit = { 百: 10, 千: 100, 万: 1000 }[run.slice(-2, -1)], last = digit(run.slice(-1));
    return "" + (unit && last > 0 ? total + last * (unit - 1) : total);
  }

  const pairs = han => han[1] ? han.slice(1).map((ch, n) => han[n] + ch) : han;

  function grams(text) {
    const folded = fold(text), found = [];
    for (const [, han, word] of folded.matchAll(WORD)) {
      if (han) found.push(...pairs([...han]));
      else if (!stop.has(word) && word.length <= 40) found.push(stem(word));
    }
    for (const [, run, unit] of folded.matchAll(NUMBER)) {
      const said = run > "a", value = said ? valueOf(run) : run.replace(/^0+(?=.)/, "");
      if (said && value && run[1]) found.push(value);
      if (unit && value) found.push(value + unit);
    }
    return found;
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

  // --- the plan: queries ----------------------------------------------------------------------------

  const within = (map, key) => map.get(key) || map.set(key, new Map()).get(key);
  const add = (map, key, value) => map.set(key, (map.get(key) || 0) + value);

  // index: having, starting, sounds, spelt, said, guess. words: typed word → its alternatives → term → weight.
  function plan(text, index) {
    const wanted = new Map(), words = new Map(), folded = fold(Array.from(text).slice(0, 200).join("")), bare = folded.replace(aside, " "), rest = grams(bare).length ? bare : folded;

    function want(term, weight, why, word, typed = "") {
      const before = wanted.get(term), terms = within(within(words, typed), typed && word);
      terms.set(term, Math.max(weight, terms.get(term) || 0));
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
    new Set(rest.match(/[a-z0-9]+/g)).forEach(word => { if (index.spelt(word).length || !index.having(grams(word)[0] || word)) guess("latin", word); });
    (rest.match(RUNS) || []).forEach(run => { if (run.length > 1 && pairs([...run]).some(pair => !index.having(pair))) { index.sounds(""); guess("homophones", [...run]); } });
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
        sums.forEach((value, number) => best.set(number, Math.max(value, best.get(number) || 0)));
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

  const table = Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });

  function check(text) {
    let crc = -1;
    for (let n = 0; n < 2 * text.length; n++) crc = (crc >>> 8) ^ table[(crc ^ text.charCodeAt(n >> 1) >> (n % 2 * 8)) & 255];
    return (~crc >>> 0).toString(36);
  }

  const arrived = {};
  curbcut.shard = (...told) => { arrived[told[0]] = told; };

  const run = url => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: url, onload: resolve, onerror: reject });
    document.head.append(script);
  });

  const fetched = (url, cache) => fetch(url, { cache }).then(answer => answer.ok ? answer.text() : Promise.reject(new Error(url)));

  async function load(root, name, fresh) {
    const url = at(root, name + ".js");
    delete arrived[name];
    if (files) await run(url);
    else {
      const text = await (!fresh && curbcut.early && curbcut.early[url] || fetched(url, fresh ? "reload" : "default"));
      arrived[name] = JSON.parse("[" + text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")) + "]");
    }
    const [called, sum, value] = arrived[name];
    if (called !== name || sum !== check(JSON.stringify(value))) throw new Error("damaged: " + name);
    return value;
  }

  function block(text) {
    const terms = new Map();
    let term = "";
    for (const [, shared, rest, postings] of text.matchAll(LINE)) terms.set(term = term.slice(0, " {|}~".indexOf(shared)) + rest, postings);
    return terms;
  }

  // Ordinals and impacts in turn. usual: the impact of each document where none is told.
  function unpacked(text, usual) {
    const list = [];
    let value = 0, last = -1, told = false;
    for (const sign of text) {
      const end = sign >= "A" && sign <= "Z", digit = end ? sign.charCodeAt(0) - 65 : DIGITS.indexOf(sign);
      if (told) list.push(last, digit);
      else if (end) {
        last += ((value + digit) >> 1) + 1;
        if (digit & 1 ^ value & 1) { told = true; value = 0; continue; }
        list.push(last, parseInt(usual[last], 16));
      }
      value = told || end ? 0 : (value + digit) * 26;
      told = false;
    }
    return list;
  }

  // --- the index ------------------------------------------------------------------------------------

  function opened(root, manifest) {
    const held = new Map(), missing = new Set(), lists = new Map(), maps = {}, said = new Map(), standings = new Map(manifest.standing);
    const listed = manifest.blocks.split(" "), starts = listed.filter((_, n) => n % 2 === 0), names = listed.filter((_, n) => n % 2).map(name => "assets/search/" + name);
    let total = 0, facets;
    const ends = manifest.stretches.map(one => total += one[1]);
    if (manifest.version !== VERSION) throw new Error("version");
    stop = new Set(manifest.stop.split(" "));
    aside = new RegExp(manifest.aside, "g");
    manifest.synonyms.forEach(group => group.forEach(word => said.set(word, new Set([...said.get(word) || [], ...group.filter(other => other !== word)]))));
    const known = new Set(common), pairsOf = text => text.match(/../gu).map(pair => [...pair]);
    if (!whole) setVariants(new Map(pairsOf(manifest.folded)));
    said.longest = Math.max(0, ...[...said.keys()].map(word => word.length));

    function get(name) {
      if (!held.has(name)) missing.add(name);
      return held.get(name);
    }

    const tableOf = name => get("assets/search/" + manifest.tables[name]);

    // A table as a Map, made once.
    function mapOf(name, entries) {
      const given = maps[name] ? 0 : tableOf(name);
      if (given) maps[name] = new Map(entries(given));
      return maps[name];
    }

    // The last block that does not begin behind a term.
    function place(term) {
      let low = 0, high = starts.length;
      while (low < high) { const middle = (low + high) >> 1; if (starts[middle] <= term) low = middle + 1; else high = middle; }
      return low - 1;
    }

    function blockAt(number) {
      let given = get(names[number]);
      if (given && !given.size) held.set(names[number], given = block(given));
      return given;
    }

    function postings(term) {
      if (!lists.has(term)) {
        const number = place(term), found = number < 0 ? new Map() : blockAt(number);
        if (!found) return null;
        lists.set(term, unpacked(found.get(term) || "", manifest.usual));
      }
      return lists.get(term);
    }

    // What is not there yet counts as had, so that nothing else is tried for it.
    function having(term) {
      const list = postings(term);
      return list ? list.length / 2 : 1;
    }

    function starting(prefix) {
      const found = [];
      for (let n = Math.max(0, place(prefix)); n < names.length && (starts[n] <= prefix || starts[n].startsWith(prefix)); n++) {
        for (const term of (blockAt(n) || new Map()).keys()) if (term.startsWith(prefix)) found.push([term, having(term)]);
      }
      return found;
    }

    function spelt(word) {
      const spellings = /^[a-z]{2,}$/.test(word) && mapOf("spellings", Object.entries);
      return spellings && spellings.has(word) ? spellings.get(word).split(" ") : [];
    }

    function sounds(ch) {
      const map = mapOf("sounds", given => [...common].map((one, n) => [one, given[0].split(" ")[given[1].charCodeAt(n) - 93]]));
      return map && map.get(ch) || "";
    }

    function needVariants() {
      if (!whole && (whole = mapOf("variants", pairsOf))) setVariants(whole);
      return whole;
    }

    function guess(use) {
      const guessing = get("guessing");
      if (guessing) return use(guessing);
    }

    const index = { having, starting, spelt, sounds, said, guess };
    const rarity = term => Math.floor(1000 * Math.log(1 + (total - having(term) + 0.5) / (having(term) + 0.5)) + 0.5);

    function facet(name, ordinal) {
      const column = facets.columns[name];
      return column && column[0][column[1].charCodeAt(ordinal) - 93] || [];
    }

    function ranked(words, { labels = [], sort, first }) {
      const groups = {}, langs = manifest.langs.slice().reverse();
      labels.forEach(label => (groups[label.split(":")[0]] = groups[label.split(":")[0]] || []).push(label.toLowerCase()));
      const found = [...scored(words, postings, rarity)].filter(([ordinal]) => Object.keys(groups).every(name => facet(name, ordinal).some(value => groups[name].includes((name + ":" + value).toLowerCase()))))
        .map(([ordinal, score]) => [ordinal, Math.floor(score * (standings.has(ordinal) ? standings.get(ordinal) : 10) / 10)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const foreign = pair => first && langs.find(run => run[0] <= pair[0])[1] !== first;
      if (sort === "date") return found.sort((a, b) => facets.dates.charCodeAt(b[0]) - facets.dates.charCodeAt(a[0]));
      return found.filter(pair => !foreign(pair)).concat(found.filter(foreign));
    }

    function card(ordinal) {
      const n = ends.findIndex(end => ordinal < end), [name, size] = manifest.stretches[n], given = get("search/cards/" + name + "/" + (ordinal - ends[n] + size));
      if (!given) return null;
      const [url, title, kind, lang, date, validity, recorded, strange, told] = given;
      if (strange) needVariants();
      return { url, title, kind, lang, date, validity, recorded, passages: told.map(line => {
        const [, where, id, other, text] = /^(.)([^ @]*)@?(\S*) ([^]*)$/.exec(line);
        return { where, id, lang: other || lang, text };
      }) };
    }

    // --- what a result shows: hits ------------------------------------------------------------------

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

    function shown([ordinal, score], words, terms) {
      const hit = card(ordinal);
      if (!hit) return null;
      const texts = [...hit.passages.map(one => one.text), hit.title].map(text => new Set(grams(text))), title = texts.length - 1;
      const worth = scored(words, term => texts.flatMap((held, n) => held.has(term) ? [n, 0] : []), rarity);
      let passage = null, most = 0, anchor = "";
      hit.passages.forEach((one, n) => { if (worth.get(n) > most) { passage = one; most = worth.get(n); } });
      if (passage && /[th]/.test(passage.where)) anchor = passage.id;
      else if (passage && passage.where === "f" && hit.kind === "guide") anchor = passage.id.split(".")[0];
      if (!passage && worth.get(title)) passage = { where: "", id: "cc-title", lang: hit.lang, text: hit.title };
      return { ...hit, score, passage, marks: passage ? marks(passage.text, terms) : [], titleMarks: marks(hit.title, terms), address: hit.url + (anchor && "#" + anchor) };
    }

    function attempt(query, wish) {
      missing.clear();
      if (wish.facets || wish.sort === "date" || (wish.labels || []).length) facets = tableOf("facets");
      if ((fold(query).match(RUNS) || []).some(run => [...run].some(ch => !known.has(ch))) && !needVariants()) return null;
      const { wanted: terms, words } = plan(query, index), unknown = terms.filter(one => one.why === "typed" && !having(one.term)).map(one => one.term);
      terms.forEach(one => having(one.term));
      if (missing.size) return null;
      const wanted = terms.filter(one => having(one.term)), found = ranked(words, wish), titles = found.slice(0, TITLES).map(one => card(one[0]));
      if (missing.size) return null;
      const heard = wanted.some(one => /sound|homophone|typo/.test(one.why) || (one.why === "typed" && /[a-z]/.test(one.term))), suggestion = heard && guess(g => g.suggestion(query, wanted, titles.map(one => one.title), index)) || "";
      const { start = 0, limit = 10 } = wish, marked = new Set([...wanted.map(one => one.term), ...grams(suggestion)]);
      const hits = found.slice(start, start + limit).map(pair => shown(pair, words, marked)), counts = {};
      if (missing.size) return null;
      if (wish.facets) for (const name in facets.columns) for (const [ordinal] of found) for (const value of facet(name, ordinal)) {
        counts[name] = counts[name] || {};
        counts[name][value] = (counts[name][value] || 0) + 1;
      }
      return { total: found.length, hits, wanted, unknown, suggestion, facets: counts, words: wish.facets ? facets.words : {} };
    }

    const fetchMissing = () => Promise.all(Array.from(missing, async name => { held.set(name, name === "guessing" ? await curbcut.guess({ fold, grams, RUNS }) : await load(root, name)); }));

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
      sounds("");
      get("guessing");
      return fetchMissing();
    };
    return find;
  }

  // root: the way back to the site's root. find(query, wish) promises the answer of core/search/searching.py; wish: labels,
  // sort, start, limit, first (the language whose pages come first), facets (whether to count them).
  curbcut.finding = (root, guessing) => {
    let index, tries = 0; // a browser remembers that a module failed, by its address
    curbcut.guess = async kit => {
      if (!curbcut.guessing) await (files ? run : url => import(url + (tries++ ? "?" + tries : "")))(at("", guessing));
      return curbcut.guessing(kit);
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
  curbcut.finding.parts = { fold, grams, spots, valueOf };
})();
