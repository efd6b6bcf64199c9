// Finds documents by title, topic and summary. Without it the page offers the ways to browse.
(function () {
  var place = document.getElementById("cc-results"), said = document.getElementById("cc-said"), input = document.getElementById("cc-q");
  var asked = (new URLSearchParams(location.search).get("q") || "").slice(0, 100);

  var marks = JSON.parse(place.dataset.marks), chinese = document.documentElement.lang.startsWith("zh");

  function made(name, text, kind) {
    var element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  // As on all other pages: 2026年3月5日, and 2026-03-05 in English.
  function day(iso) {
    return chinese ? iso.slice(0, 10).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日") : iso.slice(0, 10);
  }

  function plain(text) { return text.normalize("NFKC").toLowerCase(); }

  // A word counts where it stands; a longer Chinese one also by the pairs of characters it shares.
  function share(word, text) {
    if (text.includes(word)) return 1;
    var hits = 0, pairs = word.length - 1;
    if (pairs < 2 || !/[\u3400-\u9fff]/.test(word)) return 0;
    for (var n = 0; n < pairs; n++) if (text.includes(word.slice(n, n + 2))) hits++;
    return hits * 2 >= pairs ? hits / pairs / 2 : 0;
  }

  function score(words, row) {
    var total = row[5] === "effective" || !row[5] ? 0.5 : 0;
    for (var word of words) {
      var best = Math.max(10 * share(word, plain(row[0])), 5 * share(word, plain(row[6] || "")), 3 * share(word, plain(row[2] || "")));
      if (!best) return 0;
      total += best;
    }
    return total;
  }

  function show(rows) {
    var words = plain(asked).split(/[\s,，。、]+/).filter(Boolean), found = [];
    rows.forEach(function (row, order) {
      var points = score(words, row);
      if (points >= 1) found.push([points, order, row]);
    });
    found.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    said.textContent = place.dataset.count.replace("{count}", found.length).replace("{query}", asked);
    found.slice(0, 50).forEach(function (hit) {
      var row = hit[2], item = made("li", ""), title = made("h2", ""), link = made("a", row[0]), date = row[3] === "place" ? "" : row[4];
      link.href = place.dataset.root + row[1];
      if (marks[row[5]]) title.append(made("span", marks[row[5]], "tag"), " ");
      title.append(link);
      item.append(title);
      if (row[2]) item.append(made("p", row[2]));
      if (date) item.append(made("p", day(date), "date"));
      place.append(item);
    });
  }

  if (!asked.trim()) return;
  input.value = asked;
  document.title = asked + " - " + document.title;
  fetch(place.dataset.index).then(function (answer) { return answer.json(); }).then(show).catch(function () {
    said.textContent = place.dataset.failed;
  });
})();
