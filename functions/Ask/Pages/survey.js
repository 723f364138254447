// The survey, one part at a time. Answers live in the form's fields and nowhere else: nothing is written to the
// browser's disk, and nothing is asked of the server but to take the answers.
(() => {
  'use strict'
  const html = document.documentElement
  const byId = id => document.getElementById(id)
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const hide = (element, is) => (element.hidden = is)
  // What is on screen; the response's id; the request under way; whether there is nothing left to lose.
  let form, screens, at, id, request, done = false, calling = false, line = '', seconds = 0

  // ---- Leaving at once, on every page ----
  let presses = []
  function leave() {
    done = true
    form?.reset()
    request?.abort()
    const exit = byId('leave').href
    document.body.replaceChildren()
    location.replace(exit)
  }
  function countPresses({ key, repeat, timeStamp }) {
    if (repeat) return
    const counts = key === 'Escape' || key === 'Shift'
    presses = presses.filter(press => press.key === key && timeStamp - press.timeStamp < 3000)
    presses = counts ? [...presses, { key, timeStamp }] : []
    if (presses.length === 3) return leave()
    const keys = byId('keys')
    keys.textContent = [keys.dataset.two, keys.dataset.one][presses.length - 1] ?? ''
  }

  // ---- Routing: what is not asked is hidden, disabled and empty ----
  const marked = item =>
    all(`[data-item="${item}"] input:checked`, form).map(input => input.value).filter(Boolean)
  const holds = code =>
    !code || code.split(';').every(term => {
      const [item, options] = term.split(/!?=/)
      const meets = marked(item).some(value => options.split(',').includes(value))
      return term.includes('!=') ? !meets : meets
    })
  function route() {
    for (const question of all('.question', form)) {
      const asked = holds(question.closest('.part').dataset.when) && holds(question.dataset.when)
      if (!asked) all('input', question).forEach(input => (input.checked = false))
      question.hidden = question.disabled = !asked
    }
  }
  function answered({ target }) {
    if (target.checked && target.type === 'checkbox')
      for (const other of all(`[name="${target.name}"]`, form))
        if (other !== target && ('alone' in target.dataset || 'alone' in other.dataset)) other.checked = false
    route()
    say()
  }

  // ---- One screen at a time ----
  const asked = () => screens.filter(screen => holds(screen.dataset.when))
  function show(screen) {
    all('.screen').forEach(other => hide(other, other !== screen))
    at = screen
    const within = screen.matches('.part, #end')
    hide(byId('steps'), !within)
    hide(byId('progress'), !within)
    hide(byId('next'), screen.id === 'end')
    say()
    scrollTo(0, 0)
    screen.querySelector('[tabindex]').focus({ preventScroll: true })
  }
  function step(by) {
    const now = asked()
    show(now[now.indexOf(at) + by])
  }
  /** Writes the lines that depend on where we are. */
  function say() {
    const parts = asked().slice(1)
    const place = parts.indexOf(at) + 1
    const [text, bar] = byId('progress').children
    text.textContent = byId('progress').dataset.part.replace('{0}', place).replace('{1}', parts.length)
    bar.max = parts.length
    bar.value = place
    byId('sending').textContent = line && byId('sending').dataset[line].replace('{0}', seconds)
  }

  // ---- The other language: the words of page and template change places, the fields stay as they are ----
  function speak(language) {
    const other = document.querySelector(`template[data-lang="${language}"]`)
    const page = byId('page')
    exchange(page, other.content);
    [page.dataset.lang, other.dataset.lang] = [language, page.dataset.lang];
    [html.lang, other.dataset.tag] = [other.dataset.tag, html.lang];
    [document.title, other.dataset.title] = [other.dataset.title, document.title]
    say()
    history.replaceState(null, '', `/${language}`)
  }
  function exchange(ours, theirs) {
    ours.childNodes.forEach((our, place) => {
      const their = theirs.childNodes[place]
      if (our.nodeType === 3) [our.data, their.data] = [their.data, our.data]
      else exchangeElements(our, their)
    })
  }
  function exchangeElements(our, their) {
    for (const { name, value } of [...(their.attributes ?? [])]) {
      if (name === 'hidden' || name === 'disabled') continue
      their.setAttribute(name, our.getAttribute(name))
      our.setAttribute(name, value)
    }
    if (!our.hasAttribute?.('data-live')) exchange(our, their)
  }

  // ---- Sending, with the same id until it is known what became of it ----
  const answers = () =>
    Object.fromEntries(all('.question:enabled', form).flatMap(question => {
      const values = marked(question.dataset.item)
      const several = question.querySelector('[type=checkbox]')
      return values.length ? [[question.dataset.item, several ? values : values[0]]] : []
    }))
  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID()
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6] & 15) | 64
    bytes[8] = (bytes[8] & 63) | 128
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }
  function tell(newLine, newSeconds = 0) {
    line = newLine
    seconds = newSeconds
    say()
  }
  async function send() {
    if (byId('send').disabled || done) return
    id ??= newId()
    const { wave, instrument } = form.dataset
    const body = JSON.stringify({ id, wave, instrument, answers: answers() })
    byId('send').disabled = byId('back').disabled = true
    for (let pause = 2; ; pause = Math.min(pause * 2, 30)) {
      tell('sending')
      const reply = await post(body)
      if (done) return
      if (reply && reply.status < 500 && ![408, 425, 429].includes(reply.status)) return end(reply)
      await wait(Math.max(pause, Math.min(Number(reply?.headers.get('Retry-After')) || 0, 60)))
    }
  }
  async function post(body) {
    request = new AbortController()
    const slow = setTimeout(() => request.abort(), 30000)
    try {
      return await fetch('/api/responses', {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body,
        credentials: 'omit', cache: 'no-store', signal: request.signal })
    } catch {
      return null
    } finally {
      clearTimeout(slow)
    }
  }
  const wait = pause =>
    new Promise(again => {
      tell('retry', pause)
      hide(byId('retry'), false)
      const timer = setTimeout(now, pause * 1000)
      byId('retry').onclick = window.ononline = now
      function now() {
        clearTimeout(timer)
        hide(byId('retry'), true)
        again()
      }
    })
  function end(reply) {
    byId('send').disabled = byId('back').disabled = false
    const screen = reply.ok ? 'thanks' : { 404: 'closed', 409: 'changed', 410: 'closed' }[reply.status]
    if (!screen) return tell('refused')
    done = true
    all('#thanks [data-when]').forEach(note => hide(note, !holds(note.dataset.when)))
    all('.notes li:not([hidden])').slice(5).forEach(note => hide(note, true))
    form.reset()
    show(byId(screen))
  }

  function begin() {
    form.reset()
    id = undefined
    done = false
    tell('')
    route()
    show(byId('start'))
  }
  function start() {
    form = byId('survey')
    byId('leave').addEventListener('click', event => {
      event.preventDefault()
      leave()
    })
    document.addEventListener('keydown', countPresses)
    if (!form) return
    screens = all('.screen', form)
    form.addEventListener('change', answered)
    form.addEventListener('submit', event => {
      event.preventDefault()
      if (at.id === 'end') send()
      else step(1)
    })
    byId('begin').addEventListener('click', () => step(1))
    byId('next').addEventListener('click', () => step(1))
    byId('back').addEventListener('click', () => step(-1))
    byId('finish').addEventListener('click', () => location.replace(`/${byId('page').dataset.lang}`))
    document.addEventListener('click', event => {
      const link = event.target.closest('a')
      if (link?.dataset.to) {
        event.preventDefault()
        speak(link.dataset.to)
      }
      // Calling a help line leaves the page where it is: no warning.
      if (link?.protocol === 'tel:') {
        calling = true
        setTimeout(() => (calling = false), 1000)
      }
    })
    addEventListener('beforeunload', event => {
      if (!done && !calling && Object.keys(answers()).length) event.preventDefault()
    })
    // A page kept alive behind the back button must not show the last reader's answers to the next.
    addEventListener('pagehide', () => form.reset())
    addEventListener('pageshow', event => event.persisted && begin())
    begin()
    html.classList.add('ready')
  }
  html.classList.add('js')
  document.addEventListener('DOMContentLoaded', start)
})()
