// Sends the reader of the root page to the language of the browser. Without scripts the page shows both links.
location.replace(/^zh\b/i.test(navigator.language || "zh") ? "zh/" : "en/")
