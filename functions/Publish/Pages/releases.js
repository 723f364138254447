// Offers each chart as a PNG, made here from the SVG that the server draws.
const offer = () => document.querySelectorAll('a[data-png]').forEach((link) => (link.hidden = false))
offer()
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-png]')
  if (!link) return
  event.preventDefault()
  const picture = new Image()
  picture.src = link.href
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth
  canvas.height = picture.naturalHeight
  canvas.getContext('2d').drawImage(picture, 0, 0)
  canvas.toBlob((png) => {
    const saved = document.createElement('a')
    saved.href = URL.createObjectURL(png)
    saved.download = new URL(link.href).pathname.split('/').slice(2).join('-').replace(/svg$/, 'png')
    saved.click()
    URL.revokeObjectURL(saved.href)
  })
})

// Explore: a choice is shown at once. Without this script, and whenever it fails, the form is sent as it is.
const form = document.querySelector('form[data-live]')
let asking
form?.addEventListener('change', async () => {
  asking?.abort()
  asking = new AbortController()
  const address = new URL(form.action)
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value)
  try {
    const reply = await fetch(address, { signal: asking.signal, headers: { Accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html')
    const groups = document.getElementById('groups-of')
    const fresh = page.getElementById('groups-of')
    if (fresh.dataset.by !== groups.dataset.by) groups.replaceWith(fresh)
    for (const id of ['shown', 'languages']) document.getElementById(id).replaceWith(page.getElementById(id))
    for (const id of ['said', 'chosen']) document.getElementById(id).textContent = page.getElementById(id).textContent
    history.replaceState(null, '', address)
    offer()
  } catch (error) {
    if (error.name !== 'AbortError') form.submit()
  }
})

// A sheet of paper: a number that can be no other goes on to the next question. Without this script, Tab does.
document.querySelector('form.entry')?.addEventListener('input', ({ target, inputType }) => {
  const most = Number(target.dataset.most)
  const typed = /^[1-9]\d*$/.test(target.value) ? Number(target.value) : Infinity
  if (!inputType?.startsWith('insert') || !(typed <= most && typed * 10 > most)) return
  const stops = [...target.form.querySelectorAll('input:not([type=hidden]), button:enabled')]
  const next = stops[stops.indexOf(target) + 1]
  next.focus()
  next.select?.()
})
