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
    const rest = text.replace(asking, " ").replace(/[^\p{L}\p{N}\s-]+/gu, " ").replace(/\s+/g, " ").trim()
    return rest || text.trim()
  }

  // The query, and what it is with words that mean the same: 螺丝松了 is also 螺栓松.
  function variants(text) {
    const found = [text]
    for (const group of known.same) {
      const word = group.filter(one => new RegExp(bounded(one)).test(text)).sort((a, b) => b.length - a.length)[0]
      if (!word) continue
      for (const other of group) if (other !== word && found.length < 8) {
        found.push(text.replace(new RegExp(bounded(word), "g"), other))
      }
    }
    return [...new Set(found)]
  }

  // All words at once; of Latin ones, which may be half typed, the beginning will do.
  const everyWord = text => (text.match(WORD) || []).map(word => HAN.test(word) ? `+${word}` : `+${word}*`).join(" ")

  // Any of the words, and Latin ones that are a slip of the finger away.
  function anyWord(texts) {
    const words = new Set(texts.flatMap(text => text.match(WORD) || []))
    return [...words].map(word => {
      if (HAN.test(word)) return word
      if (CODE.test(word)) return `${word}* ${word.replace(CODE, "$1 $2*")}`
      return word.length < 4 ? `${word}*` : `${word} ${word}* ${word}~${slips(word)}`
    }).join(" ")
  }

  const slips = word => word.length > 6 ? 2 : 1

  // What is asked for a query. Both are answered, and the answers put in order together.
  function queries(query) {
    const text = plain(query)
    if (OPERATORS.test(query.toLowerCase()) || !text) return { queries: [query] }
    const all = variants(text)
    return { text, all, queries: [everyWord(text), anyWord(all)] }
  }

  // ------------------------------------------------------------------------------------------------ the order of answers

  const bare = text => (text || "").toLowerCase().replace(/<\/?mark[^>]*>/g, "").replace(MARKUP, " ")
  const marked = text => [...(text || "").toLowerCase().matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(found => found[1])

  // What of the query has to stand somewhere: pairs of neighbouring characters, and Latin words by their stems.
  function parts(text) {
    const found = new Map()
    for (const run of text.match(/[\u3400-\u9fff]+|[a-z]+-?\d+|[^\P{L}\u3400-\u9fff]+|\p{N}+/gu) || []) {
      if (!HAN.test(run)) found.set(run, stem(run))
      else if (run.length === 1) found.set(run, run)
      else for (let i = 0; i < run.length - 1; i++) found.set(run.slice(i, i + 2), run.slice(i, i + 2))
    }
    return [...found]
  }

  const stem = word => word.length < 5 ? word : word.replace(/(?:ations?|izing|ising|ings?|ers?|ed|es|s|y|e)$/, "")

  // How many letters have to be changed, added or left out.
  function distance(one, other) {
    let row = [...Array(other.length + 1).keys()]
    for (let i = 1; i <= one.length; i++) {
      const next = [i]
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
      }
      row = next
    }
    return row[other.length]
  }

  // The parts of a short text, to be compared with those of a query.
  const pairs = text => new Set(parts(text.trim()).map(([, root]) => root))

  // How much two sets have in common, from 0 to 1.
  function likeness(one, other) {
    if (!one.size || !other.size) return 0
    let both = 0
    for (const part of one) if (other.has(part)) both++
    return 2 * both / (one.size + other.size)
  }

  // One page as far as it was found: its title, the words by which readers ask for it, its headings and its text.
  function fields(group) {
    const page = group.find(section => !section.location.includes("#")) || group[0]
    const asked = group.filter(section => section.location.endsWith("#asked"))
    const rest = group.filter(section => section !== page && !asked.includes(section))
    const words = new Set(group.flatMap(section => [...marked(section.title), ...marked(section.text)]))
    return {
      location: page.location.split("#")[0],
      title: bare(page.title),
      asked: bare(asked.map(section => section.text).join(" ")),
      phrases: [page.title, ...asked.flatMap(section => (section.text || "").split(/<\/?li>/))].map(bare).map(pairs),
      lead: bare(page.text),
      heads: bare(rest.map(section => section.title).join(" ")),
      text: bare(rest.map(section => section.text).join(" ")),
      words: [...words],
    }
  }

  const WEIGHTS = { title: 5, asked: 3.2, lead: 1.6, heads: 1.4, text: 1 }

  // In how many places a part stands, by the weight of each; a word that is a slip away counts for half.
  function hits(page, [word, root]) {
    const within = HAN.test(root) ? text => text.includes(root) : (() => {
      const begins = new RegExp(`(?:^|[^a-z0-9])${CODE.test(root) ? root.replace(CODE, "$1-?$2") : escaped(root)}`)
      return text => begins.test(text)
    })()
    let sum = 0
    for (const [name, weight] of Object.entries(WEIGHTS)) if (page[name] && within(page[name])) sum += weight
    if (sum || HAN.test(root) || word.length < 4) return sum
    return page.words.some(other => distance(word, other) <= slips(word)) ? 0.5 * (1 + WEIGHTS.title * marksTitle(page, word)) : 0
  }

  const marksTitle = (page, word) => page.title.split(/[^\p{L}\p{N}]+/u).some(other => other && distance(word, other) <= slips(word)) ? 1 : 0

  function ordered(answers, text, all) {
    const sections = new Map()
    for (const group of answers.flat()) {
      for (const section of group) if (!sections.has(section.location)) sections.set(section.location, section)
    }
    const groups = new Map()
    for (const section of sections.values()) {
      const page = section.location.split("#")[0]
      groups.set(page, [...(groups.get(page) || []), section])
    }
    const pages = [...groups.values()].map(group => ({ group, ...fields(group) }))
    const wanted = all.map((one, index) =>
      ({ parts: parts(one), roots: pairs(one), whole: one.replaceAll(" ", ""), trust: index ? 0.9 : 1 }))
    const count = new Map()
    const found = new Map(pages.map(page => [page, new Map()]))
    for (const part of new Map(wanted.flatMap(one => one.parts))) {
      let many = 0
      for (const page of pages) {
        const sum = hits(page, part)
        if (sum) { found.get(page).set(part[0], sum); many++ }
      }
      count.set(part[0], many)
    }
    const total = Math.max(pages.length, 100)
    const rare = word => Math.log(1 + (total - count.get(word) + 0.5) / (count.get(word) + 0.5))
    const worth = page => {
      let best = 0
      for (const one of wanted) {
        let sum = 0, have = 0, all = 0
        for (const [word] of one.parts) {
          const places = found.get(page).get(word) || 0
          const weight = rare(word)
          all += weight
          if (places) { have += weight; sum += weight * (0.5 + places) }
        }
        const share = all ? have / all : 0
        const near = name => one.whole.length > 1 && page[name].replaceAll(" ", "").includes(one.whole)
        const title = likeness(one.roots, page.phrases[0])
        const asked = Math.max(0, ...page.phrases.slice(1).map(phrase => likeness(one.roots, phrase)))
        const bonus = (1 + 2 * title + 2.5 * asked) * (near("title") ? 1.5 : 1) * (near("asked") ? 1.3 : 1)
        best = Math.max(best, one.trust * sum * share * bonus)
      }
      const kind = known.weights.find(([folder]) => page.location === folder || (folder.endsWith("*") && page.location.startsWith(folder.slice(0, -1))))
      return best * (kind ? kind[1] : 1)
    }
    const rank = new Map(pages.map(page => [page, worth(page)]))
    const best = Math.max(0, ...rank.values())
    return pages.filter(page => rank.get(page) > best * 0.04)
      .sort((a, b) => rank.get(b) - rank.get(a) || (a.location < b.location ? -1 : 1))
      .map(page => shown(page.group))
  }

  // The page itself first, then its sections as the worker ranks them.
  function shown(group) {
    const page = section => section.location.includes("#") ? 1 : 0
    return group.sort((a, b) => page(a) - page(b) || (b.score || 0) - (a.score || 0))
  }

  // Where to turn when nothing is found.
  function help(show) {
    const result = document.querySelector(".md-search-result")
    if (!result) return
    let box = result.querySelector(".care-nothing")
    if (!box) {
      const base = JSON.parse(document.getElementById("__config").textContent).base
      const link = (text, address) => Object.assign(document.createElement("a"), { textContent: text, href: address })
      box = Object.assign(document.createElement("div"), { className: "care-nothing" })
      box.append(Object.assign(document.createElement("p"), { textContent: known.nothing || "" }))
      if (known.hotline) box.append(link(`${known.call} ${known.hotline}`, `tel:${known.hotline}`))
      for (const [name, address] of [...known.more, ...known.products]) box.append(link(name, `${base}/${address}`))
      result.querySelector(".md-search-result__meta").after(box)
    }
    box.hidden = !show
  }

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
        const { text, all, answers } = question
        const items = all ? ordered(answers, text, all) : answers[0]
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
