"""Finds link-building opportunities.

The way of a page, room by room:

1. `niche` reads what the user wants.
2. `discovery` says where to look.
3. `crawl` fetches, politely, best page first.
4. `analysis` reads HTML into facts.
5. `detectors` judge facts into opportunities.
6. `linkcheck` asks whether outbound links still answer.
7. `storage` keeps pages, links, opportunities and their history.
8. `scoring` weighs, with reasons.
9. `report` tells, as files people open.
10. `outreach` keeps what people did about it; it sends nothing.

`model` holds the words all rooms speak, `urls` says when two addresses are the same, `cli` is the front door.
"""
