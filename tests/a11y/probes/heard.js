/* Plays a recording from a place, and tells what is heard there: [the element's clock in seconds, loudness of each 8 samples before]. */
async ([at, rate, seconds]) => {
  const own = window.heard ??= {}
  if (!own.context) {
    own.context = new AudioContext({ sampleRate: rate })
    const code = `registerProcessor("ear", class extends AudioWorkletProcessor {
      process([input]) {
        if (input[0]) this.port.postMessage([currentFrame, input[0].slice()])
        return true
      }
    })`
    await own.context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: "text/javascript" })))
    own.audio = document.querySelector("audio")
    const ear = new AudioWorkletNode(own.context, "ear")
    ear.port.onmessage = event => own.blocks.push(event.data)
    own.context.createMediaElementSource(own.audio).connect(ear).connect(own.context.destination)
  }
  own.blocks = []
  const { audio, context } = own
  await context.resume()
  const landed = new Promise(resolve => audio.addEventListener("seeked", resolve, { once: true }))
  audio.currentTime = at
  await landed
  await audio.play()
  while (audio.currentTime < at + seconds) await new Promise(resolve => setTimeout(resolve, 20))
  /* Both clocks in one breath: what the context has played when the element says so. */
  const [clock, frame] = [audio.currentTime, Math.round(context.currentTime * rate)]
  await new Promise(resolve => setTimeout(resolve, 200))
  audio.pause()
  const samples = new Float32Array(Math.round(seconds * rate))
  for (const [start, block] of own.blocks) {
    const from = start - (frame - samples.length)
    for (let n = 0; n < block.length; n++) if (from + n >= 0 && from + n < samples.length) samples[from + n] = block[n]
  }
  const loud = []
  for (let n = 0; n + 8 <= samples.length; n += 8) {
    let sum = 0
    for (let m = n; m < n + 8; m++) sum += Math.abs(samples[m])
    loud.push(Math.round(sum * 1000))
  }
  return [clock, loud]
}
