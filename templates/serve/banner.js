// What `aftercare serve` shows above a page while YAML holds a mistake: the page itself is still the last good one.
(() => {
  const bar = document.createElement("section");
  bar.id = "care-serve-banner";
  bar.setAttribute("role", "alert");
  bar.hidden = true;
  Object.assign(bar.style, {
    position: "fixed", inset: "0 0 auto 0", zIndex: "1000", maxHeight: "50vh", overflow: "auto", padding: "12px 20px",
    background: "#7a1f1f", color: "#fff", font: "14px/1.5 ui-monospace, monospace", boxShadow: "0 2px 8px rgba(0, 0, 0, .4)",
  });
  document.body.append(bar);
  let shown = "";

  const line = (text, weight) => {
    const part = document.createElement("p");
    part.textContent = text;
    Object.assign(part.style, { margin: "0 0 4px", fontWeight: weight, overflowWrap: "anywhere" });
    return part;
  };

  const look = async () => {
    try {
      const answer = await fetch("/-/problems.json", { cache: "no-store" });
      const told = await answer.text();
      if (told !== shown) {
        shown = told;
        const { title, lines } = JSON.parse(told);
        bar.replaceChildren(line(title, "700"), ...lines.map((text) => line(text, "400")));
        bar.hidden = lines.length === 0;
      }
    } catch { /* the server is gone: the page stays as it is */ }
    setTimeout(look, 700);
  };
  look();
})();
