// The coming year as the text of an iCalendar file, so that a reader can keep dates that the page itself never stores. Its
// words for a date are those of the page, which takes them from here. Loaded after engine.js.
globalThis.careIcs = (() => {
  "use strict"

  const { read, written } = careEngine

  // ------------------------------------------------------------------ content lines

  const escaped = text => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n")

  const folded = line => {
    const encoder = new TextEncoder()
    let [text, room] = ["", 75]
    for (const character of line) {
      const size = encoder.encode(character).length
      if (size > room) {
        text += "\r\n "
        room = 74
      }
      text += character
      room -= size
    }
    return `${text}\r\n`
  }

  // FNV-1a with 64 bits, for the identity of an event: the same date of the same task is the same event for ever.
  const hashed = text => {
    let hash = 0xcbf29ce484222325n
    for (const octet of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(octet)) * 0x100000001b3n)
    return hash.toString(16).padStart(16, "0")
  }

  const event = (data, today, { key, day, summary, lines, url, category }) => {
    const compact = text => text.replace(/-/g, "")
    const stamp = `${compact(today)}T000000Z`
    return [
      "BEGIN:VEVENT", `UID:${hashed(key)}@${data.domain}`, `DTSTAMP:${stamp}`, `LAST-MODIFIED:${stamp}`, "SEQUENCE:0",
      `DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(written(read(day) + 1))}`,
      `SUMMARY:${escaped(summary)}`, `DESCRIPTION:${escaped(lines.join("\n"))}`, `URL:${url}`,
      `CATEGORIES:${escaped(category)}`, "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CLASS:PUBLIC",
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(summary)}`, "TRIGGER:-PT15H", "END:VALARM", "END:VEVENT",
    ]
  }

  // ------------------------------------------------------------------ words for a date

  const labelOf = (task, name) => task.rules.find(rule => rule.name === name).label

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  const windowOf = ({ words }, { first, last }) => (first === last ? "" : fill(words.window, { first, last }))

  // ------------------------------------------------------------------ the file

  // `year` as an all-day event for each date and for each warranty that has not ended.
  const calendar = (data, year, today) => {
    const { words } = data
    const contact = `${words.feed_hotline} ${data.hotline}`
    const name = fill(words.file_name, { company: data.company, product: data.product.name })
    const tasks = new Map(data.tasks.map(task => [task.id, task]))
    const visits = year.dates.map(one => {
      const task = tasks.get(one.task)
      const url = `${data.guides.site}${task.id}/`
      const lines = [task.summary, windowOf(data, one), `${words.feed_guide}${words.colon}${url}`].filter(Boolean)
      if (one.provisional) lines.push(words.feed_provisional)
      const key = `${task.id}${one.rule === "main" ? "" : `:${one.rule}`}|${one.nominal}`
      const label = labelOf(task, one.rule)
      const summary = label ? `${task.name}${words.colon}${label}` : task.name
      return event(data, today, { key, day: one.day, summary, lines: [...lines, words.own, contact], url, category: task.channel })
    })
    const ends = year.warranties
      .filter(({ end }) => end !== null && today <= end)
      .map(({ id, name: warranty, end }) => {
        const url = data.guides.site.replace(/maintenance\/$/, `products/${data.product.id}/`)
        const summary = fill(words.warranty_event, { name: warranty, product: data.product.name })
        const key = `warranty|${data.product.id}|${id}|${end}`
        return event(data, today, { key, day: end, summary, lines: [words.own, contact], url, category: words.warranties })
      })
    const head = [
      "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:${data.prodid}`, "CALSCALE:GREGORIAN", `NAME:${escaped(name)}`,
      `X-WR-CALNAME:${escaped(name)}`, `X-WR-TIMEZONE:${data.zone}`, `LAST-MODIFIED:${today.replace(/-/g, "")}T000000Z`,
    ]
    return [...head, ...visits.flat(), ...ends.flat(), "END:VCALENDAR"].map(folded).join("")
  }

  return Object.freeze({ calendar, fill, labelOf, windowOf })
})()
