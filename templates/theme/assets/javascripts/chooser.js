// Sends the reader of a page above the languages on to the one of the browser; the script's own data say where each is.
// Without scripts the page shows a link to each.
const to = document.currentScript.dataset
location.replace((/^zh\b/i.test(navigator.language || "zh") ? to.zh : to.en) || to.zh || to.en)
