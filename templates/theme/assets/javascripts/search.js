// The search box: what is typed, pasted, dictated or composed goes to answers.js, and its answers are shown. What the index
// has is fetched when somebody turns to the box, the part that the first answer needs before the rest; it is kept by the
// browser from page to page (Cache API), so that the next page asks the network for nothing before it answers.
;(() => {
  const box = document.querySelector("[data-care-search]")
  if (!box) return
  const here = document.currentScript.src
  const folder = new URL("../search/", here)
  const base = new URL(box.dataset.careBase + "/", location.href)
  const toggle = document.getElementById("__search")
  const field = box.querySelector("input"), form = box.querySelector("form")
  const [before, danger, meta, chips, list, after] = ["care-search__before", "care-search__danger", "md-search-result__meta", "care-chips", "md-search-result__list", "care-search__after"]
    .map(name => box.querySelector(`.${name}`))
  const STORE = "care-search"
  const PIECE = 40                           // pages that are taken into the index at a time, between two keys
  const SHOWN = 10

  // --------------------------------------------------------------------------------------------------------- the index

  // What was fetched before, where the browser keeps such things for us: not on a page that came without https.
  const stored = (window.caches ? caches.open(STORE) : Promise.reject()).catch(() => null)
  const address = file => new URL(file, folder).href

  async function fetched(file, fresh) {
    const store = await stored
    const answer = await fetch(address(file), fresh ? { cache: "no-cache" } : {})
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
    if (store) await store.put(address(file), answer.clone()).catch(() => {})
    return answer.text()
  }

  // A part whose name tells its contents is the same for ever.
  async function kept(file) {
    const store = await stored
    const answer = store && await store.match(address(file)).catch(() => null)
    return answer ? answer.text() : null
  }

  const script = name => new Promise((resolve, reject) => {
    if (window.careAnswers) return resolve()
    const element = Object.assign(document.createElement("script"), { src: new URL(name, here), onload: resolve, onerror: reject })
    document.head.append(element)
  })

  let site = null, said = {}, blocks = [], turned = null, complete = null
  const pause = () => new Promise(resolve => setTimeout(resolve))

  // What the first answer needs, from what is kept where it is; then everything else, and what was kept is looked after.
  function turn() {
    turned ??= (async () => {
      const stale = kept("first.json")
      const [text, old] = await Promise.all([stale.then(text => text ?? fetched("first.json")), stale, script("answers.js")])
      begin(JSON.parse(text))
      complete = rest(site, JSON.parse(text).parts)
      if (old) fetched("first.json", true).then(async now => {
        if (now === old) return
        await complete
        begin(JSON.parse(now))
        complete = rest(site, JSON.parse(now).parts)
        await complete
      }).catch(() => {})
    })().catch(error => {
      turned = null
      console.info(`search: ${error.message || error}`)
      throw error
    })
    return turned
  }

  function begin(first) {
    said = first.say
    blocks = first.parts.texts
    site = window.careAnswers(first)
    show(true)
  }

  async function rest(into, parts) {
    const names = [parts.learnt, ...parts.words, ...parts.texts.slice(0, 1).map(([, name]) => name)].filter(Boolean)
    for (const name of names) {
      try {
        await taken(into, await kept(name) ?? await fetched(name))
      } catch {
        continue                             // without it, fewer pages are found
      }
      if (into === site) show(true)
    }
    tidy([...names, ...parts.texts.map(([, name]) => name), "first.json"])
  }

  // The texts of pages that are shown, in a site of many; the first ones come by themselves.
  async function texts(results) {
    const into = site
    for (const { page, isWhole } of results) {
      const block = isWhole ? null : blocks.filter(([from]) => from <= page).pop()
      if (!block || block === blocks[0] || block.wanted) continue
      block.wanted = true
      await taken(into, await kept(block[1]) ?? await fetched(block[1]))
      if (into === site) show(true)
    }
  }

  // Into the index a piece at a time, so that no key waits for it.
  async function taken(into, text) {
    const part = JSON.parse(text)
    const many = Math.max(part.at?.length || 0, part.asked?.length || 0, part.sections?.length || 0)
    if (!many) into.take(part)
    for (let from = 0; from < many; from += PIECE) {
      await pause()
      const piece = { from: part.from + from }
      for (const [key, value] of Object.entries(part)) if (Array.isArray(value)) piece[key] = value.slice(from, from + PIECE)
      into.take(piece)
    }
  }

  async function tidy(names) {
    const store = await stored
    const wanted = new Set(names.map(address))
    for (const request of store ? await store.keys() : []) {
      if (request.url.startsWith(folder.href) && !wanted.has(request.url)) store.delete(request)
    }
  }

  // ------------------------------------------------------------------------------------------------------------ what is said

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children.filter(child => child !== null && child !== ""))
    return made
  }
  const say = (key, values = {}) => {
    const wording = said[key]
    const text = typeof wording === "string" ? wording : values.n === 1 ? wording.one : wording.other
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  }
  const link = (at, hash = "") => new URL(at + hash, base).href
  const hotline = () => said.hotline
  const call = (text, kind = "") => element("a", { className: `care-bigcall ${kind}`, href: `tel:${hotline()}` }, `${text} `, element("strong", { textContent: hotline() }))

  // A text with what was typed marked in it.
  function marked(text, words) {
    const found = words.filter(word => word.length > 1 || /[\u3400-\u9fff]/.test(word)).sort((a, b) => b.length - a.length)
      .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    if (!found.length) return [text]
    return text.split(new RegExp(`(${found.join("|")})`, "i")).map((part, number) => number % 2 ? element("mark", { textContent: part }) : part)
  }

  // Three lines: from the sentence on that has what was typed.
  function snippet(page, words) {
    const text = page.lead || ""
    const at = words.map(word => text.toLowerCase().indexOf(word)).filter(place => place >= 0)
    const start = at.length ? Math.min(...at) : 0
    const sentence = start > 60 ? Math.max(text.lastIndexOf("。", start), text.lastIndexOf(". ", start)) + 1 : 0
    return text.slice(sentence).trim()
  }

  function item(page, words) {
    const [kind, ...lines] = page.labels
    const labels = element("span", { className: "care-find__labels" }, kind ? element("span", { className: "md-tag", textContent: kind }) : null, lines.join(" · "))
    const main = element("a", { className: "md-search-result__link care-find", href: link(page.at) }, labels,
      element("strong", {}, ...marked(page.title, words)), element("span", { className: "care-find__text" }, ...marked(snippet(page, words), words)))
    const made = element("li", { className: "md-search-result__item" }, main)
    if (page.section) {
      made.append(element("a", { className: "md-search-result__link care-find__section", href: link(page.at, `#${page.section.id}`) },
        element("strong", { textContent: `${page.section.title} ` }), page.section.text.replace(/^([^]{200})[^]+$/u, "$1…")))
    }
    return made
  }

  function panel(entry) {
    return element("section", { className: "care-danger" }, element("h2", { textContent: `⚠ ${entry.title}` }),
      element("ol", {}, ...entry.steps.map(([step, more]) => element("li", {}, step, more ? element("small", { textContent: more }) : null))),
      call(say("search_call_now")), element("p", { textContent: said.hours }), entry.also ? element("p", {}, element("strong", { textContent: entry.also })) : null)
  }

  const tiles = () => before.querySelector(".care-tiles")?.cloneNode(true) ?? null

  // What others look after: whose it is, what is ours, and where the two worlds touch.
  function notOurs({ name, ask, question }) {
    return [element("section", { className: "care-other" }, element("h2", { textContent: say("search_elsewhere", { name }) }),
      ask ? element("p", { textContent: ask }) : null, element("p", { textContent: `${say("search_ours")} ${said.ours}` }),
      question.length ? element("p", {}, element("a", { href: link(question[1]), textContent: `${question[0]}\u00a0›` })) : null), tiles(), call(say("search_unsure"))]
  }

  // What is missing: the sentence goes to the care centre, and what comes closest is shown.
  function missing(query, near) {
    const mail = `mailto:${said.email}?subject=${encodeURIComponent(say("search_mail_subject", { query }))}&body=${encodeURIComponent(say("search_mail_body", { query }))}`
    return [element("section", { className: "care-other care-other--missing" }, element("h2", { textContent: say("search_missing", { query }) }),
      element("p", { textContent: say("search_missing_more") }), element("a", { className: "care-bigcall care-bigcall--mail", href: mail, textContent: say("search_mail") }),
      near.length ? element("p", {}, say("search_near"), ...near.flatMap(page => [" ", element("a", { href: link(page.at), textContent: page.title })])) : null),
      tiles(), call(say("search_unsure"))]
  }

  // ------------------------------------------------------------------------------------------------------------- what is shown

  let shownFor = null, kind = null, many = SHOWN, held = false

  // Whoever reads on or has a finger on an answer is not to lose it when the index grows.
  const isBusy = () => held || list.closest(".md-search__scrollwrap").scrollTop > 0
    || box.contains(document.activeElement) && document.activeElement !== field

  function clear() {
    for (const part of [danger, chips, list, after]) part.replaceChildren()
    chips.hidden = true
    meta.textContent = ""
  }

  // The answer to what stands in the field. With `again` the index has grown: whoever reads on already is left alone.
  function show(again = false) {
    const query = field.value.trim()
    before.hidden = query !== ""
    if (again && query === shownFor && list.childElementCount && isBusy()) return
    if (query !== shownFor) [kind, many] = [null, SHOWN]
    shownFor = query
    if (!query) return clear()
    if (!site) {
      clear()
      meta.textContent = box.dataset.careWaiting || "…"
      return
    }
    const answer = site.answer(query)
    draw(query, answer)
  }

  function draw(query, answer) {
    const words = site.marks(query)
    const alarm = answer.danger?.title
    if (danger.dataset.title !== (alarm || "")) {
      danger.dataset.title = alarm || ""
      danger.replaceChildren(...(alarm ? [panel(answer.danger)] : []))
    }
    let pages = answer.results.map(result => result)
    const kinds = new Map()
    for (const result of pages.slice(0, 60)) {
      const [label] = result.labels || []
      if (label) kinds.set(label, (kinds.get(label) || 0) + 1)
    }
    // What was picked stays, though the index has grown and other kinds are more.
    if (!kinds.has(kind)) kind = null
    const most = [...kinds].sort((a, b) => (b[0] === kind) - (a[0] === kind) || b[1] - a[1]).slice(0, 4).sort((a, b) => b[1] - a[1])
    chips.hidden = most.length < 2
    chips.replaceChildren(...chips.hidden ? [] : [[null, pages.length], ...most].map(([label, count]) => {
      const chip = element("button", { type: "button", textContent: `${label || say("search_all")} ${count}` })
      chip.setAttribute("aria-pressed", String(label === kind))
      chip.onclick = () => { [kind, many] = [label, SHOWN]; draw(query, answer) }
      return chip
    }))
    if (kind) pages = pages.filter(result => result.labels?.[0] === kind)
    meta.textContent = pages.length ? say("search_count", { n: pages.length }) : answer.elsewhere ? say("search_elsewhere", answer.elsewhere) : say("search_missing", { query })
    meta.classList.toggle("md-search-result__meta--told", !pages.length)  // the heading below says it to the eye
    list.replaceChildren(...pages.slice(0, many).map(result => item(result(), words)))
    texts(pages.slice(0, many)).catch(() => {})
    if (answer.elsewhere) after.replaceChildren(...notOurs(answer.elsewhere).filter(Boolean))
    else if (!pages.length) after.replaceChildren(...missing(query, answer.near).filter(Boolean))
    else {
      const rest = pages.length - many
      const more = rest > 0 ? element("button", { type: "button", textContent: say("search_more", { n: rest }) }) : element("span")
      if (rest > 0) more.onclick = () => { many += SHOWN; draw(query, answer) }
      after.replaceChildren(element("div", { className: "care-search__foot" }, more, element("a", { href: `tel:${hotline()}`, textContent: say("search_none_of_these") })))
    }
  }

  // Without a connection there is still the telephone.
  function failed() {
    if (site || !field.value.trim()) return
    meta.textContent = ""
    before.hidden = false
  }

  // ------------------------------------------------------------------------------------------------------------------ hands

  const open = on => { if (toggle && toggle.checked !== on) toggle.click() }
  const typed = () => {
    open(true)
    show()
    turn().catch(failed)
  }

  // Text comes by keys, paste, dictation, handwriting and input methods alike; while one composes, its letters are pinyin.
  // What is shown already stays: a touch on an answer takes the focus from the field, which then tells of a change.
  for (const kind of ["input", "compositionend", "change", "keyup"]) {
    field.addEventListener(kind, () => field.value.trim() !== (shownFor ?? "") && typed())
  }
  field.addEventListener("focus", () => { open(true); turn().catch(failed) })
  form.addEventListener("reset", () => setTimeout(() => { show(); field.focus() }))
  form.addEventListener("submit", event => event.preventDefault())
  box.addEventListener("pointerdown", () => { held = true })
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => { held = false }, 300))
  for (const kind of ["pointerover", "pointerdown"]) {
    document.addEventListener(kind, event => event.target?.closest?.("[data-care-search], [for=__search], [data-care-toggle=__search]") && turn().catch(failed), { passive: true })
  }
  toggle?.addEventListener("change", () => toggle.checked ? setTimeout(() => field.focus(), 50) : field.blur())

  box.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229) return
    const links = [...box.querySelectorAll(field.value.trim() ? ".md-search-result__link" : ".care-search__before :is(a, summary)")].filter(link => link.checkVisibility())
    const at = links.indexOf(document.activeElement)
    if (event.key === "Enter" && document.activeElement === field) {
      event.preventDefault()
      show()
      turn().then(() => field.value.trim() && !danger.childElementCount && list.querySelector("a")?.click()).catch(failed)
    } else if (event.key === "Escape") {
      open(false)
      field.blur()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const next = at + (event.key === "ArrowDown" ? 1 : -1)
      ;(next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus()
    }
  })
  document.addEventListener("keydown", event => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (writing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return
    event.preventDefault()
    open(true)
    field.focus()
  })

  const asked = new URLSearchParams(location.search).get("q")
  if (asked) {
    field.value = asked
    typed()
  }
  // Whoever searched before will again: the script that answers comes while nothing else is to do.
  stored.then(store => store?.match(address("first.json"))).then(had => {
    if (had) (window.requestIdleCallback || setTimeout)(() => script("answers.js").catch(() => {}))
  }).catch(() => {})
})()
