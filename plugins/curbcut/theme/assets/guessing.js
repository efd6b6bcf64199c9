// What few questions need: what somebody may have meant (sounds, beginnings, slips), numbers in words, narrowing. Fetched by
// finding.js for words that no page has, numbers and facets. The specification is in the docstrings of curbcut/core/search:
// pinyin, queries, hits, numerals; the table of facets in tables.
(() => {
  const SPELT = new Set("a o e ai ei ao ou an en ang eng er".split(" "));
  for (const initial of "b p m f d t n l g k h j q x zh ch sh r z c s y w".split(" ")) {
    for (const final of "a o e i u v ai ei ui ao ou iu ie ue ve an en in un ang eng ing ong ia iao ian iang iong ua uo uai uan uang".split(" ")) SPELT.add(initial + final);
  }

  function syllables(letters) {
    const size = letters.length, fewest = new Array(size + 1).fill(size + 1), taken = [], found = [];
    if (size > 60) return [];
    fewest[size] = 0;
    for (let from = size - 1; from >= 0; from--) for (let length = Math.min(6, size - from); length; length--) {
      if (SPELT.has(letters.substr(from, length)) && fewest[from + length] + 1 < fewest[from]) { fewest[from] = fewest[from + length] + 1; taken[from] = length; }
    }
    if (fewest[0] <= size) for (let from = 0; from < size; from += taken[from]) found.push(letters.substr(from, taken[from]));
    return found;
  }

  // What syllables sound like that stand together.
  function together(said) {
    const found = [];
    for (let size = 2; size < 5; size++) for (let from = 0; from + size <= said.length; from++) found.push(said.slice(from, from + size).join(""));
    return found;
  }

  function slips(one, other) {
    let last, before = [], row = Array.from(other + " ", (_, n) => n);
    for (let i = 1; i <= one.length; i++) {
      [last, before, row] = [before, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], last[j - 2] + 1);
      }
    }
    return row[other.length];
  }

  const before = (a, b) => a < b ? -1 : 1;
  // The terms that begin so, with how many pages have them.
  const starting = (index, prefix) => index.blocksOf(prefix, true).flatMap(block => [...block.keys()].filter(term => term.startsWith(prefix)).map(term => [term, index.having(term)]));
  const beginning = (index, prefix) => starting(index, prefix).sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || before(a[0], b[0])).slice(0, 8);
  const TITLES = 10; // best results in whose titles a misspelt word is looked for

  const NUMBER = /([0-9]+|[〇零幺一二两三四五六七八九十百千万亿]+)([年月日号时点元岁级届度吨折]?)/g;
  const PLACES = "[零〇]?(?:(D)百)?[零〇]?(D?十)?[零〇]?(D)?$", SECTION = new RegExp(("^(?:(D)千)?" + PLACES).replace(/D/g, "[一二两三四五六七八九]"));

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

  // The grams of the numbers in a folded text.
  function numbers(folded) {
    const found = [];
    for (const [, run, unit] of folded.matchAll(NUMBER)) {
      const said = run > "a", value = said ? valueOf(run) : run.replace(/^0+(?=.)/, "");
      if (said && value && run[1]) found.push(value);
      if (unit && value) found.push(value + unit);
    }
    return found;
  }

  function facet(facets, name, ordinal) {
    const column = facets.columns[name];
    return column && column[0][column[1].charCodeAt(ordinal) - 93] || [];
  }

  // Of what was found, what has the labels; in the order of dates where that is wished.
  function narrowed(found, { labels = [], sort }, facets) {
    const groups = {};
    labels.forEach(label => (groups[label.split(":")[0]] = groups[label.split(":")[0]] || []).push(label.toLowerCase()));
    const fitting = found.filter(([ordinal]) => Object.keys(groups).every(name => facet(facets, name, ordinal).some(value => groups[name].includes((name + ":" + value).toLowerCase()))));
    return sort === "date" ? fitting.sort((a, b) => facets.dates.charCodeAt(b[0]) - facets.dates.charCodeAt(a[0])) : fitting;
  }

  // How many of what was found have each value of each facet.
  function counted(found, facets) {
    const counts = {};
    for (const name in facets.columns) for (const [ordinal] of found) for (const value of facet(facets, name, ordinal)) {
      counts[name] = counts[name] || {};
      counts[name][value] = (counts[name][value] || 0) + 1;
    }
    return counts;
  }

  // The characters of GB 2312, in its order: a table that every browser has.
  const common = new TextDecoder("gb2312").decode(Uint8Array.from({ length: 72 * 94 * 2 }, (_, n) => n % 2 ? 161 + (n >> 1) % 94 : 176 + n / 188)).replace(/[^\u4e00-\u9fff]/g, "");

  curbcut.guessing = parts => {
    const { fold, grams, RUNS } = Object.assign(curbcut.guessing.parts, parts);
    let said, bySound, query, letters; // sounds of characters; words of the synonyms by their sound; of the plan in hand, the pinyin of its last words

    function speltSo(word, index) {
      const spellings = index.table("spellings");
      return spellings && /^[a-z]{2,}$/.test(word) && Object.keys(spellings).includes(word) ? spellings[word].split(" ") : [];
    }

    // How a character sounds; "" where that is not known, or not yet.
    function soundOf(ch, index) {
      const given = said || index.table("sounds");
      if (given && !said) {
        const sounds = given[0].split(" ");
        said = new Map([...common].map((one, n) => [one, sounds[given[1].charCodeAt(n) - 93]]));
      }
      return said && said.get(ch) || "";
    }

    // The words of the synonyms that sound so.
    function sounding(term, index) {
      if (said && !bySound) {
        bySound = new Map();
        for (const word of index.said.keys()) {
          const sounds = [...word].map(ch => soundOf(ch, index)), sound = sounds.join("");
          if (sounds[1] && sounds.every(Boolean)) bySound.set(sound, [...bySound.get(sound) || [], word]);
        }
      }
      return bySound && bySound.get(term) || [];
    }

    function meant(word, { want, same }, why, typed, weight = 100) {
      grams(word).forEach(gram => want(gram, weight, why, word, typed));
      same(word, typed);
    }

    // A word, and the pinyin that it makes with those before it.
    function latin(word, plan) {
      letters = syllables(word).length ? (query === plan ? letters : "") + word : "";
      query = plan;
      byLetters(word, plan);
      if (letters && letters !== word) byLetters(letters, plan, true);
    }

    function byLetters(word, plan, joined) {
      const { index, want } = plan, spelt = speltSo(word, index), gram = grams(word)[0] || word, said = syllables(word);
      if (spelt.length) plan.asTyped(word);
      spelt.forEach(one => meant(one, plan, "sound", word));
      if (spelt.length || !joined && index.having(gram)) return;
      const windows = word.length > 4 ? Array.from(word.slice(3), (_, n) => word.substr(n, 4)) : [];
      let heard;
      if (/^[a-z]+$/.test(word)) (said.length ? together(said) : windows).forEach(sound => {
        const had = index.having(sound), words = had ? [] : speltSo(sound, index);
        if (had) want(sound, 100, "sound", word);
        words.forEach(one => meant(one, plan, "sound", sound));
        heard = heard || had || words.length;
      });
      if (!heard && word.length > 2 && said.length !== 1) beginning(index, gram).forEach(pair => want(pair[0], 60, "prefix", word));
    }

    // The places of a run, in characters, at which a word of the synonyms would be cut in two.
    function within(run, index) {
      const text = run.join(""), places = new Set();
      index.standing(text).forEach(([at, word]) => {
        const before = [...text.slice(0, at)].length;
        for (let n = 1; n < [...word].length; n++) places.add(before + n);
      });
      return places;
    }

    function homophones(run, plan) {
      const { index, want } = plan, inner = within(run, index);
      if (!run.every(ch => common.includes(ch)) && !index.needVariants()) return; // they may be variants of what is known
      for (let at = 0; at + 1 < run.length; at++) {
        if (index.having(run[at] + run[at + 1])) continue;
        for (let size = 2; size < 5; size++) for (let from = Math.max(0, at + 2 - size); from <= Math.min(at, run.length - size); from++) {
          if (inner.has(from) || inner.has(from + size)) continue;
          const window = run.slice(from, from + size), sounds = window.map(ch => soundOf(ch, index)), term = sounds.join(""), pair = run[at] + run[at + 1], typed = window.join("");
          if (!sounds.every(Boolean)) continue;
          const weight = size > 2 ? 80 : 50;
          if (index.having(term)) want(term, weight, "homophone", typed, pair);
          else sounding(term, index).forEach(word => { if (word !== typed) meant(word, plan, "homophone", pair, weight); });
        }
      }
    }

    function lastTry(rest, plan) {
      const { index, want } = plan, alone = rest.trim(), single = [...new Set(grams(rest))];
      if (alone) for (const word of index.said.keys()) if (word.startsWith(alone)) meant(word, plan, "synonym", alone);
      if (single.length === 1 && [...single[0]].length === 1 && single[0].match(RUNS)) beginning(index, single[0]).forEach(pair => want(pair[0], 60, "prefix", single[0]));
      new Set(rest.match(/[a-z]+/g)).forEach(word => {
        const begun = word.length > 2 && syllables(word).length === 1 ? beginning(index, word) : [];
        begun.forEach(pair => want(pair[0], 60, "prefix", word));
        if (word.length < 4 || begun.length) return;
        const most = word.length < 7 ? 1 : 2, near = starting(index, word[0]).filter(pair => Math.abs(pair[0].length - word.length) <= most).map(pair => [slips(word, pair[0]), -pair[1], pair[0]]);
        const best = near.filter(one => one[0] <= most).sort((a, b) => a[0] - b[0] || a[1] - b[1] || before(a[2], b[2]))[0];
        if (best) want(best[2], 60, "typo", word);
      });
    }

    // found: ordinals with their scores, the best first; card: of an ordinal, where it is there.
    function suggestion(query, wanted, found, card, index) {
      const cards = found.slice(0, TITLES).map(one => card(one[0]));
      if (cards.includes(undefined)) return ""; // asked again when they are there
      const folded = fold(Array.from(query).slice(0, 200).join("")).split(/\s+/).filter(Boolean).join(" "), runs = cards.flatMap(one => fold(one[1]).match(RUNS) || []);
      const length = one => [...one.word].length;
      let changed = folded;
      function spoken(term) {
        const size = syllables(term).length;
        if (size > 1) for (const run of runs) {
          const characters = [...run], said = characters.map(ch => soundOf(ch, index));
          for (let at = 0; at + size <= said.length; at++) if (said.slice(at, at + size).join("") === term) return characters.slice(at, at + size).join("");
        }
        return "";
      }
      wanted.slice().sort((a, b) => length(b) - length(a)).forEach(({ term, why, word }) => {
        if (why === "sound" && word.search(RUNS) === 0) {
          changed = changed.split(" ").map(typed => speltSo(typed, index).includes(word) ? word : typed).join(" ");
          return;
        }
        const heard = why === "homophone" || (/sound|typed/.test(why) && term === word), said = why === "typo" ? term : heard ? spoken(term) : "";
        if (said) changed = changed.split(word).join(said);
      });
      return changed === folded ? "" : changed;
    }

    return { latin, homophones, lastTry, suggestion, numbers, narrowed, counted };
  };
  curbcut.guessing.parts = { syllables, slips, valueOf };
})();
