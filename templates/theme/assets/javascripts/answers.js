// What a search asks for, and in which order its answers stand. Nothing here knows the page or the network: parts of the
// index go in (`take`), a query goes in, and answers come out (`answer`). The parts are made by the build, from the pages
// and from YAML: generator/site/search tells what is in them.
//
// Three things speak for a page. The words that it shares with the query, weighed by where they stand and how rare they
// are; most of all how like the query one of the page's own readers' words is. What the build has learnt from all readers'
// words: for each piece of a query how much it asks for each page. And what YAML says of intents, such as who pays.
window.careAnswers = first => {
  const HAN = /[\u3400-\u9fff]/
  const RUN = /[\u3400-\u9fff]+|[a-z]+|\d+/g
  // TB65 and TB-65, GB/T 14683, 5+12A+5, and Low-E.
  const CODE = /(?<![a-z])[a-z]{1,5}(?:[/ ][a-z])?[- ]?\d+(?:\.\d+)?|\d+[a-z]?(?:[+*×][\da-z]+)+|(?<![a-z])[a-z]+[- ][a-z](?![a-z])/g
  const MOST = 30                            // pages for one query: who finds nothing among them asks otherwise
  const LONGEST = 80                         // of what is pasted into the box, so much is read
  const [TITLE, ASKED, LEAD, HEADS] = [0, 1, 2, 3]
  const chinese = first.language !== "en"
  const words = first.words

  // Found by trying, so that most searches of tests/relevance have their page first.
  const WEIGHTS = {
    fields: [3.8, 1.1, 1.2, 1.7],              // what standing in each field counts
    often: [1, 4, 2, 1],                      // how slowly that grows with more times
    enough: 7,                                // how slowly the fields of one part add up
    other: 0.4,                               // another word that means the same
    slip: 0.45,                               // a word that is a slip away
    sound: 0.6,                               // a word that sounds the same
    single: 0.25,                             // a single Han character of several
    text: 0.15,                               // standing in the text alone
    codeInText: 0.3,                          // the same of a code, which says more wherever it stands
    asked: 2.5,                                // being asked for in such words,
    exact: 1.2,                             // and how much more words around them take from it
    otherLine: 0.35,                          // being about other products than the one that is named
    hub: 0.85,                                // a list of pages
    learnt: 1.5,                                // what was learnt, against the best that words reach
    intent: 1.9,                              // being what is meant by words such as who pays
    laterIntent: 0.5,                         // being meant by words of an intent that stands below another one in YAML
    danger: 1.5,                              // being where a danger is told of; below the panel that says what to do now
    kind: 0.1,                                // how much a kind weighs
    section: 0.3,                             // of what is asked, so much has a section that is shown
    least: 0.25,                              // what is worth less than this part of the best is not shown
    fits: 0.5,                                // what of the query a page has to have, together with
    sure: 0.8,                                // so much of what was learnt of it
  }

  // -------------------------------------------------------------------------------------------------------- what is typed

  const simple = new Map()
  for (let i = 0; i < first.simple.length; i += 2) simple.set(first.simple[i], first.simple[i + 1])

  // One width, one case, simplified characters, no apostrophes.
  const folded = text => text.normalize("NFKC").toLowerCase().replace(/['’ʼ]/g, "")
    .replace(/[\u3400-\u9fff]/g, character => simple.get(character) || character)

  // How characters sound, softly: zh as z, -ng as -n, lü as lu. Each sound has a number.
  const soft = syllable => syllable.replace(/^([zcs])h/, "$1").replace(/ng$/, "n").replace("v", "u")
  const sounds = new Map(), soundOf = new Map(), spoken = new Map()
  for (const entry of first.sounds.split(" ")) {
    const [, letters, characters] = entry.match(/^([a-z]*)(.*)$/)
    const sound = soft(letters)
    if (!sounds.has(sound)) sounds.set(sound, sounds.size)
    spoken.set(letters, sound)
    for (const character of characters) if (!soundOf.has(character)) soundOf.set(character, sound)
  }
  for (const sound of sounds.keys()) if (!spoken.has(sound)) spoken.set(sound, sound)

  // Letters as syllables of pinyin, as few as possible; null where they are none. The last may be half typed.
  function syllables(letters) {
    const best = [[]]
    for (let end = 1; end <= letters.length; end++) {
      for (let start = Math.max(0, end - 6); start < end; start++) {
        const sound = best[start] && spoken.get(letters.slice(start, end))
        if (sound !== undefined && sound && (!best[end] || best[start].length + 1 < best[end].length)) best[end] = [...best[start], sound]
      }
    }
    if (best[letters.length]) return best[letters.length]
    for (let end = letters.length - 1; end > Math.max(2, letters.length - 6); end--) if (best[end]?.length > 1) return best[end]
    return null
  }

  const stem = word => word.length < 5 ? word : word.replace(/(?:isations?|izations?|ations?|ising|izing|ings?|ers?|ed|es|s|y|e)$/, "")
  const codes = text => (text.match(CODE) || []).map(code => code.replace(/[^a-z\d]/g, ""))

  const escaped = word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const bounded = word => HAN.test(word) ? escaped(word) : `(?<![a-z])${escaped(word)}(?![a-z])`
  const byLength = all => [...all].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const anyOf = all => byLength(all).map(bounded).join("|") || "(?!)"
  const typable = word => folded(word).replace(/[^\p{L}\p{N}\s-]+/gu, " ").replace(/\s+/g, " ").trim()

  // Words that mean the same are one thing, whichever is typed: 螺丝 and 螺栓.
  const groups = words.same.map(group => [...new Set(group.map(typable))]).filter(group => group.length > 1)
  const groupOf = new Map(groups.flatMap((group, number) => group.map(word => [word, number])))
  const byStem = new Map(byLength(groupOf.keys()).filter(word => !HAN.test(word)).map(word => [stem(word), word]))
  const same = new RegExp(anyOf(groupOf.keys()), "g")
  // A word that only asks goes, unless it is part of one that means something: 多少 goes, and 多少钱 stays.
  const asking = new RegExp(`(${anyOf(groupOf.keys())})|${anyOf(words.asking.map(folded))}`, "g")
  const fillers = new Set(words.asking.map(folded))
  const lines = words.lines.map(([names, all]) => [names, new RegExp(anyOf(all.map(folded)))])
  const matcher = entry => ({ ...entry, any: new RegExp(anyOf(entry.words.map(folded)), "g"), but: new RegExp(anyOf((entry.but || []).map(folded)), "g") })
  const dangers = words.danger.map(matcher), strangers = words.elsewhere.map(matcher), intents = words.intents.map(matcher)

  const meant = (text, entry) => text.replace(entry.but, " ").match(entry.any)

  // The same without what only asks.
  function plain(text) {
    const rest = text.replace(asking, (word, kept) => kept || (HAN.test(word) ? "" : " "))
      .replace(/[^\p{L}\p{N}\s+*×.-]+/gu, " ").replace(/\s+/g, " ").trim()
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
  const slips = word => word.length > 7 ? 2 : word.length > 3 ? 1 : 0

  // ------------------------------------------------------------------------------------------------------------ the index

  const pages = []                           // {at, title, labels, lead, asked, sections}
  const docs = { page: [], field: [], size: [] }  // a title, a reader's words, a page's first sentence, a heading
  const latin = new Map()                    // the stem of a Latin word, or a code → the docs that have it
  const spelt = new Map()                    // a Latin word as it is written → its stem
  const han = new Map()                      // a Han character or two, as a number → the docs
  const sounding = new Map()                 // two sounds, as a number → the titles and readers' words that have them
  const BASE = 0x3400, WIDE = 0x8000         // numbers, for they cost a phone less than pieces of text
  const one = code => code - BASE - WIDE
  const two = (code, next) => (code - BASE) * WIDE + next - BASE
  const keyOf = word => word.length < 2 ? one(word.charCodeAt(0)) : two(word.charCodeAt(0), word.charCodeAt(1))
  const soundNumber = new Map([...sounds.keys()].map((sound, number) => [sound, number]))
  const said = new Map([...soundOf].map(([character, sound]) => [character.charCodeAt(0), soundNumber.get(sound)]))
  const put = (map, key, doc) => {
    const list = map.get(key)
    if (!list) map.set(key, [doc])
    else if (list[list.length - 1] !== doc) list.push(doc)
  }

  function index(page, field, text) {
    const doc = docs.page.push(page) - 1
    docs.field.push(field)
    const line = folded(text), plainly = field > ASKED ? line : chinese ? plain(line) : line.replace(/[a-z]+/g, word => fillers.has(word) ? " " : word)
    let size = 0
    for (const [run] of plainly.matchAll(RUN)) {
      if (!HAN.test(run)) {
        put(latin, stem(run), doc)
        spelt.set(run, stem(run))
        size += 1
        continue
      }
      for (let i = 0, before = 0; i < run.length; i++) {
        const code = run.charCodeAt(i)
        put(han, one(code), doc)
        if (i) put(han, two(before, code), doc)
        if (i && field < LEAD && chinese) put(sounding, said.get(before) * 1024 + said.get(code), doc)
        before = code
      }
      size += run.length === 1 ? 1 : run.length - 1 + run.length * WEIGHTS.single
    }
    for (const code of codes(plainly)) put(latin, code, doc)
    docs.size.push(size || 1)
  }

  const learnt = { pages: new Map(), rarity: new Map() }

  // A part of the index: pages with their titles and readers' words, more of those, texts, or what was learnt.
  function take(part) {
    for (const [offset, at] of (part.at || []).entries()) {
      const page = part.from + offset
      pages[page] = { at, title: part.title[offset], labels: part.labels[offset], line: new Set(part.labels[offset].slice(1)), lead: "", sections: null, hub: part.hub[offset], weight: part.weight[offset] }
      index(page, TITLE, part.title[offset])
    }
    for (const [offset, phrases] of (part.asked || []).entries()) {
      if (phrases) for (const phrase of phrases.split("|")) index(part.from + offset, ASKED, phrase)
    }
    for (const [offset, lead] of (part.lead || []).entries()) {
      if (!pages[part.from + offset].lead) index(part.from + offset, LEAD, lead)
      pages[part.from + offset].lead = lead
    }
    for (const [offset, sections] of (part.sections || []).entries()) {
      const page = pages[part.from + offset]
      page.sections = sections
      page.text = null
      for (const [, title] of sections.slice(1)) index(part.from + offset, HEADS, title)
    }
    if (part.weights) takeWeights(part)
    return part
  }

  // Each feature with how rare it is and its weights, which stay packed until they are asked for.
  function takeWeights({ features, rarity, weights }) {
    const packed = weights.split(" ")
    for (const [number, feature] of features.split("|").entries()) {
      learnt.rarity.set(feature, digit(rarity.charCodeAt(number)) / 5)
      learnt.pages.set(feature, packed[number])
    }
  }

  // A number below ninety, as generator/site/search/index.py writes it.
  const digit = code => code - (code > 92 ? 36 : 35)

  function* unpacked(signs) {
    for (let i = 0, page = 0; i < signs.length; i++) {
      const step = digit(signs.charCodeAt(i))
      page += step
      if (step < 89) yield [page, (digit(signs.charCodeAt(++i)) - 44) / 12]
    }
  }

  // ------------------------------------------------------------------------------------------------ what a query means

  // The parts of a query: each with the pieces of which one has to stand somewhere. Neighbouring Han characters go in pairs,
  // each also by itself for a quarter; Latin words go by their stems, and words that mean the same are one part.
  function parts(text) {
    const wanted = new Map()
    const add = (key, part) => wanted.has(key) || wanted.set(key, { weight: 1, words: [], sounds: null, ...part })
    const group = (number, typed) => add(`=${number}`, { words: [typed, ...groups[number].filter(word => word !== typed)] })
    let rest = text.replace(CODE, code => {
      if (!/\d/.test(code) && !latin.has(code.replace(/[^a-z]/g, ""))) return code
      add(code, { words: [code.replace(/[^a-z\d]/g, "")], code })
      return " "
    }).replace(same, word => {
      group(groupOf.get(word), word)
      return " "
    })
    const letters = []
    for (const [run] of rest.matchAll(RUN)) {
      if (!HAN.test(run)) letters.push(run)
      else if (run.length === 1) add(run, { words: [run] })
      else {
        for (let i = 0; i < run.length - 1; i++) add(run.slice(i, i + 2), { words: [run.slice(i, i + 2)], sounds: [soundOf.get(run[i]), soundOf.get(run[i + 1])] })
        for (const character of run) add(character, { words: [character], weight: WEIGHTS.single })
      }
    }
    const spelt = chinese && letters.length ? pinyin(letters) : null
    if (spelt) for (let i = 0; i < spelt.length - 1; i++) add(`~${spelt[i]} ${spelt[i + 1]}`, { sounds: [spelt[i], spelt[i + 1]] })
    else for (const word of letters) {
      const near = byStem.get(stem(word))
      if (near) group(groupOf.get(near), near)
      else add(stem(word), { words: [word] })
    }
    return { wanted: [...wanted.values()], said: spelt }
  }

  // Latin words as pinyin where all are, and one is no word that the pages have; a lone syllable is none.
  function pinyin(letters) {
    if (letters.every(word => latin.has(stem(word)))) return null
    const spelt = letters.map(syllables)
    return spelt.every(Boolean) && spelt.flat().length > 1 ? spelt.flat() : null
  }

  // The docs that have a word: of several Han characters, all pairs; of Latin letters, also what begins so.
  function having(word) {
    if (!HAN.test(word)) {
      const lists = word.split(/[\s-]+/).map(beginning)
      return lists.reduce((both, list) => both.filter(doc => new Set(list).has(doc)))
    }
    if (word.length < 3) return han.get(keyOf(word)) || []
    let docs = han.get(keyOf(word)) || []
    for (let i = 1; i < word.length - 1 && docs.length; i++) {
      const next = new Set(han.get(keyOf(word.slice(i, i + 2))))
      docs = docs.filter(doc => next.has(doc))
    }
    return docs
  }

  function beginning(word) {
    const root = stem(word)
    if (root.length < 3) return latin.get(root) || []
    const all = new Set(latin.get(root))
    for (const [key, list] of latin) if (key.length > root.length && key.startsWith(root)) for (const doc of list) all.add(doc)
    return [...all]
  }

  // Docs with a Latin word that is a slip of the finger away; the slip may be in an ending, so that the stem is not cut.
  function slipped(word) {
    const most = slips(word)
    if (!most || HAN.test(word)) return []
    const all = new Set(), root = stem(word)
    const note = list => { for (const doc of list || []) all.add(doc) }
    for (const [key, list] of latin) if (key.length > 2 && distance(root, key, most) <= most) note(list)
    for (const [whole, key] of spelt) if (whole.length > 4 && distance(word, whole, most) <= most) note(latin.get(key))
    return [...all]
  }

  const cache = new Map()
  // How well each doc has a part: 1 as typed, less for what means the same, sounds the same or is a slip away.
  function evidence(part) {
    const key = `${docs.page.length} ${part.words.join("|")} ${part.sounds}`
    if (cache.has(key)) return cache.get(key)
    const well = new Map()
    const note = (list, much) => { for (const doc of list) if (!(well.get(doc) >= much)) well.set(doc, much) }
    for (const [number, word] of part.words.entries()) note(having(word), number ? WEIGHTS.other : 1)
    if (part.sounds) note(sounding.get(part.sounds.reduce((key, sound) => key * 1024 + soundNumber.get(sound), 0)) || [], part.words.length ? WEIGHTS.sound : 0.9)
    if (!well.size && part.words.length) note(slipped(part.words[0]), WEIGHTS.slip)
    if (cache.size > 2000) cache.clear()
    cache.set(key, well)
    return well
  }

  // --------------------------------------------------------------------------------------------------- what was learnt

  function* pieces(all, lengths, between) {
    for (const length of lengths) for (let i = 0; i + length <= all.length; i++) yield all.slice(i, i + length).join(between)
  }

  // What is noticed in a query, as generator/site/search/features.py notices it in readers' words.
  function* features(text, said) {
    const runs = text.match(RUN) || []
    if (!chinese) {
      const stems = runs.map(stem)
      for (const word of stems) yield `=${word}`
      for (let i = 1; i < stems.length; i++) yield `${stems[i - 1]} ${stems[i]}`
      for (const run of runs) if (run.length > 3) yield* pieces([..."^" + run + "$"], [4], "")
      return
    }
    for (const run of runs) {
      if (HAN.test(run)) {
        yield* pieces([...run], [1, 2, 3], "")
        for (const piece of pieces([...run].map(character => soundOf.get(character) || "?"), [1, 2], " ")) yield `~${piece}`
      } else if (!said) yield `=${run}`
    }
    if (said) for (const piece of pieces(said, [1, 2], " ")) yield `~${piece}`
  }

  // How much was learnt to speak for each page, about 1 where that is sure.
  function judged(text, said) {
    const scores = new Map()
    let length = 0
    for (const feature of new Set(features(text, said))) {
      const weights = learnt.pages.get(feature)
      if (!weights) continue
      length += learnt.rarity.get(feature) ** 2
      for (const [page, weight] of unpacked(weights)) scores.set(page, (scores.get(page) || 0) + weight)
    }
    for (const [page, score] of scores) scores.set(page, score / (Math.sqrt(length) || 1))
    return scores
  }

  // -------------------------------------------------------------------------------------------------- the order of answers

  const textOf = page => page.text ??= page.sections ? folded(page.sections.map(([, title, ...texts]) => [title, ...texts].join(" ")).join(" ")) : ""
  const standsIn = (text, part) => part.words.some(word => part.code ? text.replace(/[^a-z\d]+/g, "").includes(word) : text.includes(HAN.test(word) ? word : stem(word)))

  function ranked(text, said, wanted, about, intended) {
    const total = pages.length
    const proofs = wanted.map(evidence)
    const rows = new Map()
    const row = page => rows.get(page) || rows.set(page, { seen: new Map(), like: 0 }).get(page)
    const rare = proofs.map((well, number) => {
      const many = new Set()
      for (const doc of well.keys()) many.add(docs.page[doc])
      return wanted[number].rare = wanted[number].weight * Math.log(1 + (total - many.size + 0.5) / (many.size + 0.5))
    })
    const all = rare.reduce((sum, weight) => sum + weight, 0) || 1
    const phrases = new Map()
    for (const [number, well] of proofs.entries()) {
      for (const [doc, much] of well) {
        const { seen } = row(docs.page[doc])
        const fields = seen.get(number) || seen.set(number, [0, 0, 0, 0]).get(number)
        fields[docs.field[doc]] += much
        if (docs.field[doc] <= ASKED) {
          const phrase = phrases.get(doc) || phrases.set(doc, [0, 0, []]).get(doc)
          phrase[0] += rare[number] * Math.min(1, much * 1.2)
          phrase[1] += wanted[number].weight * Math.min(1, much * 1.2)
          phrase[2].push(number)
        }
      }
    }
    // What stands nowhere but in texts.
    for (const [number, well] of proofs.entries()) {
      if (well.size || !wanted[number].words.length) continue
      for (const [page, told] of pages.entries()) if (told && standsIn(textOf(told), wanted[number])) row(page).seen.set(number, [0, 0, wanted[number].code ? WEIGHTS.codeInText : WEIGHTS.text, 0])
    }
    // How much of the query is in one phrase of the page's, with what its title adds, and how much else.
    for (const [doc, [share, both, numbers]] of phrases) {
      const page = row(docs.page[doc])
      let more = 0
      if (docs.field[doc] === ASKED) for (const [number, fields] of page.seen) if (fields[TITLE] && !numbers.includes(number)) more += rare[number]
      const like = (share + more * 0.7) / all * Math.min(1, both / docs.size[doc]) ** WEIGHTS.exact
      if (like > page.like) page.like = like
    }
    const scores = judged(wanted.some(part => part.code) ? text.replace(CODE, code => /\d/.test(code) ? " " : code) : text, said)
    for (const page of scores.keys()) if (pages[page]) row(page)
    for (const page of intended.keys()) row(page)
    let best = 0
    for (const [number, told] of rows) {
      let sum = 0, has = 0
      for (const [part, fields] of told.seen) {
        let places = 0
        for (const [field, times] of fields.entries()) if (times) places += WEIGHTS.fields[field] * times * (1 + WEIGHTS.often[field]) / (times + WEIGHTS.often[field])
        sum += rare[part] * places * (1 + WEIGHTS.enough) / (places + WEIGHTS.enough)
        has += rare[part] * Math.min(1, Math.max(...fields) * 4)
      }
      told.covers = has / all
      told.words = sum * (1 + WEIGHTS.asked * told.like)
      if (told.words > best) best = told.words
    }
    return [...rows].map(([number, told]) => {
      const page = pages[number]
      const learned = scores.get(number) || 0
      const worth = (told.words / (best || 1) + WEIGHTS.learnt * Math.max(-0.3, learned)) * (1 + WEIGHTS.kind * (page.weight - 1) * 10 / 3)
        * (isOfOthers(page, about) ? WEIGHTS.otherLine : 1) * (page.hub && told.like < 0.9 ? WEIGHTS.hub : 1) + (intended.get(number) || 0)
      return { page: number, worth, covers: told.covers, learned, like: told.like }
    }).sort((a, b) => b.worth - a.worth || a.page - b.page)
  }

  const numberOf = at => pages.findIndex(page => page?.at === at)

  const intentWords = [...new Set(intents.flatMap(entry => entry.words.flatMap(words => folded(words).match(/[a-z]{5,}/g) || [])))]

  // A word that nothing here has, as the word of an intent that it is a slip away from: warrenty.
  const unslipped = text => text.replace(/[a-z]{5,}/g, word => fillers.has(word) || byStem.has(stem(word)) || latin.has(stem(word))
    ? word : intentWords.find(known => distance(word, known, slips(word)) <= slips(word)) || word)

  // Whether a page is about other products than those that are named.
  const isOfOthers = (page, about) => about.size && page.line.size && ![...page.line].some(line => about.has(line))

  // Pages that are meant by words such as who pays, and what each counts: the first one most, and what is about the products
  // that are named before what is about others, as one of several price lists.
  function intendedBy(typed, about, danger) {
    const intended = new Map(), text = unslipped(typed)
    const meantBy = intents.filter(entry => meant(text, entry))
      .map(({ pages, much }, later) => [pages, much * WEIGHTS.intent * (later ? WEIGHTS.laterIntent : 1)])
    if (danger) meantBy.push([danger.pages, WEIGHTS.danger])
    for (const [addresses, much] of meantBy) {
      for (const [place, at] of addresses.entries()) {
        const page = numberOf(at)
        if (page < 0) continue
        const counts = much * (1 - 0.12 * place) * (isOfOthers(pages[page], about) ? WEIGHTS.otherLine : 1)
        intended.set(page, Math.max(intended.get(page) || 0, counts))
      }
    }
    return intended
  }

  // The section of a page, below its first one, that has most of what is asked; none that has little of it.
  function sectionOf(page, wanted) {
    let best = null, most = WEIGHTS.section * wanted.reduce((sum, part) => sum + part.rare, 0)
    for (const section of page.sections?.slice(1) || []) {
      const text = folded(section.slice(1).join(" "))
      const has = wanted.reduce((sum, part) => sum + (part.words.length && standsIn(text, part) ? part.rare : 0), 0)
      if (section[0] && has > most) [best, most] = [section, has]
    }
    return best ? { id: best[0], title: best[1], text: best[2] } : null
  }

  // ------------------------------------------------------------------------------------------------------------ operators

  const OPERATORS = /["“”*]|(?:^|\s)[+-]\S|\b(?:title|text|tags):/

  // "phrase", +must, -not, begins*, title:, text: and tags: are taken at their word.
  function exact(query) {
    const terms = [...folded(query.replace(/[“”]/g, '"')).matchAll(/([+-]?)(?:(title|text|tags):)?(?:"([^"]+)"|(\S+))/g)]
      .map(([, sign, where, phrase, word]) => ({ sign, where, text: (phrase || word || "").replace(/\*$/, ""), begins: (word || "").endsWith("*") }))
      .filter(term => term.text)
    const has = (page, term) => {
      const texts = { title: page.title, tags: page.labels.join(" "), text: "" }
      const text = term.where && term.where !== "text" ? folded(texts[term.where]) : folded(`${page.title} ${page.lead} `) + textOf(page)
      if (HAN.test(term.text)) return text.includes(term.text)
      return new RegExp(`(?<![a-z0-9])${escaped(term.begins ? term.text : stem(term.text))}`).test(text)
    }
    return pages.map((page, number) => {
      const count = terms.filter(term => term.sign !== "-" && has(page, term)).length
      const fits = count && terms.every(term => term.sign === "-" ? !has(page, term) : term.sign !== "+" || has(page, term))
      const inTitle = terms.filter(term => has(page, { ...term, where: "title" })).length
      return { page: number, worth: fits ? count + inTitle * 2 : 0 }
    }).filter(({ worth }) => worth).sort((a, b) => b.worth - a.worth || a.page - b.page)
  }

  // -------------------------------------------------------------------------------------------------------------- answers

  // What is shown for a query: `danger` and `elsewhere` are entries of YAML or null; `results` are pages in order; `near`
  // are two that come closest where nothing fits.
  function answer(query) {
    const text = folded(query.slice(0, LONGEST)).trim()
    const shown = (page, wanted) => ({ ...pages[page], section: sectionOf(pages[page], wanted) })
    // A page, whose section is looked for when it is shown.
    const result = (page, wanted) => Object.assign(() => shown(page, wanted), {
      page, at: pages[page].at, labels: pages[page].labels, isWhole: pages[page].sections !== null,
    })
    if (!text) return { danger: null, elsewhere: null, results: [], count: 0, near: [] }
    if (OPERATORS.test(query)) {
      const all = exact(query)
      return { danger: null, elsewhere: null, near: [], count: all.length, results: all.map(({ page }) => result(page, [])) }
    }
    const danger = dangers.find(entry => meant(text, entry)) || null
    const core = plain(text)
    const { wanted, said } = parts(core)
    const about = new Set(lines.flatMap(([names, any]) => any.test(text) ? names : []))
    const elsewhere = danger ? null : stranger(text)
    const intended = intendedBy(text, about, danger)
    const all = ranked(text, said, wanted, about, intended)
    const top = all[0]
    const covered = Math.max(0, ...all.slice(0, 5).map(one => one.covers)), sure = Math.max(0, ...all.slice(0, 3).map(one => one.learned))
    const fits = top && (intended.size || covered + WEIGHTS.sure * sure >= WEIGHTS.fits)
    let listed = fits ? all.filter(one => one.worth > top.worth * WEIGHTS.least).slice(0, MOST) : []
    if (elsewhere) listed = []
    const near = listed.length ? [] : all.filter(one => !pages[one.page].hub).slice(0, 2)
    return {
      danger, elsewhere, count: listed.length, wanted,
      results: listed.map(({ page }) => result(page, wanted)),
      near: near.map(({ page }) => pages[page]),
      why: all.slice(0, 5).map(one => ({ ...one, at: pages[one.page].at })), covered, sure,
    }
  }

  // What others look after, where nothing of ours is named beside it.
  function stranger(text) {
    const entry = strangers.find(one => meant(text, one))
    if (!entry) return null
    const rest = text.replace(entry.any, " ")
    return lines.some(([, any]) => any.test(rest)) ? null : entry
  }

  take(first)
  return { take, answer, pages, weights: WEIGHTS, marks: query => parts(plain(folded(query))).wanted.flatMap(part => part.weight < 1 ? [] : part.words) }
}
