// What a page offers: its reading, where its links go, and controls that do nothing or say nothing.
() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1
  const named = (one) => (one.innerText ?? '').trim() || one.getAttribute('aria-label') || one.getAttribute('title')
    || one.querySelector('img[alt]:not([alt=""]), svg title') || one.labels?.length || one.getAttribute('aria-labelledby')
  const dead = []
  for (const one of document.querySelectorAll('button, [role=button], input:not([type=hidden]), select, textarea, a, summary, [onclick]')) {
    if (!seen(one)) continue
    if (!named(one)) dead.push(`has no name: ${one.outerHTML.slice(0, 120)}`)
    const works = one.matches('a[href]:not([href="#"], [href^="javascript:"]), summary, :disabled') || one.closest('form[action]')
    if (!works) dead.push(`needs a script: ${one.outerHTML.slice(0, 120)}`)
  }
  const shown = [...document.querySelectorAll('main h1, main h2, main p, main li, main td')].filter((one) => one.checkVisibility())
  return {
    dead,
    heading: document.querySelector('main h1')?.innerText ?? '',
    text: document.querySelector('main')?.innerText ?? '',
    all: shown.length,
    links: [...document.querySelectorAll('a[href]')].filter((one) => one.origin === location.origin).map((one) => one.pathname),
    menus: [...document.querySelectorAll('header nav a, header summary')].filter(seen).length,
  }
}
