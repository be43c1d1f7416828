"""Three applications for digital points: one eligible, one not, one that cannot be decided yet."""

from datetime import date

import cloudgrant as cg

ON = date(2022, 5, 2)

# What a portal would post: plain data, checked as a whole.
eligible = cg.load(
    cg.Manufacturer,
    {
        "ubn": "12345675",
        "name": "示範精密",
        "paid_in_capital": 80_000_000,
        "regular_employees": 260,
        "factory": "registered",
        "points_last_used_in": 0,
    },
)
# A firm without factory registration, which it can mend.
ineligible = cg.Manufacturer(
    name="示範食品", paid_in_capital=30_000_000, factory="none", points_last_used_in=0
)
# A draft: the capital is too large, so the number of staff still matters; the rest is not said yet.
draft, problems = cg.draft(
    cg.Manufacturer,
    {
        "name": "示範紡織",
        "paid_in_capital": 150_000_000,
        "regular_employees": "約兩百人",
        "factory": "exempt",
    },
)

for firm in (eligible, ineligible, draft):
    decision = cg.points.assess(firm, on=ON)
    for locale in ("zh_Hant_TW", "en"):
        print(f"═══ {firm.name} ═══")
        print(decision.report(locale))
        print()

print("═══ What was wrong with the draft · 草稿的問題 ═══")
for problem in problems:
    print(problem)

# Every answer is data too, not only text.
size = cg.points.assess(eligible, on=ON)["points.applicant.size"]
print()
print(size.result, [(margin.path.pointer, margin.distance, margin.unit) for margin in size.margins])
