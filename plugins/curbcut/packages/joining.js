// A page of a package tells the start page around it that it is open. Alone, it does nothing.
(() => {
  let host = null;
  try { host = parent !== window && parent.curbcutSession; } catch (e) { /* another site's frame */ }
  if (!host) return;
  curbcut.whose = host.whose; // before the questions look for what is kept: several people may learn on one device
  curbcut.where = host.where; // where an answer goes
  curbcut.far = host.far; // what the platform keeps of all lessons, for the record of learning
  addEventListener("DOMContentLoaded", () => host.join(window));
  addEventListener("pagehide", host.leave);
})();
