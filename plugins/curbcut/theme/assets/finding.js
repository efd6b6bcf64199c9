// Finds pages in the browser: the same grams, scores and order as curbcut/core/search, whose docstrings are the specification.
// It reads the shards of core/search/shards.py. A query is answered by going through it as if everything were there and
// noting what is not; that is fetched, and the query gone through again, until nothing is missing.
(function () {
  "use strict";
  var HAN = "\\u3005-\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  var WORD = new RegExp("([" + HAN + "]+)|((?:(?![" + HAN + "])[\\p{L}\\p{N}])+)", "gu"), ONE = new RegExp("^[" + HAN + "]$", "u"), RUNS = new RegExp("[" + HAN + "]+", "gu");
  var MARKS = /[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufeff]/g;
  var STOP = new Set("a an and are as at be been but by can do does for from has have how i if in into is it its may me my no not of on or our so than that the their them then there these they this to was we were what when where which who why will with you your".split(" "));
  var ASIDE = /怎样才能|怎么才能|怎么办(?![理证卡事])|什么时候|可不可以|需不需要|怎么样|为什么|能不能|是不是|有没有|有什么|有哪些|要不要|我想要|请问|怎么|怎样|如何|什么|可以|能否|是否|哪里|哪儿|哪些|哪个|在哪|需要|我想|我要|想要|谁|吗|呢|吧|呀|的|了/g;
  var DIGIT = { 〇: 0, 零: 0, 一: 1, 幺: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }, TENTH = { 百: 10, 千: 100, 万: 1000 };
  var NUMBER = /([0-9]+|[〇零幺一二两三四五六七八九十百千万亿]+)([年月日号时点元岁级届度吨折]?)/g;
  var SECTION = /^(?:([一二两三四五六七八九])千)?[零〇]?(?:([一二两三四五六七八九])百)?[零〇]?([一二两三四五六七八九]?十)?[零〇]?([一二两三四五六七八九])?$/;
  var FINALS = "a o e i u v ai ei ui ao ou iu ie ue ve an en in un ang eng ing ong ia iao ian iang iong ua uo uai uan uang".split(" ");
  var SPELT = new Set("a o e ai ei ao ou an en ang eng er".split(" "));
  "b p m f d t n l g k h j q x zh ch sh r z c s y w".split(" ").forEach(function (initial) { FINALS.forEach(function (final) { SPELT.add(initial + final); }); });
  var FINAL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", MORE = "!#$%&'()*+,-./:;<=>?@[]^_`", SHARED = " {|}~";
  var LINE = /([ {|}~])([^ {|}~A-Z!#-\/:-@[\]^-`]+)([A-Z!#-\/:-@[\]^-`]+)/g;
  var VERSION = 1, TRIES = 30, TITLES = 10;

  // --- texts: analysis, numerals, pinyin ------------------------------------------------------------

  var variants; // a Map once it is there

  function fold(text) {
    var plain = text.normalize("NFKD").toLowerCase().replace(/u\u0308/g, "v").replace(MARKS, "");
    if (variants) plain = plain.replace(RUNS, function (run) { return Array.from(run, function (ch) { return variants.get(ch) || ch; }).join(""); });
    return plain.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");
  }

  function stem(word) {
    if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word;
    return /ies$/.test(word) ? word.slice(0, -3) + "y" : /(ss|us|is)$/.test(word) ? word : word.slice(0, -1);
  }

  function valueOf(run) {
    if (run.length > 16) return "";
    if (/^[〇零幺一二三四五六七八九]+$/.test(run)) return run.length === 2 ? "" : run.replace(/./g, function (ch) { return DIGIT[ch]; });
    var total = 0, rest = run, part, places, at;
    for (var pair of [[1e8, "亿"], [1e4, "万"], [1, ""]]) {
      at = pair[1] ? rest.indexOf(pair[1]) : rest.length;
      if (at < 0) continue;
      part = rest.slice(0, at);
      places = SECTION.exec(part);
      if (!places || (pair[1] && !part)) return "";
      places = places.slice(1).map(function (place) { return !place ? 0 : place === "十" ? 1 : DIGIT[place[0]]; });
      total += pair[0] * (1000 * places[0] + 100 * places[1] + 10 * places[2] + places[3]);
      rest = rest.slice(at + 1);
    }
    var last = run.slice(-1), unit = TENTH[run.slice(-2, -1)];
    return "" + (unit && DIGIT[last] ? total + DIGIT[last] * (unit - 1) : total);
  }

  function grams(text) {
    var folded = fold(text), found = [], match;
    for (match of folded.matchAll(WORD)) {
      if (match[2]) {
        if (!STOP.has(match[2]) && match[2].length <= 40) found.push(stem(match[2]));
      } else {
        var han = Array.from(match[1]);
        if (han.length === 1) found.push(han[0]);
        for (var n = 1; n < han.length; n++) found.push(han[n - 1] + han[n]);
      }
    }
    for (match of folded.matchAll(NUMBER)) {
      var run = match[1], unit = match[2];
      if (run[0] <= "9") {
        if (unit) found.push((run.replace(/^0+/, "") || "0") + unit);
      } else {
        var value = valueOf(run);
        if (value && run.length > 1) found.push(value);
        if (value && unit) found.push(value + unit);
      }
    }
    return found;
  }

  // Grams with their places, in UTF-16 units.
  function spots(text) {
    var folded = "", starts = [], ends = [], at = 0, found = [], match;
    for (var ch of text) {
      for (var piece = fold(ch), n = 0; n < piece.length; n++) { starts.push(at); ends.push(at + ch.length); }
      folded += piece;
      at += ch.length;
    }
    for (match of folded.matchAll(WORD)) {
      var from = match.index, to = from + match[0].length, han = match[1] ? Array.from(match[1]) : [];
      if (han.length < 2) found.push([match[1] || stem(match[2]), starts[from], ends[to - 1]]);
      for (n = 1; n < han.length; n++) {
        found.push([han[n - 1] + han[n], starts[from], ends[from + (han[n - 1] + han[n]).length - 1]]);
        from += han[n - 1].length;
      }
    }
    return found;
  }

  function syllables(letters) {
    var size = letters.length, fewest = new Array(size + 1).fill(size + 1), taken = [], found = [];
    if (size > 60) return [];
    fewest[size] = 0;
    for (var at = size - 1; at >= 0; at--) for (var length = Math.min(6, size - at); length; length--) {
      if (SPELT.has(letters.slice(at, at + length)) && fewest[at + length] + 1 < fewest[at]) { fewest[at] = fewest[at + length] + 1; taken[at] = length; }
    }
    if (fewest[0] <= size) for (at = 0; at < size; at += taken[at]) found.push(letters.slice(at, at + taken[at]));
    return found;
  }

  function neighbours(said) {
    var found = [];
    [2, 3, 4].forEach(function (size) { for (var at = 0; at + size <= said.length; at++) found.push(said.slice(at, at + size).join("")); });
    [3, 4].forEach(function (size) { for (var at = 0; at + size <= said.length; at++) found.push(said.slice(at, at + size).map(function (one) { return one[0]; }).join("")); });
    return found;
  }

  function slips(one, other) {
    var last, before = [], row = Array.from({ length: other.length + 1 }, function (_, n) { return n; });
    for (var i = 1; i <= one.length; i++) {
      last = before; before = row; row = [i];
      for (var j = 1; j <= other.length; j++) {
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], last[j - 2] + 1);
      }
    }
    return row[other.length];
  }

  // --- the plan: queries ----------------------------------------------------------------------------

  // index: having(term), starting(prefix), sounds(character), spelt(word), said (Map: word -> those that mean the same)
  function plan(text, index) {
    var wanted = new Map(), folded = fold(Array.from(text).slice(0, 200).join("")), rest = folded.replace(ASIDE, " ");
    if (!grams(rest).length) rest = folded;

    function want(term, weight, why, word) {
      var before = wanted.get(term);
      if (!before) wanted.set(term, { term: term, weight: weight, why: why, word: word });
      else if (before.weight < weight) Object.assign(before, { weight: weight, word: word });
    }

    function same(word) {
      for (var other of index.said.get(word) || []) if (!other.includes(word)) for (var gram of grams(other)) want(gram, 50, "synonym", word + " = " + other);
    }

    function beginning(prefix) {
      return index.starting(prefix).sort(function (a, b) { return b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1); }).slice(0, 8);
    }

    function latin(word) {
      var spelt = index.spelt(word), gram = grams(word)[0] || word, heard = [];
      spelt.forEach(function (meant) {
        grams(meant).forEach(function (one) { want(one, 100, "sound", meant); });
        same(meant);
      });
      if (spelt.length || index.having(gram)) return;
      if (/^[a-z]+$/.test(word)) {
        heard = neighbours(syllables(word));
        if (!syllables(word).length) for (var at = 0; word.length > 4 && at + 4 <= word.length; at++) heard.push(word.slice(at, at + 4));
        heard = heard.filter(index.having);
      }
      heard.forEach(function (term) { want(term, 100, "sound", word); });
      if (!heard.length && word.length > 2) beginning(gram).forEach(function (pair) { want(pair[0], 60, "prefix", word); });
    }

    function homophones(run) {
      for (var at = 0; at + 1 < run.length; at++) {
        if (index.having(run[at] + run[at + 1])) continue;
        for (var size = 2; size < 5; size++) for (var start = Math.max(0, at + 2 - size); start <= Math.min(at, run.length - size); start++) {
          var said = run.slice(start, start + size).map(index.sounds), term = said.join("");
          if (said.every(Boolean) && index.having(term)) want(term, 80, "homophone", run.slice(start, start + size).join(""));
        }
      }
    }

    function lastTry() {
      var alone = rest.trim(), single = new Set(grams(rest));
      if (alone) for (var word of index.said.keys()) if (word.startsWith(alone)) {
        grams(word).forEach(function (gram) { want(gram, 100, "synonym", word); });
        same(word);
      }
      single.forEach(function (ch) { if (single.size === 1 && ONE.test(ch)) beginning(ch).forEach(function (pair) { want(pair[0], 60, "prefix", ch); }); });
      new Set(rest.match(/[a-z]+/g)).forEach(function (word) {
        var most = word.length < 7 ? 1 : 2, best;
        if (word.length > 3) index.starting(word[0]).forEach(function (pair) {
          if (Math.abs(pair[0].length - word.length) > most) return;
          var near = [slips(word, pair[0]), -pair[1], pair[0]];
          if (near[0] <= most && (!best || (near[0] - best[0] || near[1] - best[1] || (near[2] < best[2] ? -1 : 1)) < 0)) best = near;
        });
        if (best) want(best[2], 60, "typo", word);
      });
    }

    grams(rest).forEach(function (gram) { want(gram, 100, "typed", gram); });
    standing(folded, index.said).forEach(same);
    new Set(rest.match(/[a-z0-9]+/g)).forEach(latin);
    (rest.match(RUNS) || []).forEach(function (run) { homophones(Array.from(run)); });
    if (!Array.from(wanted.keys()).some(index.having)) lastTry();
    return Array.from(wanted.values());
  }

  // The words of the synonyms that stand in a text, the longest at each place.
  function standing(text, said) {
    var found = [], longest = 0;
    said.forEach(function (_, word) { longest = Math.max(longest, word.length); });
    for (var at = 0; at < text.length; at++) for (var size = Math.min(longest, text.length - at); size; size--) {
      var word = text.substr(at, size), within = /^[a-z0-9]{2}$/;
      if (said.has(word) && !within.test(text.slice(Math.max(0, at - 1), at + 1)) && !within.test(text.substr(at + size - 1, 2))) {
        found.push(word);
        at += size - 1;
        break;
      }
    }
    return found;
  }

  // --- what a result shows: hits --------------------------------------------------------------------

  function best(passages, values, title) {
    var chosen, most = 0;
    passages.forEach(function (passage) {
      var worth = 0;
      new Set(grams(passage.text)).forEach(function (gram) { worth += values.get(gram) || 0; });
      if (worth > most) { chosen = passage; most = worth; }
    });
    return chosen || (grams(title).some(function (gram) { return values.get(gram); }) ? { where: "t", id: "cc-title", text: title, title: true } : null);
  }

  function marks(text, terms) {
    var found = [], last;
    spots(text).forEach(function (spot) {
      if (!terms.has(spot[0])) return;
      if (last && spot[1] <= last[1]) last[1] = Math.max(last[1], spot[2]);
      else found.push(last = [spot[1], spot[2]]);
    });
    return found;
  }

  function suggestion(query, wanted, titles, index) {
    var folded = fold(query).split(/\s+/).filter(Boolean).join(" "), changed = folded, runs = [];
    titles.forEach(function (title) { runs = runs.concat(fold(title).match(RUNS) || []); });
    function spoken(term) {
      var size = syllables(term).length;
      if (size > 1) for (var run of runs) {
        var characters = Array.from(run), said = characters.map(index.sounds);
        for (var at = 0; at + size <= said.length; at++) if (said.slice(at, at + size).join("") === term) return characters.slice(at, at + size).join("");
      }
      return "";
    }
    wanted.slice().sort(function (a, b) { return Array.from(b.word).length - Array.from(a.word).length; }).forEach(function (one) {
      if (one.why === "sound" && ONE.test(Array.from(one.word)[0])) {
        changed = changed.split(" ").map(function (word) { return index.spelt(word).includes(one.word) ? one.word : word; }).join(" ");
        return;
      }
      var heard = one.why === "homophone" || ((one.why === "sound" || one.why === "typed") && one.term === one.word);
      var meant = one.why === "typo" ? one.term : heard ? spoken(one.term) : "";
      if (meant) changed = changed.split(one.word).join(meant);
    });
    return changed === folded ? "" : changed;
  }

  // --- shards ---------------------------------------------------------------------------------------

  var table = Array.from({ length: 256 }, function (_, n) {
    for (var bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });

  function check(text) {
    var crc = -1, code;
    for (var at = 0; at < text.length; at++) {
      code = text.charCodeAt(at);
      crc = (crc >>> 8) ^ table[(crc ^ code) & 255];
      crc = (crc >>> 8) ^ table[(crc ^ (code >> 8)) & 255];
    }
    return ((crc ^ -1) >>> 0).toString(36);
  }

  var arrived = {};
  curbcut.shard = function () { arrived[arguments[0]] = arguments; };

  function fetched(name, url, fresh) {
    return fetch(url, fresh ? { cache: "reload" } : {}).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status + " " + name);
      return answer.text();
    });
  }

  function run(name, url) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      delete arrived[name];
      script.src = url;
      script.onload = function () { script.remove(); if (arrived[name]) resolve(arrived[name]); else reject(new Error(name)); };
      script.onerror = function () { script.remove(); reject(new Error(name)); };
      document.head.append(script);
    });
  }

  function parsed(text) { return JSON.parse("[" + text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")) + "]"); }

  function load(root, name, fresh) {
    var url = new URL(root + name + ".js", document.baseURI).href, early = !fresh && curbcut.early && curbcut.early[url];
    return (location.protocol === "file:" ? run(name, url) : (early || fetched(name, url, fresh)).then(parsed)).then(function (told) {
      if (told[0] !== name || told[1] !== check(JSON.stringify(told[2]))) throw new Error("damaged: " + name);
      return told[2];
    });
  }

  function block(text) {
    var terms = new Map(), term = "", match;
    LINE.lastIndex = 0;
    while ((match = LINE.exec(text))) {
      term = term.slice(0, SHARED.indexOf(match[1])) + match[2];
      terms.set(term, match[3]);
    }
    return terms;
  }

  function unpacked(text) {
    var pairs = [], value = 0, last = -1;
    for (var ch of text) {
      var digit = FINAL.indexOf(ch);
      if (digit < 0) value = value * 26 + MORE.indexOf(ch);
      else {
        value = value * 26 + digit;
        last += (value >> 4) + 1;
        pairs.push(last, value & 15);
        value = 0;
      }
    }
    return pairs;
  }

  // --- the index ------------------------------------------------------------------------------------

  function Index(root, manifest) {
    var held = new Map(), missing = new Set(), lists = new Map(), listed = manifest.blocks.split(" "), starts = [], names = [], facets;
    var total = 0, places = manifest.stretches.map(function (one) { return [total += one[1], one[0]]; });
    var standings = new Map(manifest.standing), said = new Map(), spelling, sounding;
    if (manifest.version !== VERSION) throw new Error("version " + manifest.version);
    for (var n = 0; n + 1 < listed.length; n += 2) { starts.push(listed[n]); names.push("assets/search/" + listed[n + 1]); }
    manifest.synonyms.forEach(function (group) {
      group.forEach(function (word) {
        if (!said.has(word)) said.set(word, new Set());
        group.forEach(function (other) { if (other !== word) said.get(word).add(other); });
      });
    });

    function get(name) {
      if (!held.has(name)) missing.add(name);
      return held.get(name);
    }

    function tableOf(name) { return get("assets/search/" + manifest.tables[name]); }

    // The last block that does not begin behind a term.
    function place(term) {
      var low = 0, high = starts.length;
      while (low < high) { var middle = (low + high) >> 1; if (starts[middle] <= term) low = middle + 1; else high = middle; }
      return low - 1;
    }

    function blockAt(at) {
      var given = get(names[at]);
      if (typeof given === "string") held.set(names[at], given = block(given));
      return given;
    }

    function postings(term) {
      if (!lists.has(term)) {
        var at = place(term), found = at < 0 ? new Map() : blockAt(at);
        if (!found) return null;
        lists.set(term, unpacked(found.get(term) || ""));
      }
      return lists.get(term);
    }

    // What is not there yet counts as had, so that nothing else is tried for it.
    function having(term) {
      var list = postings(term);
      return list ? list.length / 2 : 1;
    }

    function starting(prefix) {
      var found = [];
      for (var at = Math.max(0, place(prefix)); at < names.length && (starts[at] <= prefix || starts[at].startsWith(prefix)); at++) {
        (blockAt(at) || []).forEach(function (_, term) { if (term.startsWith(prefix)) found.push([term, having(term)]); });
      }
      return found;
    }

    function sounds(ch) {
      var given = tableOf("sounds");
      if (given && !sounding) {
        sounding = new Map();
        Object.keys(given).forEach(function (sound) { for (var one of given[sound]) sounding.set(one, sound); });
      }
      return (sounding && sounding.get(ch)) || "";
    }

    function spelt(word) {
      if (!/^[a-z]{2,}$/.test(word)) return [];
      var given = tableOf("spellings");
      if (given && !spelling) spelling = new Map(Object.entries(given));
      return spelling && spelling.has(word) ? spelling.get(word).split(" ") : [];
    }

    function langOf(ordinal) {
      var lang = "";
      manifest.langs.forEach(function (run) { if (run[0] <= ordinal) lang = run[1]; });
      return lang;
    }

    function rarity(term) {
      var df = having(term);
      return Math.floor(1000 * Math.log(1 + (total - df + 0.5) / (df + 0.5)) + 0.5);
    }

    // ordinal -> values of a facet
    function facet(name) {
      var column = facets.columns[name];
      return function (ordinal) { return column ? column[0][column[1].charCodeAt(ordinal) - 93] || [] : []; };
    }

    function allowed(labels) {
      var groups = {};
      (labels || []).forEach(function (label) { var at = label.indexOf(":"); (groups[label.slice(0, at)] = groups[label.slice(0, at)] || []).push(label.slice(at + 1).toLowerCase()); });
      var names = Object.keys(groups), of = {};
      names.forEach(function (name) { of[name] = facet(name); });
      return function (ordinal) {
        return names.every(function (name) { return of[name](ordinal).some(function (value) { return groups[name].includes(value.toLowerCase()); }); });
      };
    }

    function ranked(wanted, wish) {
      var scores = new Map(), fits = allowed(wish.labels), found = [];
      wanted.forEach(function (one) {
        var list = postings(one.term), worth = rarity(one.term) * one.weight;
        for (var at = 0; at < list.length; at += 2) scores.set(list[at], (scores.get(list[at]) || 0) + worth * (2 * list[at + 1] + 1));
      });
      scores.forEach(function (score, ordinal) {
        if (ordinal < total && fits(ordinal)) found.push([ordinal, Math.floor(score * (standings.has(ordinal) ? standings.get(ordinal) : 10) / 10)]);
      });
      found.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
      if (wish.sort === "date") found.sort(function (a, b) { return facets.dates.charCodeAt(b[0]) - facets.dates.charCodeAt(a[0]); });
      else if (wish.first) found = found.filter(function (one) { return langOf(one[0]) === wish.first; }).concat(found.filter(function (one) { return langOf(one[0]) !== wish.first; }));
      return found;
    }

    function card(ordinal) {
      for (var n = 0; ordinal >= places[n][0]; n++);
      var size = manifest.stretches[n][1], given = get("search/cards/" + places[n][1] + "/" + (ordinal - places[n][0] + size));
      if (!given) return null;
      if (given[7]) needVariants();
      return { url: given[0], title: given[1], kind: given[2], lang: given[3], date: given[4], validity: given[5], recorded: !!given[6], passages: given[8].map(function (told) {
        var space = told.indexOf(" "), id = told.slice(1, space).split("@");
        return { where: told[0], id: id[0], lang: id[1] || given[3], text: told.slice(space + 1) };
      }) };
    }

    function needVariants() {
      var given = !variants && tableOf("variants");
      if (given) {
        variants = new Map();
        for (var pair = Array.from(given), n = 0; n < pair.length; n += 2) variants.set(pair[n], pair[n + 1]);
      }
    }

    function shown(pair, values, terms) {
      var told = card(pair[0]);
      if (!told) return null;
      var passage = best(told.passages, values, told.title), summary = told.passages.find(function (one) { return one.id === "cc-summary"; }), anchor = "";
      if (passage && !passage.title) {
        if ("th".includes(passage.where)) anchor = passage.id;
        else if (passage.where === "f" && told.kind === "guide") anchor = passage.id.split(".")[0];
      }
      return Object.assign(told, {
        score: pair[1], passage: passage, marks: passage ? marks(passage.text, terms) : [], titleMarks: marks(told.title, terms),
        summary: summary ? summary.text : "", address: told.url + (anchor && "#" + anchor)
      });
    }

    function counts(found) {
      var all = {};
      Object.keys(facets.columns).forEach(function (name) {
        var of = facet(name), counted = {};
        found.forEach(function (one) { of(one[0]).forEach(function (value) { counted[value] = (counted[value] || 0) + 1; }); });
        if (Object.keys(counted).length) all[name] = counted;
      });
      return all;
    }

    function attempt(query, wish) {
      missing.clear();
      if (wish.facets || (wish.labels || []).length || wish.sort === "date") facets = tableOf("facets");
      var terms = plan(query, { having: having, starting: starting, sounds: sounds, spelt: spelt, said: said });
      if (missing.size) return null;
      var unknown = terms.filter(function (one) { return one.why === "typed" && !having(one.term); }).map(function (one) { return one.term; });
      // No variant stands in the index: where every character is known, there was nothing to fold.
      if (!variants && unknown.some(function (term) { return term.search(RUNS) >= 0; })) { needVariants(); if (variants) return null; }
      if (missing.size) return null;
      var known = terms.filter(function (one) { return having(one.term); });
      if (missing.size) return null;
      var found = ranked(known, wish);
      var first = found.slice(0, TITLES).map(function (one) { return card(one[0]); });
      if (missing.size) return null;
      var meant = suggestion(Array.from(query).slice(0, 200).join(""), known, first.map(function (one) { return one.title; }), { sounds: sounds, spelt: spelt });
      var values = new Map(known.map(function (one) { return [one.term, rarity(one.term) * one.weight]; }));
      var start = wish.start || 0, marked = new Set(Array.from(values.keys()).concat(grams(meant)));
      var hits = found.slice(start, start + ("limit" in wish ? wish.limit : 10)).map(function (pair) { return shown(pair, values, marked); });
      if (missing.size) return null;
      return { total: found.length, hits: hits, wanted: known, unknown: unknown, suggestion: meant, facets: wish.facets ? counts(found) : {}, words: wish.facets ? facets.words : {} };
    }

    this.find = function (query, wish) {
      var tries = 0;
      function step() {
        var answer = attempt(query, wish || {});
        if (answer) return answer;
        if (++tries > TRIES) throw new Error("no end");
        return Promise.all(Array.from(missing, function (name) {
          return load(root, name).then(function (value) { held.set(name, value); });
        })).then(step);
      }
      return Promise.resolve().then(step);
    };
  }

  // root: the way back to the site's root. find(query, wish) promises the answer of core/search/searching.py; wish: labels,
  // sort, start, limit, first (language whose pages come first), facets (whether to count them).
  curbcut.finding = function (root) {
    var index;
    function ready(fresh) {
      if (!index || fresh) {
        index = load(root, "search/manifest", fresh).then(function (manifest) { return new Index(root, manifest); });
        index.catch(function () { index = null; });
      }
      return index;
    }
    return {
      ready: ready,
      find: function (query, wish) {
        function ask(found) { return found.find(query, wish); }
        // What fails may be of a site that was published meanwhile: its list is fetched anew, once.
        return ready().then(ask).catch(function () { return ready(true).then(ask); });
      }
    };
  };
  curbcut.finding.parts = { fold: fold, grams: grams, spots: spots, valueOf: valueOf, syllables: syllables, neighbours: neighbours, slips: slips, plan: plan };
  document.dispatchEvent(new Event("cc-finding"));
})();
