"""Finds link-building opportunities.

The way of a page through the packages:

1. `niche` reads what the user wants.
2. `sources` name the sites to start from.
3. `frontier` decides which URL is fetched next, and `crawl` fetches it; `net` says what may be contacted, and how.
4. `analysis` reads HTML into facts; `text` and `data` hold what is known about languages, hosts and services.
5. `kinds` judge facts into opportunities, one package a kind.
6. `linkcheck` checks outbound links, and `browser` opens those that seem dead once more.
7. `storage` keeps pages, links and opportunities; `lifecycle` decides what a new sighting means for a known one.
8. `scoring` computes scores, with reasons.
9. `report` writes files that people open.

`app` holds the use cases, callable as a library; `cli` the commands; `demo` a made-up internet to try them on. `model`
has the types that all packages share, `urls` says when two URLs are the same, `errors` names what can go wrong.
"""
