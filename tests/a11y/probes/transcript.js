// What a virtual screen reader says from the top of the page to its end.
async (module) => {
  const { virtual } = await import(module)
  await virtual.start({ container: document.body })
  // The reader starts at the top again after the end; it has no way to ask for the end itself.
  const most = 5000
  const first = await virtual.lastSpokenPhrase()
  for (let step = 0; step < most; step += 1) {
    await virtual.next()
    if (await virtual.lastSpokenPhrase() === first) break
  }
  const said = await virtual.spokenPhraseLog()
  await virtual.stop()
  return said
}
