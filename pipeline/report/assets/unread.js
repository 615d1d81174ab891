function showUnread() {
  if (!facts.ledger) {
    byId("unread").replaceChildren(make("p", null, "There is no ledger beside the table, so nobody can say."));
    return;
  }
  const { outcomes, candidates } = facts.ledger;
  const all = outcomes.reduce((sum, [, n]) => sum + n, 0);
  const lost = candidates.filter((one) => one.outcome !== "coded");
  const counted = (items) => items.map(([word, n]) => `${word} ${showNumber(n)}`).join(" · ");
  byId("unread").replaceChildren(
    make("p", null, `What became of the ${showCount(all, "sentence")} of the whole run, whatever the filters say:`),
    makeTally(outcomes.map(([outcome, n]) => ({ label: outcome, n, shown: `${showNumber(n)} · ${showPart(n, all)}` })),
      { colour: (item) => (item.label === "coded" ? "var(--accent)" : "var(--soft)") }),
    make("h3", null, "Words that were tried and gave no event"),
    ...(lost.length ? lost.map((one) => make("details", null,
      make("summary", null, `${one.outcome}: ${showNumber(one.n)} `, make("span", { class: "soft" }, facts.ledger.meanings[one.outcome] ?? "")),
      make("p", null, counted(one.words)),
      one.reasons.length ? make("ul", { class: "small" }, ...one.reasons.map(([reason, n]) => make("li", null, `${reason}: ${showNumber(n)}`))) : ""))
      : [make("p", { class: "soft" }, "none")]));
}

function drawInterval({ share, low, high }) {
  const x = (part) => (2 + 96 * part).toFixed(1);
  return make("span", { class: "interval" }, svg("svg", { viewBox: "0 0 100 16", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("line", { class: "axis", x1: 2, x2: 98, y1: 8, y2: 8 }),
    svg("line", { x1: x(low), x2: x(high), y1: 8, y2: 8, stroke: "var(--accent)", "stroke-width": 3 }),
    svg("line", { x1: x(share), x2: x(share), y1: 2, y2: 14, stroke: "var(--ink)", "stroke-width": 1.5 })));
}

function showQuality() {
  const quality = facts.quality;
  if (!quality) return;
  const percent = (part) => `${Math.round(100 * part)} %`;
  const line = (head, found) => [head, found.n ?? "", percent(found.share), `${percent(found.low)} to ${percent(found.high)}`, drawInterval(found)];
  const roots = Object.entries(quality.roots ?? {}).filter(([, root]) => root.event?.n)
    .map(([root, found]) => line(`${root} ${facts.roots[Number(root) - 1] ?? ""}`, found.event));
  const fields = Object.entries(quality.precision ?? {}).map(([field, found]) => line(field === "event" ? "whole row" : field, found));
  const heads = (of) => [of, "checked", "right", `${percent(quality.confidence_level ?? 0.95)} interval`, ""];
  const weighted = quality.weighted ? ` Weighted by the roots' shares of the table, ${percent(quality.weighted.share)} of the rows are right (${percent(quality.weighted.low)} to ${percent(quality.weighted.high)}).` : "";
  byId("quality").lastElementChild.replaceChildren(
    make("p", null, `${showCount(quality.judged, "row")} of a drawn sample of ${showNumber(quality.drawn)} were checked by hand.${weighted}`),
    make("div", { class: "scroll" }, makeTable(heads("field"), fields, "Share of rows that are right, by field")),
    make("h3", null, "By root, the whole row"),
    make("div", { class: "scroll" }, makeTable(heads("root"), roots, "Share of rows that are right, by root")));
  byId("quality").hidden = false;
}
