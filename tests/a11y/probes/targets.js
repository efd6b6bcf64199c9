// Controls that are too small to hit. A link in a sentence is exempt, and so is what the browser draws itself.
(least) => {
  const wrong = []
  const root = document.querySelector('dialog:modal') ?? document.body
  const enough = (box) => Math.min(box.width, box.height) >= least - 0.01

  const inSentence = (one) => {
    if (one.closest('.text')) return true // links of the text itself stand in its lines, also where a line is one link
    if (!one.matches('a') || !getComputedStyle(one).display.startsWith('inline')) return false
    let block = one.parentElement
    while (block && getComputedStyle(block).display === 'inline') block = block.parentElement
    const range = document.createRange()
    range.selectNodeContents(block)
    const others = [...block.querySelectorAll('a, button')].map((link) => link.textContent).join('')
    return block.textContent.replace(/[\s、，,；;·|/]+/g, '').length > others.replace(/[\s、，,；;·|/]+/g, '').length
  }

  // A target may reach beyond its box, by a pseudo-element that lies over a card.
  const hitArea = (one) => {
    one.scrollIntoView({ block: 'center', inline: 'nearest' })
    const box = one.getBoundingClientRect()
    const [x, y, far] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2, least / 2 - 1]
    const ours = (dx, dy) => { const hit = document.elementFromPoint(x + dx, y + dy); return hit && (one === hit || one.contains(hit)) }
    const reach = (dx, dy) => { let n = 0; while (n < far && ours(dx * (n + 1), dy * (n + 1))) n += 1; return n }
    // The centre need not be the target's: 44 in all is what counts.
    const long = (dx, dy) => { let n = 0; while (n < least && ours(dx * (n + 1), dy * (n + 1))) n += 1; return n }
    if (reach(1, 0) + reach(-1, 0) >= 2 * far && reach(0, 1) + reach(0, -1) >= 2 * far) return true
    return long(1, 0) + long(-1, 0) >= least - 2 && long(0, 1) + long(0, -1) >= least - 2
  }

  for (const one of root.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [tabindex="0"]')) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.disabled || one.closest('[inert]')) continue
    if (one.matches('[tabindex="0"]:not(a, button, summary, input, select, textarea, [role=button])')) continue
    const label = one.labels?.[0]
    const box = (label && label.getBoundingClientRect().height > one.getBoundingClientRect().height ? label : one).getBoundingClientRect()
    if (box.width < 2 || box.height < 2 || enough(box) || inSentence(one)) continue
    if (hitArea(label ?? one)) continue
    wrong.push(`${Math.round(box.width)} × ${Math.round(box.height)}: ${one.outerHTML.slice(0, 140)}`)
  }
  return wrong
}
