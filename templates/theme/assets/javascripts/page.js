// What every page does beside being read. All of it works without this script too, only less well; nothing leaves the page.
(() => {
  "use strict"

  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  // A form or checklist can be printed as it stands.
  for (const button of all(".care-print")) {
    button.hidden = false
    button.addEventListener("click", () => window.print())
  }

  // On paper there is nothing to open; what serves a reader at the screen alone stays shut.
  const closed = () => all("details.care-fold:not([open], .care-fold--screen)")
  let opened = []
  window.addEventListener("beforeprint", () => { opened = closed(); for (const fold of opened) fold.open = true })
  window.addEventListener("afterprint", () => { for (const fold of opened) fold.open = false })

  // Where there is room, what stands side by side stands open.
  if (matchMedia("(min-width: 60em)").matches) for (const fold of all(".care-fold--wide")) fold.open = true

  // The other language shows the same place.
  for (const link of all(".care-language__link")) {
    const to = link.getAttribute("href")
    link.addEventListener("click", () => link.setAttribute("href", to + location.hash))
  }

  // The month is the reader's, not that of the day on which the pages were made.
  const month = new Date().getMonth() + 1
  const isNear = element => element.dataset.months.split(" ").includes(String(month))
  const season = all("details.care-season[data-months]").find(isNear)
  if (season) season.open = true
  // It and the next stand open before the others, whatever the month of the pages' making; what was asked for stays open.
  const months = all("details.care-month"), before = months.findIndex(isNear)
  if (before > 0) {
    const year = document.querySelector("details.care-year"), asked = document.getElementById(location.hash.slice(1))
    const turned = [...months.slice(before), ...months.slice(0, before)]
    year.before(...turned.slice(0, 2))
    year.append(...turned.slice(2))
    turned.forEach((part, place) => { part.open = place < 2 || part.contains(asked) })
    year.open = year.contains(asked)
    asked?.scrollIntoView()
  }
  for (const part of all("[data-month-only]")) part.hidden = part.dataset.monthOnly !== String(month)
  for (const named of all("[data-month-names]")) named.textContent = named.dataset.monthNames.split("|")[month - 1]
  for (const whole of all("[data-year-only]")) whole.hidden = true
  for (const now of all(".care-ribbon__now")) {
    now.setAttribute("x", 10 * (month - 1))
    now.classList.add("care-ribbon__now--known")
  }

  // The first page's short way to one's own dates: what is entered goes behind the product's address, which no server is told.
  const mine = document.querySelector(".care-mine__form")
  if (mine) {
    const [product, day, place] = ["product", "date", "place"].map(name => document.getElementById(`mine-${name}`))
    mine.addEventListener("submit", asked => {
      asked.preventDefault()
      const chosen = product.selectedOptions[0]
      const known = new URLSearchParams({ [chosen.dataset.date]: day.value })
      if (place?.value && "place" in chosen.dataset) known.set("region", place.value)
      location.assign(`${product.value}#${known}`)
    })
    document.querySelector(".care-mine__door").hidden = true
    mine.hidden = false
  }

  // A table too wide for a phone becomes rows: each cell says of which column it is. It stays a table to those who listen.
  for (const table of all("table:not([class])")) {
    const heads = all("thead th", table).map(head => head.textContent)
    if (heads.length < 3) continue
    table.dataset.rows = ""
    table.setAttribute("role", "table")
    for (const row of all("tr", table)) row.setAttribute("role", "row")
    for (const part of all("thead, tbody", table)) part.setAttribute("role", "rowgroup")
    for (const head of all("th", table)) head.setAttribute("role", "columnheader")
    for (const row of all("tbody tr", table)) {
      for (const [place, cell] of [...row.cells].entries()) {
        cell.setAttribute("role", "cell")
        cell.dataset.label = heads[place] ?? ""
      }
    }
  }

  // Menu and search open by a key as by a finger: the buttons stand where labels stand without this script.
  for (const button of all("[data-care-toggle]")) {
    const toggle = document.getElementById(button.dataset.careToggle)
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked))
    button.addEventListener("click", () => toggle.click())
    toggle.addEventListener("change", tell)
    tell()
  }
  const drawer = document.getElementById("__drawer")
  const menu = document.querySelector("[data-care-toggle=__drawer]")
  const inDrawer = () => all(".md-sidebar--primary :is(a[href], label[tabindex='0'])").filter(entry => entry.checkVisibility({ visibilityProperty: true }))
  drawer?.addEventListener("change", () => {
    const focused = document.querySelector(".md-sidebar--primary")?.contains(document.activeElement)
    if (drawer.checked && document.activeElement === menu) inDrawer()[0]?.focus()
    else if (!drawer.checked && focused) menu?.focus()
  })
  document.addEventListener("keydown", key => {
    if (!drawer?.checked) return
    if (key.key === "Escape") { menu?.focus(); drawer.click() }
    if (key.key !== "Tab") return
    const entries = inDrawer()
    const at = entries.indexOf(document.activeElement)
    const next = entries[(at + (key.shiftKey ? -1 : 1) + entries.length) % entries.length]
    if (next) { key.preventDefault(); next.focus() }
  })
})()
