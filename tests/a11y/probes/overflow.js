// What makes the page, or a box in it, wider than the screen. Tables, code and drawings may scroll by themselves (1.4.10).
() => {
  const wrong = []
  const scrolls = (one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
  const inScroller = (one) => { for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) if (scrolls(up)) return true; return false }
  const root = document.scrollingElement
  if (root.scrollWidth > root.clientWidth) {
    const widest = [...document.body.querySelectorAll('*')]
      .filter((one) => one.checkVisibility() && !inScroller(one) && one.getBoundingClientRect().right > root.clientWidth + 1)
      .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)
      .slice(0, 2).map((one) => one.outerHTML.slice(0, 120))
    wrong.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}; ${widest.join(' | ')}`)
  }
  for (const one of document.body.querySelectorAll('*')) {
    if (!one.checkVisibility() || one.clientWidth < 2 || one.scrollWidth <= one.clientWidth + 1) continue
    if (!scrolls(one)) continue
    if (one.matches('table, pre, svg, math, textarea, input') || one.querySelector('table, pre, svg, math')) continue
    wrong.push(`scrolls sideways in itself: ${one.outerHTML.slice(0, 120)}`)
  }
  return wrong
}
