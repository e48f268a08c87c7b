// Sends the reader of a page above the languages on to the first of the browser's that there is, else to English, which a
// stranger most likely reads, else to the first there is; the script's own data say where each is. Without scripts the page
// shows a link to each.
const to = document.currentScript.dataset
const spoken = [...navigator.languages, navigator.language ?? ""].map(language => language.slice(0, 2).toLowerCase())
location.replace(to[spoken.find(language => to[language])] ?? to.en ?? Object.values(to)[0])
