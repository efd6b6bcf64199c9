// Text that is cut off, and texts that lie on one another.
() => {
  const wrong = []
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  for (const one of document.body.querySelectorAll('*')) {
    if (!seen(one) || one.clientWidth < 2 || one.clientHeight < 2 || one.matches('svg, svg *, input, select, textarea')) continue
    const style = getComputedStyle(one)
    const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip'
    if ((cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1) || (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1)) {
      wrong.push(`cut off: ${one.outerHTML.slice(0, 120)}`)
    }
  }

  const lines = []
  const walker = document.createTreeWalker(document.querySelector('dialog:modal') ?? document.body, NodeFilter.SHOW_TEXT)
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const owner = text.parentElement
    if (!text.data.trim() || !seen(owner) || owner.closest('svg, select, rt, sup, sub') || owner.clientWidth === 1) continue
    let block = owner
    while (/^(inline|ruby|contents)/.test(getComputedStyle(block).display) && block.parentElement) block = block.parentElement
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const box of range.getClientRects()) {
      if (box.right < 0 || box.bottom < 0 || box.width < 3) continue
      // The box of a line of Chinese is a third higher than its characters.
      const inset = box.height * 0.18
      lines.push({ block, text: text.data.trim().slice(0, 40), left: box.left + 1, right: box.right - 1, top: box.top + inset, bottom: box.bottom - inset })
    }
  }
  lines.sort((a, b) => a.top - b.top)
  for (let first = 0; first < lines.length; first += 1) {
    for (let second = first + 1; second < lines.length && lines[second].top < lines[first].bottom; second += 1) {
      const [a, b] = [lines[first], lines[second]]
      if (a.block === b.block || a.right - 1 <= b.left || b.right - 1 <= a.left) continue
      if (getComputedStyle(a.block).position === 'sticky' || getComputedStyle(b.block).position === 'sticky') continue
      wrong.push(`overlap: “${a.text}” and “${b.text}”`)
    }
  }
  return [...new Set(wrong)]
}
