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
  const CODE = /\b([a-z]+)-?(\d+)/           // TB65 and TB-65
  const WORD = /[\u3400-\u9fff]|[^\s\u3400-\u9fff\p{P}\p{S}]+(?:-\d+)?/gu
  const HAN = /[\u3400-\u9fff]/
  const MARKUP = /<[^>]*>|&\w+;|\s+/g
  const known = window.careSearch || { asking: [], same: [], products: [], more: [] }

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

  // All words at once; of the last Latin one, which may be half typed, the beginning will do.
  function everyWord(text) {
    const words = (text.match(WORD) || []).flatMap(word => HAN.test(word) ? [word] : word.replace(CODE, "$1 $2").split(" "))
    const latin = words.filter(word => !HAN.test(word))
    const must = words.map(word => `+${word}`)
    if (!latin.length) return [must.join(" ")]
    return [must.join(" "), words.map(word => HAN.test(word) ? `+${word}` : `+${word}*`).join(" ")]
  }

  // Any of the words, those close to them included.
  function anyWord(text) {
    const words = text.match(WORD) || []
    return words.map(word => HAN.test(word) || word.length < 4 ? word : `${word} ${word}* ${word}~${word.length > 6 ? 2 : 1}`).join(" ")
  }

  // Rounds of queries; the next round is asked only if the one before found nothing.
  function rounds(query) {
    const text = plain(query)
    if (OPERATORS.test(query.toLowerCase()) || !text) return { text, rounds: [[query]] }
    const all = variants(text)
    return { text, all, rounds: [[...new Set(all.flatMap(everyWord))], [all.map(anyWord).join(" ")]] }
  }

  // Pairs of neighbouring characters and whole Latin words: what of the query stands together somewhere.
  function parts(text) {
    const found = []
    for (const run of text.match(/[\u3400-\u9fff]+|[\p{L}\p{N}-]+/gu) || []) {
      if (!HAN.test(run) || run.length === 1) found.push(run)
      else for (let i = 0; i < run.length - 1; i++) found.push(run.slice(i, i + 2))
    }
    return found
  }

  const share = (wanted, text) => wanted.length ? wanted.filter(part => text.includes(part)).length / wanted.length : 0
  const bare = text => (text || "").toLowerCase().replace(/<\/?mark[^>]*>/g, "").replace(MARKUP, " ")

  // How well a page answers: its own title counts most, then the words by which readers ask for it, then its sections.
  function worth(group, highest, text, all) {
    const score = Math.max(...group.map(section => section.score || 0)) / (highest || 1)
    const title = bare(group.find(section => !section.location.includes("#"))?.title || group[0].title)
    let best = 0
    for (const [index, one] of all.entries()) {
      const wanted = parts(one)
      const trust = index ? 0.85 : 1
      const inTitle = share(wanted, title)
      let inText = 0
      for (const section of group) {
        const words = `${bare(section.title)} ${bare(section.text)}`
        const asked = section.location.endsWith("#asked") ? 1.4 : 1
        const whole = one.length > 1 && words.replaceAll(" ", "").includes(one.replaceAll(" ", "")) ? 0.4 : 0
        inText = Math.max(inText, asked * (share(wanted, words) + whole))
      }
      best = Math.max(best, trust * (1.6 * inTitle + inText + (inTitle === 1 ? 0.6 : 0)))
    }
    return score * 0.8 + best
  }

  function ordered(answers, text, all) {
    const pages = new Map()
    for (const items of answers) {
      for (const group of items) {
        const page = group[0].location.split("#")[0]
        const seen = pages.get(page)
        if (!seen || Math.max(...group.map(s => s.score || 0)) > Math.max(...seen.map(s => s.score || 0))) pages.set(page, group)
      }
    }
    const groups = [...pages.values()]
    const highest = Math.max(1e-9, ...groups.flatMap(group => group.map(section => section.score || 0)))
    const rank = new Map(groups.map(group => [group, worth(group, highest, text, all)]))
    return groups.sort((a, b) => rank.get(b) - rank.get(a) || (a[0].location < b[0].location ? -1 : 1))
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
        if (question !== this.question) return
        question.answers.push(event.data.data.items)
        if (--question.open) return
        if (question.answers.every(items => !items.length) && question.rounds.length) return this.ask(question)
        const { text, all } = question
        const items = all ? ordered(question.answers, text, all) : question.answers[0]
        help(!items.length && text.length > 0)
        const answer = new MessageEvent("message", { data: { ...event.data, data: { ...event.data.data, items } } })
        answer.isOurs = true
        this.dispatchEvent(answer)
      })
    }

    ask(question) {
      const queries = question.rounds.shift()
      Object.assign(question, { answers: [], open: queries.length })
      this.question = question
      for (const query of queries) {
        this.asked.push(question)
        super.postMessage({ type: QUERY, data: query })
      }
    }

    postMessage(message, ...options) {
      if (message?.type === QUERY && typeof message.data === "string") this.ask(rounds(message.data))
      else super.postMessage(message, ...options)
    }
  }
})()
