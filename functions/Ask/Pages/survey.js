// The survey, one question at a time. Answers live in the form's fields and nowhere else: nothing is written to the
// browser's disk, and nothing is asked of the server but to take the answers.
(() => {
  'use strict'
  const html = document.documentElement
  const byId = id => document.getElementById(id)
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const hide = (element, is) => element && (element.hidden = is)
  // What is on screen; the screens on the way here, by history entry; those seen; whether a single answer is changed;
  // the response's id; the request under way; whether there is nothing left to lose; what later needs of the answers.
  let form, screens, at, trail, seen, changing, id, request, done = false, calling = false, kept
  let line = '', seconds = 0

  // ---- Leaving at once, on every page ----
  let presses = [], forget
  const depth = () => history.state?.depth ?? 0
  function leave() {
    done = true
    form?.reset()
    request?.abort()
    const exit = byId('leave').href
    const go = () => location.replace(exit)
    document.body.replaceChildren()
    // Once more where a busy browser lost the first try; never from a page that was left.
    const again = setTimeout(go, 2000)
    addEventListener('pagehide', () => clearTimeout(again))
    if (!depth()) return go()
    // Back to the entry before the questions, so that none of them stays behind.
    addEventListener('popstate', go, { once: true })
    history.go(-depth())
  }
  function notice(words) {
    const keys = byId('keys')
    keys.textContent = words
    clearTimeout(forget)
    forget = setTimeout(() => (keys.textContent = ''), 3000)
  }
  function countPresses({ key, repeat, timeStamp }) {
    if (repeat) return
    const counts = key === 'Escape' || key === 'Shift'
    presses = presses.filter(press => press.key === key && timeStamp - press.timeStamp < 3000)
    presses = counts ? [...presses, { key, timeStamp }] : []
    if (presses.length === 3) return leave()
    const { two, one } = byId('keys').dataset
    notice([two, one][presses.length - 1] ?? '')
  }

  // ---- Routing: what is not asked is hidden, disabled and empty ----
  const marked = item =>
    kept ? kept[item] ?? []
      : form ? all(`[data-item="${item}"] input:checked`, form).map(input => input.value).filter(Boolean) : []
  const holds = code =>
    !code || code.split(';').every(term => {
      const [item, options] = term.split(/!?=/)
      const meets = marked(item).some(value => options.split(',').includes(value))
      return term.includes('!=') ? !meets : meets
    })
  const isOutside = () => all('[data-outside]:checked', form).length > 0
  /** Options that come from another answer: those it marked; fewer than two are no choice. */
  function offer(question) {
    const source = question.dataset.from
    if (!source) return true
    const offered = marked(source)
    for (const input of all('input:not([value=""])', question)) {
      const is = offered.includes(input.value)
      if (!is) input.checked = false
      input.closest('label').hidden = input.disabled = !is
    }
    return all('input:not([value=""]):not([disabled])', question).length > 1
  }
  function route() {
    for (const question of all('.question', form)) {
      const offered = offer(question)
      const asked = offered && holds(question.closest('.part').dataset.when) && holds(question.dataset.when)
      if (!asked) all('input', question).forEach(input => (input.checked = false))
      question.hidden = question.disabled = !asked
    }
  }
  function answered({ target }) {
    const question = target.closest('.question')
    if (!question) return
    if (target.checked && target.type === 'checkbox')
      for (const other of all(`[name="${target.name}"]`, form))
        if (other !== target && ('alone' in target.dataset || 'alone' in other.dataset)) other.checked = false
    route()
    say()
    if (target.checked && question.dataset.helps?.split(' ').includes(target.value)) {
      byId('help').open = true
      hide(byId('asked-help'), false)
    }
  }

  // ---- One question at a time, with an entry in the browser's history for each ----
  const asked = () => screens.filter(screen => screen.querySelector('.question:enabled'))
  function show(screen) {
    hide(form, !form.contains(screen))
    all('.screen').forEach(other => hide(other, other !== screen))
    const part = screen.closest('.part')
    all('.part', form).forEach(other => hide(other, other !== part))
    const isFirst = part && asked().find(other => part.contains(other)) === screen
    if (part) hide(part.querySelector('.opening'), !isFirst)
    // What opened by itself closes when the part is over.
    if (at && at.closest('.part') !== part && !byId('asked-help').hidden) {
      byId('help').open = false
      hide(byId('asked-help'), true)
    }
    at = screen
    seen.add(screen)
    const isWithin = part || screen.id === 'review'
    hide(byId('steps'), !isWithin)
    hide(byId('unkept'), !isWithin)
    hide(byId('by-digits'), !part)
    hide(byId('progress'), !part)
    hide(byId('next'), !part)
    if (screen.id === 'review') review()
    say()
    scrollTo(0, 0)
    const first = isFirst ? part : screen
    if (screen.id !== 'start')
      (first.querySelector('h2[tabindex], h1[tabindex]') ?? screen.querySelector('[tabindex]')).focus({ preventScroll: true })
  }
  function next() {
    if (isOutside()) return byId('outside')
    const now = asked()
    const after = now.slice(now.indexOf(at) + 1)
    return after.find(screen => !changing || !seen.has(screen)) ?? byId('review')
  }
  function go(screen) {
    if (screen.id === 'outside') return finish(screen)
    if (screen.id === 'review') changing = false
    trail[depth() + 1] = screen
    trail.length = depth() + 2
    history.pushState({ depth: depth() + 1 }, '')
    show(screen)
  }
  function arrive() {
    if (!byId('page')) return
    if (done) return show(at)
    const known = trail[Math.min(depth(), trail.length - 1)]
    show(known === byId('start') || known.id === 'review' || asked().includes(known) ? known : asked()[0])
  }
  /** Writes the lines that depend on where we are. */
  function say() {
    const now = asked()
    const place = now.indexOf(at) + 1
    const [text, bar] = byId('progress').children
    text.textContent = text.dataset.part.replace('{0}', place).replace('{1}', now.length)
    bar.max = now.length
    bar.value = place
    byId('sending').textContent = line && byId('sending').dataset[line].replace('{0}', seconds)
  }
  function typeDigit({ key, ctrlKey, altKey, metaKey }) {
    if (!/^[1-9]$/.test(key) || ctrlKey || altKey || metaKey || !byId('digits')?.checked) return
    const question = document.activeElement.closest('.question') ?? at.querySelector('.question:enabled')
    if (question && at.contains(question)) all('label:not([hidden]) input', question)[key - 1]?.click()
  }

  // ---- Looking it over: by part, the personal ones behind a tap ----
  function review() {
    const { blank, change, personal } = byId('answers').dataset
    const make = (name, text, into) => {
      const element = document.createElement(name)
      element.textContent = text
      into.append(element)
      return element
    }
    byId('answers').replaceChildren()
    for (const part of all('.part', form)) {
      const questions = all('.question:enabled', part)
      if (!questions.length) continue
      make('h3', part.querySelector('h2').textContent, byId('answers'))
      for (const isPersonal of [false, true]) {
        const some = questions.filter(question => 'personal' in question.dataset === isPersonal)
        if (!some.length) continue
        const box = isPersonal ? make('details', '', byId('answers')) : byId('answers')
        if (isPersonal) make('summary', personal, box)
        const list = make('ul', '', box)
        list.className = 'answers'
        for (const question of some) {
          const text = question.querySelector('legend').textContent
          const chosen = all('input:checked:not([value=""])', question).map(input => input.nextElementSibling.textContent)
          const row = make('li', '', list)
          make('span', text, row)
          make('b', chosen.join(' · ') || blank, row)
          const button = make('button', change, row)
          button.type = 'button'
          button.setAttribute('aria-label', `${change}: ${text}`)
          button.onclick = () => {
            changing = true
            go(question.closest('.screen'))
          }
        }
      }
    }
  }

  // ---- Other pages of ours: the same in another language, places, the quiz ----
  async function fetchPage(address) {
    try {
      const reply = await fetch(address, { credentials: 'omit' })
      return new DOMParser().parseFromString(await reply.text(), 'text/html')
    } catch {
      notice(byId('keys').dataset.offline)
    }
  }
  const unfold = page => all('template', page).forEach(template => template.replaceWith(template.content))
  async function speak(link) {
    const other = await fetchPage(link.href)
    if (!other) return
    unfold(other)
    const theirs = other.getElementById('survey')?.dataset
    if (theirs?.instrument !== form.dataset.instrument || theirs?.wave !== form.dataset.wave)
      return finish(byId('changed'))
    translate(byId('page'), other.getElementById('page'))
    html.lang = other.documentElement.lang
    document.title = other.title
    const { lang } = other.getElementById('page').dataset
    byId('page').dataset.lang = lang
    history.replaceState(history.state, '', `/${lang}`)
    if (at.id === 'review') review()
    if (byId('quiz')) quiz()
    say()
  }
  /** Takes the words of the same tree in another language; what the reader did stays. */
  function translate(ours, theirs) {
    ours.childNodes.forEach((our, place) => {
      const their = theirs.childNodes[place]
      if (our.nodeType === 3) our.data = their.data
      if (our.nodeType !== 1) return
      for (const { name, value } of their.attributes)
        if (!['hidden', 'disabled', 'open'].includes(name)) our.setAttribute(name, value)
      if (!our.hasAttribute('data-live')) translate(our, their)
    })
  }
  async function choosePlace(link) {
    const page = await fetchPage(link.href)
    if (!page) return
    const region = new Map(all('[data-option]', page).flatMap(list =>
      all('li', list).map(place => [place.textContent, list.dataset.option])))
    const select = document.createElement('select')
    select.setAttribute('aria-label', link.dataset.label)
    select.append(new Option(link.dataset.choose, ''), ...[...region.keys()]
      .sort((a, b) => a.localeCompare(b, html.lang)).map(place => new Option(place)))
    const question = link.closest('.question')
    select.onchange = () => all('input', question).find(input => input.value === region.get(select.value))?.click()
    link.replaceWith(select)
    select.focus()
  }
  async function quiz() {
    const page = await fetchPage(byId('quiz-open').href)
    const found = page?.getElementById('quiz')
    if (!found) return
    byId('quiz-room').replaceChildren(found)
    startQuiz()
    show(found)
  }
  function startQuiz() {
    const quiz = byId('quiz')
    for (const one of all('[data-when]', quiz)) hide(one, !holds(one.dataset.when))
    const questions = all('.asked-one:not([hidden])', quiz)
    let right = 0, count = 0
    quiz.onchange = ({ target }) => {
      const question = target.closest('.question')
      const isRight = 'right' in target.dataset
      right += isRight
      count++
      target.closest('label').classList.add(isRight ? 'is-right' : 'is-wrong')
      question.querySelector('[data-right]').closest('label').classList.add('is-right')
      question.disabled = true
      question.nextElementSibling.open = true
      byId('score').textContent = quiz.dataset.score.replace('{0}', right).replace('{1}', count).replace('{2}', questions.length)
    }
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
  function lock(is) {
    all('#send, #back, #answers button', form).forEach(button => (button.disabled = is))
  }
  async function send() {
    if (byId('send').disabled || done) return
    const given = answers()
    if (!Object.keys(given).length) return finish(byId('nothing'))
    id ??= newId()
    const { wave, instrument } = form.dataset
    const body = JSON.stringify({ id, wave, instrument, answers: given })
    lock(true)
    let proof, solved
    for (let pause = 2; ; pause = Math.min(pause * 2, 30)) {
      tell('sending')
      const reply = await post(body, proof)
      if (done) return
      if (reply && reply.status < 500 && ![408, 425, 429].includes(reply.status)) return end(reply)
      const { challenge } = reply?.status === 429 && await reply.json().catch(() => null) || {}
      if (challenge && challenge.token !== solved) {
        solved = challenge.token
        proof = await solve(solved + id, challenge.bits)
        if (done) return
        continue
      }
      await wait(Math.max(pause, Math.min(Number(reply?.headers.get('Retry-After')) || 0, 60)))
    }
  }
  /** The number that, after the text, makes a SHA-256 with so many zero bits in front: asked of us where very many send
   *  from one network at a time. Text and number are at most 55 letters, one block. */
  async function solve(text, bits) {
    const first = new Int32Array(8), rounds = new Int32Array(64), block = new Int32Array(64)
    for (let n = 2, found = 0; found < 64; n++) {
      let divisor = 2
      while (n % divisor) divisor++
      if (divisor < n) continue
      first[found] = Math.sqrt(n) * 2 ** 32
      rounds[found++] = Math.cbrt(n) * 2 ** 32
    }
    const turn = (word, by) => word >>> by | word << 32 - by
    for (let number = 0; ; number++) {
      // The way out must work meanwhile.
      if (number % 2000 === 0) await new Promise(again => setTimeout(again))
      if (done) return
      const line = `${text}${number}\x80`
      block.fill(0)
      for (let i = 0; i < line.length; i++) block[i >> 2] |= line.charCodeAt(i) << 24 - i % 4 * 8
      block[15] = (line.length - 1) * 8
      let [a, b, c, d, e, f, g, h] = first
      for (let i = 0; i < 64; i++) {
        if (i > 15) {
          const p = block[i - 15], q = block[i - 2]
          block[i] = block[i - 16] + block[i - 7] + (turn(p, 7) ^ turn(p, 18) ^ p >>> 3) + (turn(q, 17) ^ turn(q, 19) ^ q >>> 10)
        }
        const s = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + rounds[i] + block[i]
        const t = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c)
        h = g; g = f; f = e; e = d + s | 0; d = c; c = b; b = a; a = s + t | 0
      }
      if (Math.clz32(a + first[0]) >= bits) return number
    }
  }
  async function post(body, proof) {
    request = new AbortController()
    const slow = setTimeout(() => request.abort(), 30000)
    try {
      return await fetch('/api/responses', {
        method: 'POST', body,
        headers: { 'Content-Type': 'application/json', ...(proof !== undefined && { 'survey-proof': proof }) },
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
    lock(false)
    const screen = reply.ok ? 'thanks' : { 404: 'closed', 409: 'changed', 410: 'closed' }[reply.status]
    if (!screen) return tell('refused')
    all('#thanks [data-when]').forEach(note => hide(note, !holds(note.dataset.when)))
    all('.notes li:not([hidden])').slice(5).forEach(note => hide(note, true))
    finish(byId(screen))
  }
  /** The last screen: of the answers only what the quiz goes by is left, and of the history one entry. */
  function finish(screen) {
    done = true
    kept = Object.fromEntries(byId('quiz-open').dataset.needs.split(' ').map(item => [item, marked(item)]))
    form.reset()
    byId('answers').replaceChildren()
    show(screen)
    if (depth()) history.go(-depth())
  }

  function begin() {
    form.reset()
    id = kept = undefined
    done = changing = false
    trail = [byId('start')]
    seen = new Set()
    history.replaceState({ depth: 0 }, '')
    tell('')
    route()
    show(byId('start'))
  }
  function clicked(event) {
    const link = event.target.closest('a')
    if (event.target.closest('.finish')) location.replace(`/${byId('page').dataset.lang}`)
    const opens = link?.dataset.to ? speak : link?.id === 'find' ? choosePlace : link?.id === 'quiz-open' ? quiz : null
    if (opens && form) {
      event.preventDefault()
      opens(link)
    }
    // Calling a help line leaves the page where it is: no warning.
    if (link?.protocol === 'tel:') {
      calling = true
      setTimeout(() => (calling = false), 1000)
    }
  }
  function start() {
    form = byId('survey')
    byId('leave').addEventListener('click', event => {
      event.preventDefault()
      leave()
    })
    document.addEventListener('keydown', countPresses)
    document.addEventListener('click', clicked)
    if (byId('quiz')) startQuiz()
    if (!form) return
    unfold(document)
    screens = all('.part .screen', form)
    form.addEventListener('change', answered)
    form.addEventListener('submit', event => {
      event.preventDefault()
      if (at.id === 'start') go(next())
    })
    // The second click of a double one would pass over a question.
    byId('next').addEventListener('click', event => event.detail < 2 && go(next()))
    byId('back').addEventListener('click', () => history.back())
    byId('send').addEventListener('click', send)
    document.addEventListener('keydown', typeDigit)
    addEventListener('popstate', arrive)
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
