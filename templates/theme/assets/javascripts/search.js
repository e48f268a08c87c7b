// What is typed into the search box is put into words that Material's search worker understands, and its answers are
// put in order. The index holds every Han character as a word of its own (`separator` in mkdocs.yml), so 密封胶 is asked
// for as "+密 +封 +胶": three words that must all be there. Left to itself the worker segments 密封胶 as "密* 封" and
// loses the last character. That the characters stand together is looked for here, in the texts that come back.
//
// Loaded before Material's bundle, which creates the worker and sends it {type: 2, data: query}; the answer is
// {type: 3, data: {items}}, a list of pages, each a list of its sections. Queries with operators of Material's own
// ("phrase", +must, -not, title:x, x*) are left alone. The words come from assets/search-words.js, made from YAML.
;(() => {
  const QUERY = 2
  const RESULT = 3
  const OPERATORS = /["“”*~^\\]|(?:^|\s)[+-]|\b(?:title|text|tags):/
  const CODE = /^([a-z]+)-?(\d+)$/           // TB65 and TB-65
  const WORD = /[\u3400-\u9fff]|[^\s\u3400-\u9fff\p{P}\p{S}]+(?:-\d+)?/gu
  const HAN = /[\u3400-\u9fff]/
  const MARKUP = /<[^>]*>|&\w+;|\s+/g
  const known = window.careSearch || { asking: [], same: [], products: [], more: [], weights: [] }

  const escaped = word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const bounded = word => HAN.test(word) ? escaped(word) : `\\b${escaped(word)}\\b`
  const asking = new RegExp(known.asking.map(bounded).join("|") || "(?!)", "g")

  // Full width letters as plain ones, small, without what only asks.
  function plain(query) {
    const wide = /[\uff01-\uff5e]/g         // ＴＢ－６５, as input methods write it
    const text = query.replace(wide, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).toLowerCase()
    const rest = text.replace(asking, word => HAN.test(word) ? "" : " ").replace(/[^\p{L}\p{N}\s-]+/gu, " ").replace(/\s+/g, " ").trim()
    return rest || text.trim()
  }

  // ------------------------------------------------------------------------------------------------- what a query means

  // Words that mean the same are one thing, whichever is typed: 螺丝 and 螺栓.
  const groups = known.same.filter(group => group.length > 1)
  const groupOf = new Map(groups.flatMap((group, number) => group.map(word => [word, number])))
  const longest = [...groupOf.keys()].sort((a, b) => b.length - a.length)
  const same = new RegExp(longest.map(bounded).join("|") || "(?!)", "g")

  const slips = word => word.length > 5 ? 2 : word.length > 3 ? 1 : 0
  const stem = word => word.length < 5 ? word : word.replace(/(?:isations?|izations?|ations?|ising|izing|ings?|ers?|ed|es|s|y|e)$/, "")

  // How many letters have to be changed, added, left out, or swapped with the next one.
  function distance(one, other) {
    let before = [], row = [...Array(other.length + 1).keys()]
    for (let i = 1; i <= one.length; i++) {
      const next = [i]
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1)
      }
      before = row
      row = next
    }
    return row[other.length]
  }

  // The parts of a text: each with the words of which one has to stand somewhere. Neighbouring Han characters go in
  // pairs, Latin words by their stems, and words that mean the same are one part.
  function parts(text, forgiving = false) {
    const found = new Map()
    const put = (key, words, weight = 1) => found.has(key) || found.set(key, { key, words, weight })
    const group = (number, typed) => put(`=${number}`, [typed, ...groups[number].filter(word => word !== typed)])
    let rest = text.replace(same, word => {
      group(groupOf.get(word), word)
      return " "
    })
    for (const run of rest.match(/[\u3400-\u9fff]+|[a-z]+-?\d+|[^\P{L}\u3400-\u9fff]+|\p{N}+/gu) || []) {
      if (!HAN.test(run)) {
        const near = forgiving && slips(run) ? longest.find(word => stem(word) === stem(run) || (!HAN.test(word) && distance(word, run) <= slips(run) - 1)) : null
        if (near) group(groupOf.get(near), near)
        else put(stem(run), [run])
      } else if (run.length === 1) put(run, [run])
      else {
        for (let i = 0; i < run.length - 1; i++) put(run.slice(i, i + 2), [run.slice(i, i + 2)])
        if (forgiving) for (const character of run) put(character, [character], 0.25)
      }
    }
    return [...found.values()]
  }

  const keys = text => new Set(parts(text.trim()).map(part => part.key))

  // How much two sets have in common, from 0 to 1.
  function likeness(one, other) {
    if (!one.size || !other.size) return 0
    let both = 0
    for (const part of one) if (other.has(part)) both++
    return 2 * both / (one.size + other.size)
  }

  // ------------------------------------------------------------------------------------------------ what the worker is asked

  // All words at once; of Latin ones, which may be half typed, the beginning will do.
  const everyWord = text => (text.match(WORD) || []).map(word => HAN.test(word) ? `+${word}` : `+${word}*`).join(" ")

  // Any of the words, what means the same, and Latin words that are a slip of the finger away.
  function anyWord(text, wanted) {
    const words = new Set([text, ...wanted.flatMap(part => part.words)].flatMap(one => one.match(WORD) || []))
    return [...words].map(word => {
      if (HAN.test(word)) return word
      if (CODE.test(word)) return `${word}* ${word.replace(CODE, "$1 $2*")}`
      const root = stem(word)
      return word.length < 4 ? `${word}*` : `${word} ${root.length > 3 ? root : word}* ${word}~${slips(word)}`
    }).join(" ")
  }

  // What is asked for a query. Both are answered, and the answers put in order together.
  function queries(query) {
    const text = plain(query)
    if (OPERATORS.test(query.toLowerCase()) || !text) return { queries: [query] }
    const wanted = parts(text, true)
    return { text, wanted, queries: [everyWord(text), anyWord(text, wanted)] }
  }

  // ------------------------------------------------------------------------------------------------ the order of answers

  const bare = text => (text || "").toLowerCase().replace(/<\/?mark[^>]*>/g, "").replace(MARKUP, " ")
  const marked = text => [...(text || "").toLowerCase().matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(found => found[1])

  // One page as far as it was found: its title, the words by which readers ask for it, its headings and its text.
  function fields(group) {
    const page = group.find(section => !section.location.includes("#")) || group[0]
    const asked = group.filter(section => section.location.endsWith("#asked"))
    const rest = group.filter(section => section !== page && !asked.includes(section))
    const phrases = asked.flatMap(section => (section.text || "").split(/<\/?li>/)).map(bare).filter(text => text.trim())
    return {
      location: page.location.split("#")[0],
      title: bare(page.title),
      asked: phrases.join(" | "),
      lead: bare(page.text),
      heads: bare(rest.map(section => section.title).join(" ")),
      text: bare(rest.map(section => section.text).join(" ")),
      name: keys(bare(page.title)),
      phrases: phrases.map(keys),
      words: [...new Set(group.flatMap(section => [...marked(section.title), ...marked(section.text)]))],
    }
  }

  const WEIGHTS = { title: 5, asked: 3.2, lead: 1.6, heads: 1.4, text: 1 }

  // In how many places one of the part's words stands, by the weight of each. Another word that means the same counts
  // for a little less, one that is a slip away for half.
  function hits(page, part) {
    let best = 0
    for (const [index, word] of part.words.entries()) {
      const root = CODE.test(word) ? word.replace(CODE, "$1-?$2") : escaped(stem(word))
      const begins = HAN.test(word) ? null : new RegExp(`(?:^|[^a-z0-9])${root}`)
      let sum = 0
      for (const [name, weight] of Object.entries(WEIGHTS)) {
        if (begins ? begins.test(page[name]) : page[name].includes(word)) sum += weight
      }
      best = Math.max(best, index ? 0.85 * sum : sum)
    }
    const [typed] = part.words
    if (best || HAN.test(typed) || !slips(typed)) return best
    const close = word => word.length > 3 && distance(typed, word) <= slips(typed)
    if (!page.words.some(close)) return 0
    return 0.5 * (1 + (page.title.split(/[^\p{L}\p{N}]+/u).some(close) ? WEIGHTS.title : 0))
  }

  function ordered(answers, text, wanted) {
    const sections = new Map()
    for (const section of answers.flat(2)) if (!sections.has(section.location)) sections.set(section.location, section)
    const grouped = Map.groupBy ? Map.groupBy(sections.values(), page) : [...sections.values()].reduce(
      (map, section) => map.set(page(section), [...(map.get(page(section)) || []), section]), new Map())
    const pages = [...grouped.values()].map(group => ({ group, ...fields(group) }))
    const found = pages.map(one => wanted.map(part => hits(one, part)))
    const total = Math.max(pages.length, 100)
    const rare = wanted.map((_, index) => {
      const many = found.filter(row => row[index]).length
      return wanted[index].weight * Math.log(1 + (total - many + 0.5) / (many + 0.5))
    })
    const everything = rare.reduce((sum, weight) => sum + weight, 0) || 1
    const roots = new Set(wanted.filter(part => part.weight === 1).map(part => part.key))
    const whole = text.replaceAll(" ", "")
    const worth = (one, row) => {
      let sum = 0, have = 0
      for (const [index, places] of row.entries()) if (places) {
        have += rare[index]
        sum += rare[index] * Math.sqrt(0.5 + places)
      }
      const near = name => whole.length > 1 && one[name].replaceAll(" ", "").includes(whole)
      const asked = Math.max(0, ...one.phrases.map(phrase => likeness(roots, phrase)))
      const name = likeness(roots, one.name)
      const bonus = (1 + 2 * name + 2.5 * asked) * (near("title") ? 1.3 : 1) * (near("asked") ? 1.2 : 1) * (name === 1 || asked === 1 ? 1.5 : 1)
      const kind = known.weights.find(([folder]) =>
        folder.endsWith("*") ? one.location.startsWith(folder.slice(0, -1)) : one.location === folder)
      const weight = kind ? kind[1] : 1
      return sum * (have / everything) * bonus * (roots.size === 1 && weight > 1 ? weight ** 3 : weight)  // a bare word asks for the thing
    }
    const ranked = pages.map((one, index) => ({ ...one, rank: worth(one, found[index]) }))
    const best = Math.max(0, ...ranked.map(one => one.rank))
    return ranked.filter(one => one.rank > best * 0.03)
      .sort((a, b) => b.rank - a.rank || (a.location < b.location ? -1 : 1))
      .map((one, index, all) => shown(one.group, all.length - index))
  }

  const page = section => section.location.split("#")[0]

  // Material opens the answer with the highest score on Enter, and shows those sections of a page at once that have the
  // score of its first one: the page itself, and its best section.
  function shown(group, rank) {
    const top = group.find(section => !section.location.includes("#"))
    const inside = group.filter(section => section !== top && !section.location.endsWith("#asked"))
      .sort((a, b) => (b.score || 0) - (a.score || 0))
    const listed = (section, index) => ({ ...section, score: rank + (index ? -0.5 : 0) })
    return [...(top ? [{ ...top, score: rank }] : []), ...inside.map(listed)].concat(top || inside.length ? [] : group)
  }

  // Where to turn when nothing is found.
  function help(show) {
    const result = document.querySelector(".md-search-result")
    if (!result) return
    let box = document.querySelector(".care-nothing")
    if (!box) {
      const base = JSON.parse(document.getElementById("__config").textContent).base
      const link = (text, address) => Object.assign(document.createElement("a"), { textContent: text, href: address })
      box = Object.assign(document.createElement("div"), { className: "care-nothing" })
      box.append(Object.assign(document.createElement("p"), { textContent: known.nothing || "" }))
      if (known.hotline) box.append(link(`${known.call} ${known.hotline}`, `tel:${known.hotline}`))
      for (const [name, address] of [...known.more, ...known.products]) box.append(link(name, `${base}/${address}`))
      result.after(box)  // not into it: Material takes every link in there for an answer
    }
    box.hidden = !show
  }

  // The index is heavy, so it is fetched when somebody turns to the box and not with every page. Material asks for it
  // as soon as its script runs; that one request waits here.
  function indexOnDemand() {
    let turned = new URLSearchParams(location.search).has("q")
    const waiting = []
    const { open, send } = XMLHttpRequest.prototype
    XMLHttpRequest.prototype.open = function (method, address, ...rest) {
      this.isIndex = String(address).endsWith("search/search_index.json")
      return open.call(this, method, address, ...rest)
    }
    XMLHttpRequest.prototype.send = function (...body) {
      if (!this.isIndex || turned) return send.apply(this, body)
      waiting.push(() => send.apply(this, body))
    }
    const turns = event => {
      if (turned || !event.target?.closest?.(".md-search, [for=__search]")) return
      turned = true
      for (const begin of waiting.splice(0)) begin()
    }
    for (const kind of ["focusin", "pointerover", "pointerdown"]) document.addEventListener(kind, turns, { passive: true })
  }
  indexOnDemand()

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
        const { text, wanted, answers } = question
        const items = wanted ? ordered(answers, text, wanted) : answers[0]
        help(!items.length)
        const answer = new MessageEvent("message", { data: { ...event.data, data: { ...event.data.data, items } } })
        answer.isOurs = true
        this.dispatchEvent(answer)
      })
    }

    postMessage(message, ...options) {
      if (message?.type !== QUERY || typeof message.data !== "string") return super.postMessage(message, ...options)
      this.question = { answers: [], ...queries(message.data) }
      for (const query of this.question.queries) {
        this.asked.push(this.question)
        super.postMessage({ type: QUERY, data: query })
      }
    }
  }
})()
