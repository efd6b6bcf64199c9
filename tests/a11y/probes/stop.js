// Where the focus is: its place in the document, whether it can be seen, and how strongly it is marked.
() => {
  const one = document.activeElement
  if (!one || one === document.body || one === document.documentElement) return null

  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1)
    paint.fillStyle = colour
    paint.fillRect(0, 0, 1, 1)
    return [...paint.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (first, second) => {
    const [low, high] = [luminance(first), luminance(second)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const behind = (from) => {
    for (let up = from; up; up = up.parentElement) {
      const colour = rgba(getComputedStyle(up).backgroundColor)
      if (colour[3] > 250) return colour
    }
    return rgba('Canvas')
  }

  // A choice that is drawn by its label is marked there.
  const label = one.labels?.[0]
  const drawn = one.matches('input') && one.getBoundingClientRect().width < 2 && label ? label : one
  const hidden = []
  const boxes = [...drawn.getClientRects()].filter((box) => box.width > 0 && box.height > 0)
  if (!boxes.length) hidden.push('has no box')
  const wide = document.documentElement.clientWidth
  const high = innerHeight
  // Scrolling stops at whole pixels of the screen, boxes do not.
  const near = 2
  for (const box of boxes) {
    const fits = box.height <= high && box.width <= wide
    const outside = box.top < -near || box.left < -near || box.bottom > high + near || box.right > wide + near
    if (fits && outside) hidden.push(`is outside the viewport: ${[box.left, box.top, box.right, box.bottom].map(Math.round)} in ${wide} × ${high}`)
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, wide)]
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, high)]
    if (right - left < 1 || bottom - top < 1) {
      hidden.push('is not in the viewport')
      continue
    }
    const points = [[(left + right) / 2, (top + bottom) / 2], [left + 3, (top + bottom) / 2], [right - 3, (top + bottom) / 2]]
    for (const [x, y] of points) {
      const hit = document.elementFromPoint(x, y)
      const ours = hit && (drawn.contains(hit) || (boxes.length && hit.contains(drawn) && hit.closest('label') === label && label))
      if (!ours) {
        hidden.push(`is covered by ${hit ? hit.outerHTML.slice(0, 80) : 'nothing'} at ${Math.round(x)},${Math.round(y)}`)
        break
      }
    }
  }

  const marks = [drawn, one, one.parentElement].map((place) => {
    const style = getComputedStyle(place)
    const outside = parseFloat(style.outlineOffset) >= 0 ? place.parentElement : place
    const width = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)
    // `auto` is the browser's own ring, two colours that show on any background.
    return style.outlineStyle === 'auto' ? { width, contrast: 21 } : { width, contrast: contrast(rgba(style.outlineColor), behind(outside ?? place)) }
  })
  const best = marks.sort((a, b) => Number(b.width >= 2 && b.contrast >= 3) - Number(a.width >= 2 && a.contrast >= 3))[0]
  const box = drawn.getBoundingClientRect()
  return {
    at: [...document.querySelectorAll('*')].indexOf(one),
    html: one.outerHTML.slice(0, 160),
    media: one.matches('audio, video, iframe'),
    scrolls: one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight,
    hidden,
    outline: best.width,
    contrast: Math.round(best.contrast * 100) / 100,
    box: { x: Math.max(0, box.x - 6), y: Math.max(0, box.y - 6), width: Math.min(wide, box.width + 12), height: Math.min(high, box.height + 12) },
  }
}
