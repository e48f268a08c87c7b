// The frame around every page: light or dark, the menu, the title while somebody reads on, the way up, where one is on the page.
// It stands in for Material's own script, which is ten times as long and asks each heading for its place: within a fold
// that is shut, each such question lays the fold out anew. All of this works without it too, only less well.
(() => {
  "use strict"

  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const root = document.documentElement
  root.classList.replace("no-js", "js")

  // As the reader chose, else as the reader's system is; the short script in the page's head has shown what was chosen.
  const schemes = all("[data-md-component=palette] input")
  const header = document.querySelector(".md-header")
  const bar = document.head.appendChild(Object.assign(document.createElement("meta"), { name: "theme-color" }))
  const show = chosen => {
    for (const name of ["scheme", "primary", "accent"]) {
      document.body.setAttribute(`data-md-color-${name}`, chosen.getAttribute(`data-md-color-${name}`))
    }
    for (const scheme of schemes) if (scheme.nextElementSibling) scheme.nextElementSibling.hidden = scheme !== chosen
    ;(window.requestIdleCallback ?? setTimeout)(() => { bar.content = getComputedStyle(header).backgroundColor })
  }
  const keep = chosen => __md_set("__palette", {
    index: schemes.indexOf(chosen),
    color: Object.fromEntries(["media", "scheme", "primary", "accent"].map(name => [name, chosen.getAttribute(`data-md-color-${name}`)])),
  })
  if (schemes.length) {
    let kept = null
    try { kept = __md_get("__palette") } catch { /* a browser that keeps nothing */ }
    const now = schemes[kept?.index] ?? schemes.find(scheme => matchMedia(scheme.dataset.mdColorMedia).matches) ?? schemes[0]
    now.checked = true
    show(now)
    for (const scheme of schemes) scheme.addEventListener("change", () => { show(scheme); keep(scheme) })
  }

  // A table too wide for its place scrolls within it.
  for (const table of all(".md-typeset table:not([class])")) {
    const wrap = Object.assign(document.createElement("div"), { className: "md-typeset__scrollwrap" })
    const inner = Object.assign(document.createElement("div"), { className: "md-typeset__table" })
    table.replaceWith(wrap)
    inner.append(table)
    wrap.append(inner)
  }

  // A link to what is folded opens the fold.
  const asked = () => {
    let id = location.hash.slice(1)
    try { id = decodeURIComponent(id) } catch { /* a slip in an address leads nowhere */ }
    const target = document.getElementById(id)
    const shut = []
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) if (!fold.open) shut.push(fold)
    for (const fold of shut) fold.open = true
    if (shut.length) target.scrollIntoView()
  }
  const toggles = all("[data-md-toggle]")
  addEventListener("hashchange", () => {
    for (const toggle of toggles) if (toggle.checked) toggle.click()
    asked()
  })
  if (location.hash) asked()

  // What the menu opens by a finger, a key opens too.
  document.addEventListener("keydown", key => {
    if (key.key === "Enter" && key.target instanceof HTMLLabelElement) key.target.click()
  })

  // Once the page's title is out of sight, the header says it; the way up is there for whoever turns back.
  const title = document.querySelector("article h1"), named = document.querySelector("[data-md-component=header-title]")
  if (title && named) {
    new IntersectionObserver(([seen]) => {
      named.classList.toggle("md-header__title--active", !seen.isIntersecting && seen.boundingClientRect.top < 0)
    }, { rootMargin: "-48px 0px 0px" }).observe(title)
  }
  const up = document.querySelector("[data-md-component=top]")
  if (up) {
    let before = 0
    addEventListener("scroll", () => {
      up.hidden = !(scrollY < before && scrollY > innerHeight)
      before = scrollY
    }, { passive: true })
    up.addEventListener("click", () => scrollTo({ top: 0 }))
  }

  // Where the page's contents stand beside it, they say where one is.
  const links = all(".md-sidebar--secondary:not([hidden]) .md-nav__link[href^='#']")
  if (links.length && matchMedia("(min-width: 60em)").matches) {
    const reading = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) for (const link of links) link.classList.toggle("md-nav__link--active", link.hash.slice(1) === target.id)
      }
    }, { rootMargin: "-10% 0px -70%" })
    for (const link of links) {
      const heading = document.getElementById(link.hash.slice(1))
      if (heading) reading.observe(heading)
    }
  }
})()
