// Finding a cause: one question after the other. Without this script, and on paper, the whole tree stands on the page.
const steps = [...document.querySelectorAll(".care-decide__step")]
const stepOf = link => steps.find(step => step.querySelector("h3")?.id === link?.hash.slice(1))

function forget(step) {
  step.classList.remove("care-decide__step--answered")
  for (const answer of step.querySelectorAll(".care-answer")) {
    answer.querySelector("button").setAttribute("aria-pressed", "false")
    answer.querySelector(".care-answer__end").hidden = true
  }
  const after = [...step.querySelectorAll(".care-answer__go")].map(stepOf)
  for (const next of after) if (next && !next.hidden) { next.hidden = true; forget(next) }
}

function choose(step, answer) {
  forget(step)
  answer.querySelector("button").setAttribute("aria-pressed", "true")
  const link = answer.querySelector(".care-answer__go")
  const next = stepOf(link)
  answer.querySelector(".care-answer__end").hidden = Boolean(next)
  if (!next) return
  step.classList.add("care-decide__step--answered")
  next.hidden = false
  step.after(next)
  const heading = next.querySelector("h3")
  heading.tabIndex = -1
  heading.focus()
}

for (const step of steps) {
  for (const answer of step.querySelectorAll(".care-answer")) {
    const said = answer.querySelector(".care-answer__say")
    const button = document.createElement("button")
    button.type = "button"
    button.append(...said.childNodes)
    button.addEventListener("click", () => choose(step, answer))
    said.replaceChildren(button)
    answer.querySelector(".care-answer__end").setAttribute("role", "status")
  }
}
// An answered question shrinks to its answer, beside which it can be opened again.
for (const step of steps) {
  const change = document.createElement("button")
  change.type = "button"
  change.className = "care-decide__change"
  change.textContent = document.querySelector(".care-decide").dataset.change
  change.addEventListener("click", () => { forget(step); step.querySelector(".care-answer button").focus() })
  step.append(change)
}
for (const [number, step] of steps.entries()) {
  forget(step)
  step.hidden = number > 0
}
const box = document.querySelector(".care-decide")
if (box) {
  const again = document.createElement("button")
  again.type = "button"
  again.className = "care-decide__again"
  again.textContent = box.dataset.again
  again.addEventListener("click", () => { forget(steps[0]); steps[0].querySelector("button").focus() })
  box.append(again)
  // A link from elsewhere to one of the questions finds it open.
  const asked = steps.find(step => "#" + step.querySelector("h3").id === location.hash)
  if (asked) asked.hidden = false
}
