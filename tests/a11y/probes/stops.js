// Everything that Tab must reach, in document order. Of a group of radio buttons, the one that takes the focus.
() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], iframe, [contenteditable=true], [tabindex]'
  const modal = document.querySelector('dialog:modal')
  const groups = new Set()
  const order = [...document.querySelectorAll('*')]
  return [...(modal ?? document).querySelectorAll(wanted)].filter((one) => {
    if (one.tabIndex < 0 || one.disabled || one.closest('[inert]')) return false
    if (!one.checkVisibility({ visibilityProperty: true })) return false
    if (one.matches('summary') && one.parentElement.querySelector('summary') !== one) return false
    if (one.type === 'radio') {
      const group = [...document.getElementsByName(one.name)]
      const chosen = group.find((other) => other.checked) ?? group[0]
      if (chosen !== one || groups.has(one.name)) return false
      groups.add(one.name)
    }
    return true
  }).map((one) => ({ at: order.indexOf(one), html: one.outerHTML.slice(0, 160) }))
}
