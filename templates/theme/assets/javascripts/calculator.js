// The date calculator of a product's page, so that readers see their own dates and not rules: the form, what it shows and the
// file that it hands out. What is entered stays in the page: nothing is sent, nothing is stored. Loaded after engine.js and
// ics.js.
(() => {
  "use strict"

  const { dayOf, read, written, weekday, comingYear } = careEngine
  const { calendar, fill, labelOf, windowOf } = careIcs

  const form = document.querySelector(".care-calc__form")
  const data = JSON.parse(document.getElementById("care-calculator-data").textContent)
  const { words } = data
  const part = name => document.querySelector(`.care-calc__${name}`)
  const element = (name, className, ...children) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...children)
    return made
  }
  const dates = [...form.querySelectorAll("input[type=date]")]
  const IN_SIGHT = 4
  let shown = null // what the result says, while it stands there

  // The one place where the clock is read: today as the reader's calendar has it.
  const clock = () => {
    const now = new Date()
    return written(dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate()))
  }

  const spoken = day => `${day} ${words.weekdays.split(" ")[weekday(read(day))]}`

  const time = day => {
    const made = element("time", "", spoken(day))
    made.dateTime = day
    return made
  }

  const visit = (task, one) => {
    const link = element("a", "", task.name)
    link.href = `${data.guides.page}${task.id}/`
    const facts = [labelOf(task, one.rule), task.channel, task.site ? words.site : "", windowOf(data, one)]
    const spans = facts.filter(Boolean).map(fact => element("span", "", fact))
    return element("li", "", link, element("small", "care-dots", ...spans.flatMap(span => [span, " "])))
  }

  const visitsByDay = found => {
    const tasks = new Map(data.tasks.map(task => [task.id, task]))
    const days = new Map(found.map(one => [one.day, []]))
    for (const one of found) days.get(one.day).push(one)
    return [...days].map(([day, ofDay]) => {
      const mark = ofDay.some(one => one.provisional) ? words.provisional.trim() : ""
      const visits = ofDay.map(one => visit(tasks.get(one.task), one))
      return element("li", "", element("p", "", time(day), " ", mark), element("ul", "", ...visits))
    })
  }

  // The first days stand in sight, the others behind a count.
  const showDays = days => {
    const [first, rest] = form.parentElement.querySelectorAll(".care-calc__days")
    first.replaceChildren(...days.slice(0, IN_SIGHT))
    rest.replaceChildren(...days.slice(IN_SIGHT))
    part("more").hidden = days.length <= IN_SIGHT
  }

  // The ready calendar of the month of acceptance, where there is one: it follows what changes.
  const offerCalendar = acceptance => {
    const month = acceptance ? acceptance.slice(0, 7) : ""
    const ready = month ? document.querySelector(`#calendar [data-month="${month}"]`) : null
    const link = part("subscribe")
    link.hidden = !ready
    if (ready) link.href = ready.href.replace(/^https?:/, "webcal:")
    part("save").classList.toggle("care-calc__save--second", Boolean(ready))
  }

  const monthsBetween = (first, last) => {
    const [from, to] = [first, last].map(day => day.split("-").map(Number))
    return 12 * (to[0] - from[0]) + to[1] - from[1] - (to[2] < from[2] ? 1 : 0)
  }

  // Where today stands on the bar of a warranty that runs from ``begins`` to ``end``.
  const markToday = (span, begins, end, today) => {
    const [drawing, whole] = [span.querySelector("svg"), span.querySelector("svg rect")]
    drawing.querySelector(".care-span__today")?.remove()
    if (!begins || today < begins || today > end) return false
    const passed = (read(today) - read(begins)) / (read(end) - read(begins))
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect")
    const facts = { class: "care-span__today", x: Math.min(99, passed * whole.getAttribute("width")), width: 1, height: 4 }
    for (const [name, value] of Object.entries(facts)) mark.setAttribute(name, value)
    drawing.append(mark)
    return true
  }

  // Where today stands in each warranty, and its last day.
  const markWarranties = (warranties, given, today) => {
    for (const { id, end } of warranties) {
      const span = document.querySelector(`.care-span[data-warranty="${id}"]`)
      if (!span) continue
      const known = span.querySelector(".care-span__until") || element("p", "care-span__until")
      const until = fill(end < today ? words.warranty_over : words.warranty_until, { day: spoken(end) })
      const begins = given[data.warranties.find(warranty => warranty.id === id).anchor]
      const swatch = element("span", "care-span__swatch")
      const left = fill(words.warranty_left, { months: monthsBetween(today, end) })
      known.replaceChildren(...(markToday(span, begins, end, today) ? [swatch, left, element("br")] : []), until)
      span.querySelector(".care-span__bar").after(known)
    }
  }

  const warrantyLine = today => ({ name, end }) => {
    const text = fill(end < today ? words.warranty_ended : words.warranty_ends, { name, day: spoken(end) })
    return element("li", "", text)
  }

  const waitingNotes = waiting => {
    const tasks = new Map(data.tasks.map(task => [task.id, task.name]))
    const names = new Map()
    for (const one of waiting) {
      const [awaited, id = "general"] = one.waiting.split(":")
      const warranty = data.warranties.find(known => awaited === "warranty_end" && known.id === id)
      const missing = warranty ? warranty.anchor : awaited
      if (missing in data.milestones) names.set(missing, new Set([...(names.get(missing) || []), tasks.get(one.task)]))
    }
    return [...names].map(([name, listed]) =>
      fill(words.waiting, { name: data.milestones[name], tasks: [...listed].join(words.comma) }))
  }

  const show = () => {
    const given = Object.fromEntries(new FormData(form))
    const today = clock()
    const year = comingYear(data, given, today)
    shown = { year, today }
    const ends = year.warranties.filter(({ end }) => end !== null)
    const notes = [words.past]
    if (year.dates.some(one => one.provisional)) notes.push(`${words.provisional.trim()} ${words.feed_provisional}`)
    if (data.tier) notes.push(words.tier)
    notes.push(...waitingNotes(year.waiting), words.own)
    showDays(visitsByDay(year.dates))
    offerCalendar(given.acceptance)
    markWarranties(ends, given, today)
    part("ends").replaceChildren(...ends.map(warrantyLine(today)))
    part("ends-title").hidden = ends.length === 0
    part("notes").replaceChildren(...notes.map(note => element("li", "", note)))
    part("save").disabled = !year.dates.length && !ends.some(({ end }) => end >= today)
    part("result").hidden = false
    part("status").textContent = year.dates.length
      ? fill(words.status, { count: year.dates.length, first: today, last: written(read(year.until) - 1) })
      : words.none
  }

  const hide = () => {
    shown = null
    part("result").hidden = true
    part("status").textContent = ""
  }

  // One date at least, of those that are asked for; the rest is the fields' own affair.
  const requireDate = () => {
    const missing = dates.length > 0 && dates.every(field => !field.value && !field.validity.badInput)
    if (dates.length) dates[0].setCustomValidity(missing ? words.need : "")
  }

  const save = () => {
    const file = new Blob([calendar(data, shown.year, shown.today)], { type: "text/calendar;charset=utf-8" })
    const link = element("a")
    link.href = URL.createObjectURL(file)
    link.download = `${data.product.id}.ics`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
  }

  form.addEventListener("submit", asked => {
    asked.preventDefault()
    show()
  })
  form.addEventListener("input", () => {
    requireDate()
    if (shown && form.checkValidity()) show()
    else if (shown) hide()
  })
  part("save").addEventListener("click", save)
  // What the first page's short form knew stands behind the address; it is taken over, and the address is left bare.
  const takeOver = () => {
    const known = [...new URLSearchParams(location.hash.slice(1))].filter(([name, value]) => value && name in form.elements)
    if (!known.length) return
    for (const [name, value] of known) form.elements[name].value = value
    history.replaceState(null, "", "#calculator")
    document.getElementById("calculator").scrollIntoView()
    requireDate()
    if (form.checkValidity()) show()
    else form.querySelector(":invalid").focus()
  }

  requireDate()
  part("without").hidden = true
  part("body").hidden = false
  takeOver()
})()
