// What is typed into the search box is put into words that Material's search worker understands. The index holds every
// Han character as a word of its own (`separator` in mkdocs.yml), so 密封胶 is asked for as "+密 +封 +胶": three words
// that must all be there. Left to itself the worker segments 密封胶 as "密* 封" and loses the last character.
//
// Loaded before Material's bundle, which creates the worker and sends it {type: 2, data: query}; the answer is
// {type: 3, data: {items}}. Queries with operators of Material's own ("phrase", +must, -not, title:x, x*) are left alone.
;(() => {
  const QUERY = 2
  const RESULT = 3
  const OPERATORS = /["“”*~^\\]|(?:^|\s)[+-]|\b(?:title|text|tags):/
  // Words that say that something is asked, not what. Longer ones stand before those they begin with.
  const ASKING = new RegExp(
    "怎么办|怎么样|怎么|怎样|为什么|什么时候|什么|如何|多久|多少|多长时间|哪里|哪些|哪个|是否|能不能|请问|一次|[吗呢吧啊了的]|" +
      "\\b(?:how|what|when|where|why|which|who|do|does|did|can|could|should|is|are|i|my|we|you|your|the|an?|to|of|in|" +
      "often|long|much)(?:n?['’]\\w+)?\\b", "g")
  const CODE = /\b([a-z]+)-?(\d+)/           // TB65 and TB-65
  const WORD = /[\u3400-\u9fff]|[^\s\u3400-\u9fff\p{P}\p{S}]+(?:-\d+)?/gu
  const HAN = /[\u3400-\u9fff]/

  // What to ask for `query`, in this order, until something is found.
  function attempts(query) {
    const wide = /[\uff01-\uff5e]/g         // ＴＢ－６５, as input methods write it
    const text = query.replace(wide, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).toLowerCase()
    const asked = text.replace(ASKING, " ").trim()
    if (OPERATORS.test(text) || !asked) return [query]
    // Latin letters alone are Material's own matter: pages with any of the words, those with all of them first.
    if (!HAN.test(asked) && !CODE.test(asked)) return [asked]
    const words = asked.match(WORD) || []
    const parts = words.flatMap(word => word.replace(CODE, "$1 $2").split(" "))
    const all = terms => terms.map(term => HAN.test(term) ? `+${term}` : `+${term}*`).join(" ")
    return [all(parts), all(words), words.join(" ")]
  }

  if (!window.Worker) return
  window.Worker = class extends window.Worker {
    waiting = []                              // for each query under way: what is asked next if it finds nothing

    constructor(...options) {
      super(...options)
      // The first listener, so that the bundle does not see an answer without results while there is more to try.
      this.addEventListener("message", event => {
        if (event.data?.type !== RESULT) return
        const next = this.waiting.shift()
        const latest = this.waiting.length === 0
        if (latest && next?.length && event.data.data.items.length === 0) {
          event.stopImmediatePropagation()
          this.ask(next)
        }
      })
    }

    ask([query, ...next]) {
      this.waiting.push(next)
      super.postMessage({ type: QUERY, data: query })
    }

    postMessage(message, ...options) {
      if (message?.type === QUERY && typeof message.data === "string") this.ask(attempts(message.data))
      else super.postMessage(message, ...options)
    }
  }
})()
