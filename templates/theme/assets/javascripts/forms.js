// A form or checklist can be printed as it stands. Nothing that is typed leaves the page.
for (const button of document.querySelectorAll(".care-print")) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}
