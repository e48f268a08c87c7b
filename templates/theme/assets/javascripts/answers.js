// What a search asks for, and in which order its answers stand. Nothing here knows the page: a query goes in, and what the
// search worker is asked comes out (`queries`); the worker's answers go in, and come out in order (`ordered`), as
// Material lists them. The words come from assets/search-words.js, made from YAML.
//
// The index holds every Han character as a word of its own (`separator` in mkdocs.yml), so 密封胶 is asked for as
// "+密 +封 +胶": three words that must all be there. Left to itself the worker segments 密封胶 as "密* 封" and loses the last
// character. That the characters stand together is looked for here, in the texts that come back.
window.careAnswers = known => {
  const OPERATORS = /["“”*~^\\]|(?:^|\s)[+-]|\b(?:title|text|tags):/
  const CODE = /^([a-z]+)-?(\d+)$/           // TB65 and TB-65
  const WORD = /[\u3400-\u9fff]|[^\s\u3400-\u9fff\p{P}\p{S}]+(?:-\d+)?/gu
  const HAN = /[\u3400-\u9fff]/
  const LONGEST = 80                         // of what is pasted into the box, so much is read
  const MARKUP = /<[^>]*>|&\w+;|\s+/g

  const escaped = word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const bounded = word => HAN.test(word) ? escaped(word) : `\\b${escaped(word)}\\b`
  const anyOf = words => words.map(bounded).join("|") || "(?!)"
  const byLength = words => [...words].sort((a, b) => b.length - a.length)

  const slips = word => word.length > 5 ? 2 : word.length > 3 ? 1 : 0
  const stem = word => word.length < 5 ? word : word.replace(/(?:isations?|izations?|ations?|ising|izing|ings?|ers?|ed|es|s|y|e)$/, "")

  // ------------------------------------------------------------------------------------------------- what a query means

  // Words that mean the same are one thing, whichever is typed: 螺丝 and 螺栓.
  const typable = word => word.replace(/['’]/g, "").replace(/[^\p{L}\p{N}\s-]+/gu, " ").replace(/\s+/g, " ").trim()
  const groups = known.same.map(group => [...new Set(group.map(typable))]).filter(group => group.length > 1)
  const groupOf = new Map(groups.flatMap((group, number) => group.map(word => [word, number])))
  const longest = byLength(groupOf.keys())
  const byStem = new Map(longest.filter(word => !HAN.test(word)).map(word => [stem(word), word]))
  const same = new RegExp(anyOf(longest), "g")
  // A word that only asks goes, unless it is part of one that means something: 多少 goes, and 多少钱 stays.
  const fillers = new Set(known.asking)
  const asking = new RegExp(`(${anyOf(longest)})|${anyOf(byLength(known.asking))}`, "g")
  const lines = known.lines.map(([names, words]) => [names, new RegExp(anyOf(words))])
  const lineNames = new Set(known.lines.flatMap(([names]) => names))

  // Full width letters as plain ones, such as ＴＢ－６５, as input methods write it; small.
  const narrow = query => query.replace(/[\uff01-\uff5e]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).toLowerCase()

  // The same without what only asks.
  function plain(query) {
    const text = narrow(query).replace(/['’]/g, "")
    const rest = text.replace(asking, (word, kept) => kept || (HAN.test(word) ? "" : " "))
      .replace(/[^\p{L}\p{N}\s-]+/gu, " ").replace(/\s+/g, " ").trim()
    return rest || text.trim()
  }

  // How many letters have to be changed, added, left out, or swapped with the next one.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1
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
  // pairs, each also by itself for a quarter; Latin words go by their stems, and words that mean the same are one part.
  function parts(text, forgiving = false) {
    const found = new Map()
    const put = (key, words, weight = 1) => found.has(key) || found.set(key, { key, words, weight })
    const group = (number, typed) => put(`=${number}`, [typed, ...groups[number].filter(word => word !== typed)])
    const rest = text.replace(same, word => {
      group(groupOf.get(word), word)
      return " "
    })
    for (const run of rest.match(/[\u3400-\u9fff]+|[a-z]+-?\d+|[^\P{L}\u3400-\u9fff]+|\p{N}+/gu) || []) {
      if (!HAN.test(run)) {
        const near = byStem.get(stem(run)) || (forgiving && slips(run) ? longest.find(word => !HAN.test(word) && distance(word, run, slips(run) - 1) < slips(run)) : null)
        if (near) group(groupOf.get(near), near)
        else put(stem(run), [run])
      } else if (run.length === 1) put(run, [run])
      else {
        for (let i = 0; i < run.length - 1; i++) put(run.slice(i, i + 2), [run.slice(i, i + 2)])
        for (const character of run) put(character, [character], 0.25)
      }
    }
    return [...found.values()]
  }

  // ------------------------------------------------------------------------------------------------ what the worker is asked

  // All words at once; of Latin ones, which may be half typed, the beginning will do.
  const everyWord = text => (text.match(WORD) || []).map(word => HAN.test(word) ? `+${word}` : `+${word}*`).join(" ")

  // Any of the words, what means the same, and Latin words that are a slip of the finger away.
  function anyWord(text, wanted) {
    const typed = new Set(text.match(WORD))
    const others = wanted.flatMap(part => part.words).flatMap(one => one.match(WORD) || [])
    return [...new Set([...typed, ...others.filter(word => !fillers.has(word))])].map(word => {
      if (HAN.test(word) || (word.length < 4 && !typed.has(word))) return word
      if (CODE.test(word)) return `${word}* ${word.replace(CODE, "$1 $2*")}`
      const root = stem(word)
      return word.length < 4 ? `${word}*` : `${word} ${root.length > 3 ? root : word}* ${word}~${slips(word)}`
    }).join(" ")
  }

  // What is asked for a query. All are answered, and the answers put in order together. A query with operators of the
  // worker's own ("phrase", +must, -not, title:x, x*) is left alone.
  function queries(query) {
    const text = plain(query.slice(0, LONGEST))
    if (OPERATORS.test(query.toLowerCase()) || !text) return { queries: [query] }
    const wanted = parts(text, true)
    return { query, wanted, queries: [everyWord(text), anyWord(text, wanted)] }
  }

  // ------------------------------------------------------------------------------------------------ what speaks for a page

  const unmarked = text => text.replace(/<\/?mark[^>]*>/g, "")
  const bare = text => (text || "").toLowerCase().replace(/<\/?mark[^>]*>|['’]/g, "").replace(MARKUP, " ")
  const marked = text => [...(text || "").toLowerCase().matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(found => found[1])
  const pageOf = section => section.location.split("#")[0]
  const isAsked = section => section.location.endsWith("#asked")

  // A phrase by which readers ask, in parts; the same ones come back with every query.
  const phrases = new Map()
  function phrase(text) {
    if (!phrases.has(text)) {
      const own = parts(plain(text))
      phrases.set(text, { keys: new Set(own.map(part => part.key)), size: own.reduce((sum, part) => sum + part.weight, 0) || 1 })
    }
    return phrases.get(text)
  }

  // One page as far as it was found: its title, the words by which readers ask for it, its headings and its text.
  function fields(group) {
    const page = group.find(section => !section.location.includes("#")) || group[0]
    const asked = group.filter(isAsked)
    const rest = group.filter(section => section !== page && !asked.includes(section))
    return {
      title: bare(page.title),
      asked: asked.flatMap(section => (section.text || "").split(/<\/?li>/)).map(bare).map(text => text.trim()).filter(Boolean),
      lead: bare(page.text),
      heads: bare(rest.map(section => section.title).join(" ")),
      text: bare(rest.map(section => section.text).join(" ")),
      sections: [page, ...rest].map(section => ({ section, text: bare(`${section.title} ${section.text}`) })),
      found: () => new Set(group.flatMap(section => [...marked(section.title), ...marked(section.text)])),
      tags: (page.tags || []).map(unmarked),
    }
  }

  const FIELDS = ["title", "asked", "lead", "heads", "text"]

  // A word as it is looked for in a text: Latin ones from the beginning of their stems.
  const root = word => HAN.test(word) ? escaped(word)
    : `(?:^|[^a-z0-9])${CODE.test(word) ? word.replace(CODE, "$1-?$2") : escaped(stem(word))}`

  // How often a word stands in a text; whether one of several does.
  function counter(word) {
    if (HAN.test(word)) return text => text.split(word).length - 1
    const begins = new RegExp(root(word), "g")
    return text => (text.match(begins) || []).length
  }
  function tester(words) {
    const any = new RegExp(words.map(root).join("|"))
    return text => any.test(text)
  }

  // What speaks for each page that was found, part by part and phrase by phrase. Nothing is weighed yet.
  function evidence(answers, { query, wanted }) {
    const sections = new Map()
    for (const section of answers.flat(2)) if (!sections.has(section.location)) sections.set(section.location, section)
    const grouped = new Map()
    for (const section of sections.values()) grouped.set(pageOf(section), [...(grouped.get(pageOf(section)) || []), section])
    const counters = wanted.map(part => part.words.map(counter))
    const tests = wanted.map(part => tester(part.words))
    const about = new Set(lines.flatMap(([names, words]) => words.test(narrow(query)) ? names : []))
    const index = new Map(wanted.map((part, number) => [part.key, number]))
    const there = text => tests.flatMap((stands, number) => stands(text) ? [number] : [])
    const like = text => {
      const { keys, size } = phrase(text)
      return { shared: [...keys].flatMap(key => index.has(key) ? [index.get(key)] : []), size }
    }
    return [...grouped].map(([at, group]) => {
      const page = fields(group)
      const texts = FIELDS.map(name => name === "asked" ? page.asked.join(" | ") : page[name])
      // How often in each field: the word as it was typed; or, as a negative number, another that means the same.
      const seen = counters.map(([typed, ...others]) =>
        texts.map(text => typed(text) || -Math.max(0, ...others.map(other => other(text)))))
      const own = page.tags.filter(tag => lineNames.has(tag))
      return {
        at, seen,
        close: wanted.map((part, number) => seen[number].some(Boolean) ? 0 : slipped(part.words[0], page)),
        title: like(page.title),
        asked: page.asked.filter(text => tests.some(stands => stands(text))).map(like),
        sections: page.sections.map(({ section, text }) => ({ section, has: there(text) })),
        otherLine: about.size > 0 && own.length > 0 && !own.some(line => about.has(line)),
      }
    })
  }

  // Whether a Latin word of the page is a slip of the finger away from the one that was typed: 2 in its title, 1 elsewhere.
  function slipped(typed, page) {
    if (HAN.test(typed) || !slips(typed)) return 0
    const near = word => word.length > 3 && distance(typed, word, slips(typed)) <= slips(typed)
    if (![...page.found()].some(near)) return 0
    return page.title.split(/[^\p{L}\p{N}]+/u).some(near) ? 2 : 1
  }

  // -------------------------------------------------------------------------------------------------- the order of answers

  // Found by trying, so that most searches of tests/relevance have their page first.
  const WEIGHTS = {
    fields: [8, 1.2, 1.2, 0.9, 0.03],         // what standing in each field counts
    often: [1, 4, 2, 1, 0.3],                 // how slowly that grows with more times
    enough: 7,                                // how slowly the fields of one part add up
    other: 0.4,                               // another word that means the same
    slip: 0.25,                               // a word that is a slip away
    single: 0.5,                              // a single Han character of several
    asked: 6,                                 // being asked for in such words,
    exact: 2.25,                              // and how much more words around them take from it
    section: 0.2,                             // having it all in one place
    otherLine: 0.75,                          // being about other products than the one that is named
    product: 0.2,                             // a product's page, where more is asked than its name
    least: 0.05,                              // what is worth less than this part of the best is not shown
    bare: 3,                                  // how much more a kind weighs where nothing but a name is asked
  }

  // The answers as the worker gave them, for what `queries` returned; the pages come back in order.
  function ordered(answers, asked) {
    const { wanted } = asked
    const pages = evidence(answers, asked)
    const total = Math.max(pages.length, known.pages)
    const rare = wanted.map((part, number) => {
      const many = pages.filter(page => page.close[number] || page.seen[number].some(Boolean)).length
      return (part.weight < 1 ? WEIGHTS.single : 1) * Math.log(1 + (total - many + 0.5) / (many + 0.5))
    })
    const all = rare.reduce((sum, weight) => sum + weight, 0) || 1
    const share = numbers => numbers.reduce((sum, number) => sum + rare[number], 0) / all
    const bare = wanted.filter(part => part.weight === 1).length === 1
    const worth = page => {
      let sum = 0
      for (const [number, weight] of rare.entries()) {
        let places = WEIGHTS.slip * [0, 1, 1 + WEIGHTS.fields[0]][page.close[number]]
        for (const [field, times] of page.seen[number].entries()) if (times) {
          const many = Math.abs(times), slow = WEIGHTS.often[field]
          places += WEIGHTS.fields[field] * (times < 0 ? WEIGHTS.other : 1) * many * (1 + slow) / (many + slow)
        }
        sum += weight * places * (1 + WEIGHTS.enough) / (places + WEIGHTS.enough)
      }
      // A phrase of the page's, with what its title adds: how much of the query is in it, and how much else.
      const likeness = ({ shared, size }) => {
        const both = shared.reduce((sum, number) => sum + wanted[number].weight, 0)
        return share([...new Set([...shared, ...page.title.shared])]) * Math.min(1, both / size) ** WEIGHTS.exact
      }
      const asked = Math.max(0, ...page.asked.map(likeness))
      const inside = Math.max(...page.sections.map(({ has }) => share(has)))
      const [, kind] = known.weights.find(([folder]) =>
        folder.endsWith("*") ? page.at.startsWith(folder.slice(0, -1)) : page.at === folder) || ["", 1]
      return sum * (1 + WEIGHTS.asked * asked + WEIGHTS.section * inside ** 2)
        * (page.otherLine ? WEIGHTS.otherLine : 1)
        * (bare && kind > 1 ? kind ** WEIGHTS.bare : kind)
        * (!bare && page.at.startsWith("products/") ? WEIGHTS.product : 1)
    }
    const ranked = pages.map(page => ({ ...page, worth: worth(page) }))
    const best = Math.max(0, ...ranked.map(page => page.worth))
    return ranked.filter(page => page.worth > best * WEIGHTS.least)
      .sort((a, b) => b.worth - a.worth || (a.at < b.at ? -1 : 1))
      .map(({ sections }, index, all) => shown(sections, share, all.length - index))
  }

  // Material opens the answer with the highest score on Enter, and shows those sections of a page at once that have the
  // score of its first one: the page itself, and the section that has most of what is asked. What the worker was asked
  // is not what the reader typed, so nothing is said to be missing; the page's tags are not told again with its sections.
  function shown(sections, share, rank) {
    const isTop = ({ section }) => !section.location.includes("#")
    const listed = ({ section }, number) => ({
      ...section, score: rank - (number > 1 ? 0.5 : 0), terms: {}, tags: number ? [] : (section.tags || []).map(unmarked),
    })
    const most = (a, b) => share(b.has) - share(a.has) || (b.section.score || 0) - (a.section.score || 0)
    return [...sections.filter(isTop), ...sections.filter(one => !isTop(one)).sort(most)].map(listed)
  }

  return { queries, ordered }
}
