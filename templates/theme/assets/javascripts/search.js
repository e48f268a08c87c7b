// The search box. What is typed is put into words that Material's search worker understands, and its answers are put in
// order: assets/javascripts/answers.js says how, assets/search-words.js with which words.
//
// Loaded before Material's bundle, which creates the worker and sends it {type: 2, data: query}; the answer is
// {type: 3, data: {items}}, a list of pages, each a list of its sections.
;(() => {
  const QUERY = 2
  const RESULT = 3
  const here = document.currentScript.src

  // The index and the words are heavy, so they are fetched when somebody turns to the box and not with every page.
  // Material asks for the index as soon as its script runs; that one request waits here.
  let turn
  const turned = new Promise(resolve => { turn = resolve })
  if (new URLSearchParams(location.search).has("q")) turn()
  for (const kind of ["focusin", "pointerover", "pointerdown"]) {
    document.addEventListener(kind, event => event.target?.closest?.(".md-search, [for=__search]") && turn(), { passive: true })
  }
  const { open, send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isIndex = String(address).endsWith("search/search_index.json")
    return open.call(this, method, address, ...rest)
  }
  XMLHttpRequest.prototype.send = function (...body) {
    if (!this.isIndex) return send.apply(this, body)
    turned.then(() => send.apply(this, body))
  }

  const script = address => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: new URL(address, here), onload: resolve, onerror: reject })
    document.head.append(element)
  })
  // What a query means and the order of answers. Where the scripts do not come, or do not belong together, Material's own
  // way serves: what is typed is asked for as it is, and the answers stay as they come.
  const own = { queries: query => ({ queries: [query] }), ordered: answers => answers[0] }
  const ready = turned.then(() => Promise.all([script("../search-words.js"), script("answers.js")]))
    .then(() => window.careAnswers(window.careSearch)).catch(() => own)

  // Where to turn when nothing is found.
  function help(show) {
    const result = document.querySelector(".md-search-result")
    const known = window.careSearch
    let box = document.querySelector(".care-nothing")
    if (!box) {
      if (!show || !result || !known?.products) return
      const base = JSON.parse(document.getElementById("__config").textContent).base
      const link = (text, address) => Object.assign(document.createElement("a"), { textContent: text, href: address })
      box = Object.assign(document.createElement("div"), { className: "care-nothing" })
      box.append(Object.assign(document.createElement("p"), { textContent: known.nothing }))
      box.append(link(`${known.call} ${known.hotline}`, `tel:${known.hotline}`))
      for (const [name, address] of [...known.more, ...known.products]) box.append(link(name, `${base}/${address}`))
      result.after(box)  // not into it: Material takes every link in there for an answer
    }
    box.hidden = !show
  }

  // The box opens as a dialog, and a dialog has a name.
  const field = document.querySelector("[data-md-component=search-query]")
  document.querySelector(".md-search")?.setAttribute("aria-label", field?.getAttribute("aria-label") || "")

  if (!window.Worker) return
  window.Worker = class extends window.Worker {
    asked = []                                // the queries under way, oldest first: to which question each belongs
    question = null                           // the latest one

    constructor(...options) {
      super(...options)
      // The first listener, so that the bundle sees one answer to each question, and that in order.
      this.addEventListener("message", event => {
        if (event.data?.type !== RESULT || event.isOurs) return
        const question = this.asked.shift()
        if (!question) return
        event.stopImmediatePropagation()
        question.answers.push(event.data.data.items)
        if (question !== this.question || question.answers.length < question.queries.length) return
        const items = question.ordered(question)
        help(!items.length && question.typed.trim() !== "")
        const answer = new MessageEvent("message", { data: { ...event.data, data: { ...event.data.data, items } } })
        answer.isOurs = true
        this.dispatchEvent(answer)
      })
    }

    postMessage(message, ...options) {
      if (message?.type !== QUERY || typeof message.data !== "string") return super.postMessage(message, ...options)
      turn()
      ready.then(meaning => {
        const asked = meaning.queries(message.data)
        const ordered = ({ answers }) => asked.wanted ? meaning.ordered(answers, asked) : answers[0]
        this.question = { typed: message.data, answers: [], queries: asked.queries, ordered }
        for (const query of this.question.queries) {
          this.asked.push(this.question)
          super.postMessage({ type: QUERY, data: query })
        }
      })
    }
  }
})()
