// The search field of the home page is a label that opens Material's search; this moves the cursor there as well.
document.querySelector(".care-hero__search")?.addEventListener("click", () => {
  setTimeout(() => document.querySelector("[data-md-component=search-query]")?.focus())
})
