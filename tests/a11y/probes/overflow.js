// What makes the page, or a box in it, wider than the screen. Tables, code and drawings may scroll by themselves (1.4.10).
() => {
  const wrong = []
  const root = document.scrollingElement
  if (root.scrollWidth > root.clientWidth) {
    const widest = [...document.body.querySelectorAll('*')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > root.clientWidth + 1)
      .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)
      .slice(0, 2).map((one) => one.outerHTML.slice(0, 120))
    wrong.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}; ${widest.join(' | ')}`)
  }
  for (const one of document.body.querySelectorAll('*')) {
    if (!one.checkVisibility() || one.clientWidth < 2 || one.scrollWidth <= one.clientWidth + 1) continue
    if (!['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) continue
    if (one.matches('table, pre, svg, math, textarea, input') || one.querySelector('table, pre, svg, math')) continue
    wrong.push(`scrolls sideways in itself: ${one.outerHTML.slice(0, 120)}`)
  }
  return wrong
}
