"""A whole crawl on loopback: fetch, read, judge and store 41 KB pages with 100 links; pages a second and CPU a page."""

from benchmarks.command import workshop
from benchmarks.server import asked, serving

SITES = 60
PAGES = 3_000


def measure() -> list[str]:
    """Return the figures of one crawl, with the server's CPU not counted."""
    with serving("blogs") as proxy, workshop(proxy) as shop:
        seeds = [f"http://blog{number}.example/" for number in range(SITES)]
        limits = f"pages = {PAGES}\npages_per_site = {PAGES}\nsites = {SITES}\ndelay = 0.0"
        shop.write_niche("blogs", seeds, limits)
        start = shop.run("db", "upgrade")
        cost = shop.run("crawl", "blogs.toml")
        pages = sum(not url.endswith(("/robots.txt", "/sitemap.xml")) for url in asked(proxy))
    seconds, cpu = cost.seconds - start.seconds, cost.cpu - start.cpu
    speed = f"{pages / seconds:6.0f} pages a second, {pages / cpu:.0f} pages a second and core"
    return [
        f"crawling {pages} pages of 41 KB with 100 links on {SITES} sites",
        f"  {speed}, {1000 * cpu / pages:.2f} ms CPU a page, {cost.memory:.0f} MB at most",
    ]
