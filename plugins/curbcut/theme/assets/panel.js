// The panel of reading preferences and the reading ruler; with their style sheet comes the large cursor. Nothing here is needed to read a page.
(function () {
  var zh = document.documentElement.lang.slice(0, 2) === "zh", root = document.documentElement;
  function say(chinese, english) { return zh ? chinese : english; }

  var choices = [
    ["size", say("字号", "Text size"), [["1", say("小", "Small")], ["", say("标准", "Standard")], ["3", say("大", "Large")], ["4", say("特大", "Very large")], ["5", say("最大", "Largest")]]],
    ["theme", say("颜色", "Colours"), [["", say("跟随系统", "As the system")], ["light", say("浅色", "Light")], ["dark", say("深色", "Dark")], ["contrast", say("黑底黄字", "Yellow on black")], ["blue", say("蓝底白字", "White on blue")]]],
    ["line", say("行距", "Line spacing"), [["", say("标准", "Standard")], ["1", say("宽", "Wide")], ["2", say("更宽", "Wider")]]],
    ["letter", say("字距", "Letter spacing"), [["", say("标准", "Standard")], ["1", say("宽", "Wide")], ["2", say("更宽", "Wider")]]],
    ["width", say("每行长短", "Line length"), [["1", say("短", "Short")], ["", say("标准", "Standard")], ["2", say("长", "Long")]]]
  ];
  var switches = [
    ["ruler", say("阅读尺", "Reading ruler")], ["cursor", say("大光标", "Large cursor")], ["links", say("链接全部加下划线", "Underline every link")],
    ["motion", say("减少动画", "Less motion")], ["simple", say("简单版：只看正文", "Simple: the text only")]
  ];

  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    element.append.apply(element, children || []);
    return element;
  }

  function choice(type, name, value, text) {
    var input = make("input", { type: type, name: "cc-" + name, value: value });
    input.addEventListener("change", function () { curbcut.set(name, type === "checkbox" ? (input.checked ? "1" : "") : value); });
    return make("label", { "class": "choice" }, [input, text]);
  }

  var status = make("p", { role: "status" });
  var reset = make("button", { type: "button" }, [say("全部恢复标准", "Reset everything")]);
  var close = make("button", { type: "button" }, [say("关闭", "Close")]);
  var form = make("form", {}, choices.map(function (group) {
    return make("fieldset", {}, [make("legend", {}, [group[1]])].concat(group[2].map(function (pair) { return choice("radio", group[0], pair[0], pair[1]); })));
  }).concat(make("fieldset", {}, [make("legend", {}, [say("其他", "More")])].concat(switches.map(function (pair) { return choice("checkbox", pair[0], "1", pair[1]); })))));
  var title = make("h2", { id: "cc-preferences-title" }, [say("阅读设置", "Reading preferences")]);
  var bar = make("div", { "class": "bar" }, [title, make("p", {}, [say("马上生效，只记在这台设备上。", "They take effect at once and stay on this device.")]), form, reset, " ", close, status]);
  var panel = make("section", { "class": "panel", id: "cc-preferences", "aria-labelledby": "cc-preferences-title" }, [bar]);
  var ways = document.querySelector('footer a[href*="preferences/"]');
  var home = document.getElementById("cc-panel"), header = document.querySelector("header.site"), opener = document.getElementById("cc-open");

  function show() {
    panel.hidden = !home && !curbcut.open;
    if (opener) opener.setAttribute("aria-expanded", String(!panel.hidden));
  }

  function opened() {
    show();
    if (!panel.hidden) form.querySelector("input:checked").focus();
  }

  function shut() {
    curbcut.open = false;
    show();
    if (opener) opener.focus();
  }

  function sync() {
    Array.prototype.forEach.call(form.elements, function (input) {
      var value = String(curbcut.get(input.name.slice(3)));
      if (input.type === "radio") input.checked = input.value === value || (value === "2" && input.name === "cc-size" && !input.value);
      else if (input.type === "checkbox") input.checked = value === "1";
    });
    if (curbcut.get("ruler")) document.body.append(ruler); else ruler.remove();
  }

  var ruler = make("div", { "class": "ruler", "aria-hidden": "true" });
  function follow(y) { ruler.style.insetBlockStart = y + "px"; }
  follow(innerHeight / 3);
  document.addEventListener("pointermove", function (event) { follow(event.clientY); });
  document.addEventListener("focusin", function (event) {
    var box = event.target.getBoundingClientRect();
    if (box.height) follow(box.top + box.height / 2);
  });

  reset.addEventListener("click", function () { curbcut.set(); status.textContent = say("已经恢复标准设置。", "Everything is back to standard."); });
  close.addEventListener("click", shut);
  close.hidden = !!home;
  if (ways && !home) close.after(" ", make("a", { "class": "link", href: ways.href + "#cc-how" }, [say("我的学习方式", "How I learn best")]));
  panel.addEventListener("keydown", function (event) { if (event.key === "Escape" && !home) shut(); });

  // It comes into sight with its style sheet, or without one that cannot be had.
  function begin() {
    if (home) home.replaceWith(panel); else header.after(panel);
    if (opener) opener.setAttribute("aria-controls", panel.id);
    document.addEventListener("cc-open", opened);
    document.addEventListener("cc-prefs", sync);
    sync();
    if (curbcut.open) opened(); else show();
  }

  var style = make("link", { rel: "stylesheet", href: new URL("panel.css", document.querySelector("script[data-panel]").src).href });
  style.addEventListener("load", begin);
  style.addEventListener("error", begin);
  document.head.append(style);
})();
